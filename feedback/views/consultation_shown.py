"""A consultation in words and figures: what stands on its public page and on the desk."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogs.charts.bars import bar_chart
from catalogs.models import HistoryRow, Publication
from feedback.consulting import CommentFigures
from feedback.enums import Adoption, ConsultationState
from feedback.models import Consultation

SOON_DAYS = 3
TONES = {
    Adoption.ADOPTED: "green",
    Adoption.PARTLY: "blue",
    Adoption.NOT_ADOPTED: "grey",
    Adoption.UNDECIDED: "grey",
}


def stage(row: Consultation, today: date) -> dict[str, Any]:
    """Return where it stands as a tag: days left, result owed, late or published."""
    if row.state != ConsultationState.PUBLISHED:
        return {"text": row.get_state_display(), "tone": "grey"}
    if row.result_published_on:
        return {"text": _("Result published"), "tone": "green"}
    if row.is_overdue(today):
        return {"text": _("Result overdue"), "tone": "red"}
    if row.closes_on < today:
        return {"text": _("Ended, result to come"), "tone": "grey"}
    if row.opens_on > today:
        return {"text": _("Not open yet"), "tone": "grey"}
    left = (row.closes_on - today).days
    if left == 0:
        return {"text": _("Open: closes today"), "tone": "amber"}
    words = ngettext("Open: %(days)d day left", "Open: %(days)d days left", left)
    return {"text": words % {"days": left}, "tone": "amber" if left <= SOON_DAYS else "blue"}


def outcomes(counted: CommentFigures) -> dict[str, Any]:
    """Return the chart of what became of the comments, with its table."""
    rows = [
        (Adoption.ADOPTED.label, counted.adopted),
        (Adoption.PARTLY.label, counted.partly),
        (Adoption.NOT_ADOPTED.label, counted.not_adopted),
        (Adoption.UNDECIDED.label, counted.undecided),
    ]
    title = _("What becomes of the comments")
    number = _("Comments on this portal")
    return {
        "chart": bar_chart(title, rows, description=_("Comments received on this portal.")),
        "columns": [{"label": _("Adoption")}, {"label": number, "number": True}],
        "rows": [
            [{"text": name}, {"label": number, "text": count, "number": True}]
            for name, count in rows
        ],
    }


def stats(counted: CommentFigures) -> list[dict[str, Any]]:
    """Return the figures of a consultation for ``components/stats.html``."""
    return [
        {"label": _("Comments on this portal"), "figure": counted.received},
        {"label": _("Comments by other ways"), "figure": counted.elsewhere},
        {"label": _("Shown here"), "figure": counted.shown},
        {"label": _("Adopted, also in part"), "figure": counted.adopted + counted.partly},
    ]


def document_of(row: Consultation, today: date) -> dict[str, Any] | None:
    """Return the linked document with its files, where the public can read it."""
    document = (
        Publication.objects.public(today)
        .filter(consultations=row)
        .prefetch_related("attachments")
        .first()
    )
    if document is None:
        return None
    files = [
        {
            "url": file.get_absolute_url(),
            "name": file.name,
            "type": file.extension.upper(),
            "size": file.size,
            "checksum": file.checksum,
        }
        for file in document.attachments.all()
    ]
    return {"document": document, "files": files}


def corrected_at(row: Consultation):
    """Return when the published result was last corrected, or None."""
    if row.result_published_on is None:
        return None
    corrections = HistoryRow.objects.of(row).filter(action="correct_result").order_by("-pk")
    return corrections.values_list("at", flat=True).first()
