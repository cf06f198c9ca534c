"""Parts of the pages of documents: card, record, attachments, procedure."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalogs.enums import Audience, DocumentKind, Effectiveness, PublicationForm, PublicityTerm
from catalogs.models import Attachment, HistoryRow, Publication
from portal.templatetags.portal_ui import day

EFFECT_TONES = {
    Effectiveness.IN_FORCE: "green",
    Effectiveness.EXPIRED: "grey",
    Effectiveness.REPEALED: "red",
}
# What the public learns of a document's procedure; drafts and returns stay inside.
SHOWN_ACTIONS = ("create", "submit", "approve", "publish", "release_due", "repeal")


def effect(document: Publication) -> dict:
    """Effectiveness as a tag."""
    return {
        "text": document.get_effectiveness_display(),
        "tone": EFFECT_TONES[Effectiveness(document.effectiveness)],
    }


def card(document: Publication, *, today: date, summary: bool = False) -> dict:
    """The context of ``components/document_card.html``."""
    return {
        "url": document.get_absolute_url(),
        "title": document.display_title,
        "number": document.document_number,
        "department": document.department.display_name,
        "issued_on": document.issued_on,
        "summary": document.display_summary if summary else "",
        "effectiveness": effect(document)
        if document.effectiveness != Effectiveness.IN_FORCE
        else None,
        "index_number": "",
        "interprets": "",
    }


def record(document: Publication) -> list[dict]:
    """The metadata record, in the order of the head of a government document."""
    pairs = [
        (_("Index number"), document.index_number),
        (_("Theme"), document.get_theme_display()),
        (_("Genre"), document.get_genre_display()),
        (_("Issuing department"), document.department.display_name),
        (_("Formed on"), day(document.formed_on)),
        (_("Issued on"), day(document.issued_on)),
    ]
    more = [
        (_("Document number"), document.document_number),
        (_("Effectiveness"), document.get_effectiveness_display()),
        (_("Limit of publicity"), _term(document)),
        (_("Period of validity"), _validity(document)),
        (_("Mode of publicity"), document.get_mode_display()),
        (_("Range of publicity"), _range(document)),
    ]
    wide = [
        (_("Forms of publicity"), _listed(_form_words(document.forms))),
        (_("Procedure of publicity"), document.procedure),
        (_("Keywords"), _listed(document.keywords)),
        (_("Summary"), document.display_summary),
    ]
    return [
        *_pairs(pairs),
        _row(_("Title"), document.display_title, wide=True),
        *_pairs(more),
        *(_row(label, value, wide=True) for label, value in wide),
    ]


def files(document: Publication) -> list[dict]:
    """The files of a document, as ``components/attachment_list.html`` takes them."""
    return files_of(document.attachments.all())


def files_of(attachments: Iterable[Attachment]) -> list[dict]:
    """The context of ``components/attachment_list.html``."""
    return [
        {
            "url": attachment.get_absolute_url(),
            "name": attachment.name,
            "type": attachment.extension.upper(),
            "size": attachment.size,
            "checksum": attachment.checksum,
        }
        for attachment in attachments
    ]


def procedure(document: Publication) -> list[dict]:
    """Who formed, reviewed and published it, and when; newest first.

    Departments are named, not persons: the public act is the office's.
    """
    rows = HistoryRow.objects.of(document).filter(action__in=SHOWN_ACTIONS)
    return [
        {
            "when": row.at,
            "what": _procedure_words(row.action),
            "who": _office(row, document),
        }
        for row in rows.select_related("actor__department")
    ]


def _procedure_words(action: str) -> str:
    return {
        "create": _("Formed"),
        "submit": _("Sent for review"),
        "approve": _("Reviewed and approved"),
        "publish": _("Published"),
        "release_due": _("Published as scheduled"),
        "repeal": _("Repealed"),
    }[action]


def _office(row: HistoryRow, document: Publication) -> str:
    department = row.actor.department if row.actor else None
    return (department or document.department).display_name


def _row(label: Any, value: Any, *, wide: bool = False, right: bool = False) -> dict:
    return {"label": label, "value": value, "wide": wide, "right": right, "url": ""}


def _pairs(pairs: list[tuple[Any, Any]]) -> list[dict]:
    return [_row(label, value, right=bool(place % 2)) for place, (label, value) in enumerate(pairs)]


def _term(document: Publication) -> str:
    if document.publicity_term == PublicityTerm.FIXED_TERM:
        return _("until %(date)s") % {"date": day(document.public_until)}
    return document.get_publicity_term_display()


def _validity(document: Publication) -> str:
    if document.valid_until:
        return _("until %(date)s") % {"date": day(document.valid_until)}
    return _("No end date")


def _range(document: Publication) -> str:
    if document.audience == Audience.NAMED_GROUP:
        return document.audience_group
    return document.get_audience_display()


def _form_words(forms: list[str]) -> list[str]:
    words = dict(PublicationForm.choices)
    return [str(words.get(form, form)) for form in forms]


def _listed(words: list[str]) -> str:
    return _(", ").join(map(str, words))


def kicker(document: Publication) -> str:
    """What kind of thing the document is."""
    if document.kind == DocumentKind.INTERPRETATION:
        form = document.get_interpretation_form_display()
        phase = document.get_interpretation_phase_display()
        return " · ".join([document.get_kind_display(), str(form), str(phase)])
    return document.get_kind_display()
