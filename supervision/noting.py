"""The verb of rewards and criticisms: recorded once, told to the department, kept."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogs import letters
from catalogs.access import role_of
from catalogs.history import record
from catalogs.models import Department, Official
from catalogs.notices import clerks_of, reviewers_of
from catalogs.workflow import MoveRefused
from supervision.assessment_workflow import ROUND_WRITERS
from supervision.models import AssessmentRound, DepartmentNote


@transaction.atomic
def record_note(
    *,
    actor: Official,
    department: Department,
    kind: str,
    text: str,
    basis: str,
    now: datetime,
    round: AssessmentRound | None = None,
    key: UUID | None = None,
) -> DepartmentNote:
    """Reward or criticise a department on a ground, perhaps because of a round.

    ``key`` comes once with each form: what was sent with it before is returned as it is.
    Raises ``ValidationError`` by column.
    """
    if role_of(actor) not in ROUND_WRITERS:
        raise MoveRefused(_("Supervisors reward and criticise."), code="role")
    if key is not None and (known := DepartmentNote.objects.filter(key=key).first()):
        return known
    note = DepartmentNote(
        department=department,
        round=round,
        kind=kind,
        text=text.strip(),
        basis=basis.strip(),
        recorded_on=timezone.localdate(now),
        recorded_by=actor,
        key=key,
    )
    note.clean_fields()
    try:
        with transaction.atomic():
            note.save()
    except IntegrityError:
        if key is None:
            raise
        # The other press of the same form was a moment faster.
        return DepartmentNote.objects.get(key=key)
    record(note, actor=actor, action="record_note", at=now)
    with override(settings.LANGUAGE_CODE):
        letters.write(
            f"department-note:{note.pk}",
            recipients=[*clerks_of(department), *reviewers_of(department)],
            subject=_("Supervision recorded a reward or a criticism of your department"),
            body="\n".join([note.get_kind_display(), note.text, note.basis]),
        )
    return note
