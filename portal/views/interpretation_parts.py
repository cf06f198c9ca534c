"""Parts of the pages about interpretations: groups by phase, media, and the plan in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from catalogs.enums import DocumentKind, InterpretationPhase
from catalogs.models import Publication
from portal.templatetags.portal_ui import day

from .document_parts import files_of


def beside_url(policy: Publication, interpretation: Publication | None = None) -> str:
    """Return where a policy is read beside its interpretations, or beside one of them.

    Whatever is no policy has no such page: the address is that of the document itself.
    """
    if policy.kind != DocumentKind.POLICY:
        return (interpretation or policy).get_absolute_url()
    address = reverse("portal:interpretation-detail", args=[policy.index_number])
    if interpretation is None:
        return address
    return f"{address}?{urlencode({'beside': interpretation.index_number})}"


def groups(
    policy: Publication,
    interpretations: Iterable[Publication],
    *,
    chosen: Publication | None = None,
) -> list[dict[str, Any]]:
    """Return the phases that have interpretations, in their order, each with its links."""
    rows = list(interpretations)
    found = []
    for phase in InterpretationPhase:
        items = [
            {
                "url": beside_url(policy, row),
                "title": row.display_title,
                "form": row.get_interpretation_form_display(),
                "issued_on": row.issued_on,
                "selected": row == chosen,
            }
            for row in rows
            if row.interpretation_phase == phase
        ]
        if items:
            found.append({"label": phase.label, "items": items})
    return found


def plan(policy: Publication, *, interpreted: bool, today: date) -> dict[str, Any] | None:
    """Return who will interpret a policy, how and by when; None once that is done.

    ``policy`` comes with its ``interpretation_plan``. An overdue plan says so.
    """
    row = getattr(policy, "interpretation_plan", None)
    if row is None or interpreted:
        return None
    late = row.is_overdue(today)
    if late:
        words = _("%(who)s was to explain this document by %(day)s. Planned form: %(form)s.")
    else:
        words = _("%(who)s will explain this document by %(day)s. Planned form: %(form)s.")
    return {
        "text": words
        % {"who": row.responsible, "day": day(row.due_on), "form": row.get_form_display()},
        "late": late,
    }


def media(document: Publication) -> dict[str, Any]:
    """Return what ``interpretations/_media.html`` shows: pictures, recordings, another address."""
    attached = list(document.attachments.all())
    return {
        "pictures": [
            {"url": file.get_absolute_url(), "words": file.text_alternative}
            for file in attached
            if file.is_picture
        ],
        "recordings": [
            {
                "url": file.get_absolute_url(),
                "type": file.content_type,
                "is_video": file.is_video,
                "name": file.name,
            }
            for file in attached
            if file.is_video or file.is_audio
        ],
        "elsewhere": document.media_address,
    }


def other_files(document: Publication) -> list[dict[str, Any]]:
    """Return the attachments that the page does not show by itself."""
    return files_of(
        file
        for file in document.attachments.all()
        if not (file.is_picture or file.is_video or file.is_audio)
    )
