"""The second look: numbers of persons become public when two officials say that they may.

The clerk writes why and asks; a reviewer of the department or an administrator, who neither sent
the file nor asked, confirms or returns it (Personal Information Protection Law, Art. 25 and 51).
"""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogs import letters
from catalogs.data_upload_moves import hold, make
from catalogs.data_uploading import become_version, obstacles
from catalogs.models import DatasetUpload, DatasetVersion, Official
from catalogs.notices import reviewers_of
from catalogs.workflow import MoveRefused


@transaction.atomic
def ask(
    row: DatasetUpload,
    *,
    actor: Official,
    now: datetime,
    personal_reason: str,
    note: str | None = None,
) -> DatasetUpload:
    """Hand a file with numbers of persons to the reviewers, with the reason why they may be public.

    ``note`` says what changed, as on a release. Raises ``ValidationError`` for a file that cannot
    be released or has no such numbers, and, keyed ``personal_reason``, without the reason.
    """
    row, move = hold(row, "ask", actor=actor)
    if words := obstacles(row):
        raise ValidationError(words)
    if not row.place_count:
        raise ValidationError(_("No numbers of persons were found: release the file yourself."))
    row.personal_reason = personal_reason.strip()
    if not row.personal_reason:
        raise ValidationError(
            {"personal_reason": _("Say why these numbers may be public, or discard the file.")}
        )
    if note is not None:
        row.note = note.strip()
    row.asked_by, row.asked_at = actor, now
    asked = make(
        row,
        move,
        actor=actor,
        at=now,
        reason=row.personal_reason,
        also=("personal_reason", "note", "asked_by", "asked_at"),
    )
    with override(settings.LANGUAGE_CODE):
        letters.write(
            f"dataset-upload-asked:{asked.pk}",
            recipients=reviewers_of(row.dataset.department),
            subject=_("A file with personal numbers awaits your second look: %(dataset)s")
            % {"dataset": row.dataset},
            body=row.personal_reason,
        )
    return row


@transaction.atomic
def confirm(row: DatasetUpload, *, actor: Official, now: datetime) -> DatasetVersion:
    """Release the file as the newest version of its dataset; it is the version of who asked.

    Raises ``MoveRefused`` for who sent the file or asked, and ``ValidationError`` where the data
    dictionary has other columns by now.
    """
    row, move = hold(row, "confirm", actor=actor)
    _refuse_own(row, actor)
    if words := obstacles(row):
        raise ValidationError(words)
    row.confirmed_by = actor
    return become_version(row, move, actor=actor, now=now, also=("confirmed_by",))


@transaction.atomic
def return_(row: DatasetUpload, *, actor: Official, reason: str, now: datetime) -> DatasetUpload:
    """Give the file back to the clerk with the reason; who asked is told.

    Raises ``MoveRefused`` for who sent the file or asked.
    """
    row, move = hold(row, "return", actor=actor, reason=reason)
    _refuse_own(row, actor)
    returned = make(row, move, actor=actor, at=now, reason=reason, also=())
    with override(settings.LANGUAGE_CODE):
        letters.write(
            f"dataset-upload-returned:{returned.pk}",
            recipients=[row.asked_by],
            subject=_("A file with personal numbers was returned: %(dataset)s")
            % {"dataset": row.dataset},
            body=reason,
        )
    return row


def _refuse_own(row: DatasetUpload, actor: Official) -> None:
    if not row.is_of_others(actor):
        raise MoveRefused(
            _("Another person than the one who sent the file or asked takes the second look."),
            code="role",
        )
