"""Verbs of reading what the public wrote on a draft: shown, hidden, adopted or not."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.access import can_write
from catalogs.history import record
from catalogs.identity import parts_in, personal_numbers, without_parts
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from feedback.enums import Adoption, CommentState
from feedback.models import Consultation, ConsultationComment
from feedback.models.people import CONTACT_FIELDS

# What is not adopted, or only partly, has a note why.
EXPLAINED = (Adoption.PARTLY, Adoption.NOT_ADOPTED)


@transaction.atomic
def show(
    row: ConsultationComment, *, actor: Official, text: str, at: datetime | None = None
) -> ConsultationComment:
    """Show a comment in the moderator's text, which may tell nobody's identity."""
    row = _locked(row, actor)
    need(text, "text", _("Write the text as it is shown."))
    if parts_in(text, row.contact_parts()) or personal_numbers(text):
        raise ValidationError({"text": telling()})
    row.shown_text, row.hidden_because = text, ""
    row.clean_fields()
    return _moderated(row, CommentState.SHOWN, "show", actor=actor, at=at)


@transaction.atomic
def hide(
    row: ConsultationComment, *, actor: Official, reason: str, at: datetime | None = None
) -> ConsultationComment:
    """Do not show a comment: unlawful, an insult, off the matter. It is counted all the same."""
    row = _locked(row, actor)
    need(reason, "reason", _("Give the reason."))
    reason = without_parts(reason, row.contact_parts())
    row.shown_text, row.hidden_because = "", reason
    row.clean_fields()
    return _moderated(row, CommentState.HIDDEN, "hide", actor=actor, reason=reason, at=at)


@transaction.atomic
def decide(
    row: ConsultationComment,
    *,
    actor: Official,
    adoption: str,
    note: str = "",
    at: datetime | None = None,
) -> ConsultationComment:
    """Say what becomes of a comment; the note may tell nobody's identity."""
    row = _locked(row, actor)
    if adoption in EXPLAINED:
        need(note, "note", _("Say why."))
    if parts_in(note, row.contact_parts()) or personal_numbers(note):
        raise ValidationError({"note": telling()})
    old, row.adoption, row.adoption_note = row.adoption, adoption, note
    row.clean_fields()
    row.save()
    record(row, actor=actor, action="decide", changes={"adoption": [old, adoption]}, at=at)
    return row


@transaction.atomic
def decide_many(
    consultation: Consultation,
    keys: Iterable[int],
    *,
    actor: Official,
    adoption: str,
    note: str = "",
    at: datetime | None = None,
) -> int:
    """Decide the comments of these primary keys alike, all or none; return how many."""
    rows = list(consultation.comments.filter(pk__in=list(keys)).order_by("pk"))
    if not rows:
        raise ValidationError({"comments": _("Choose at least one comment.")})
    for row in rows:
        decide(row, actor=actor, adoption=adoption, note=note, at=at)
    return len(rows)


@transaction.atomic
def reveal_contact(
    row: ConsultationComment, *, actor: Official, at: datetime | None = None
) -> dict[str, str]:
    """Return the contact parts by column name; who saw them is in the history."""
    row = _locked(row, actor)
    record(row, actor=actor, action="reveal_contact", at=at)
    return {name: getattr(row, name) for name in CONTACT_FIELDS}


def as_read(row: ConsultationComment) -> str:
    """Return the comment as officials read it: parts of who wrote it are struck out."""
    return without_parts(row.text, row.contact_parts())


def check_writer(actor: Official, consultation: Consultation) -> None:
    """Raise ``MoveRefused`` unless the consultation is this official's to handle."""
    if not can_write(actor, consultation.department_id):
        raise MoveRefused(_("This consultation is not yours to handle."), code="role")


def need(text: str, name: str, words: str) -> None:
    """Raise ``ValidationError`` with ``words`` where the text of the field ``name`` is empty."""
    if not text.strip():
        raise ValidationError({name: words})


def telling() -> str:
    """The sentence for a text that would tell who somebody is."""
    return _("This text contains a part of someone's identity; take it out.")


def _locked(row: ConsultationComment, actor: Official) -> ConsultationComment:
    row = ConsultationComment.objects.select_for_update().get(pk=row.pk)
    check_writer(actor, row.consultation)
    return row


def _moderated(
    row: ConsultationComment,
    state: str,
    action: str,
    *,
    actor: Official,
    reason: str = "",
    at: datetime | None,
) -> ConsultationComment:
    old, row.state, row.moderator = row.state, state, actor
    row.save()
    record(row, actor=actor, action=action, reason=reason, from_state=old, to_state=state, at=at)
    return row
