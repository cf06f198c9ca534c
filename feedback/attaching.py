"""Files of a submission: given by the asker, or by the officials who handle it."""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from catalogs import case_files
from catalogs.access import role_of
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from feedback.access import leads
from feedback.enums import OPEN_STATES, FilePurpose
from feedback.models import Submission, SubmissionFile
from feedback.workflow import OFFICE_AND_HANDLERS


@transaction.atomic
def attach(
    submission: Submission,
    *,
    file: BinaryIO,
    name: str,
    purpose: str,
    actor: Official | None,
    at: datetime | None = None,
) -> SubmissionFile:
    """Keep a file of an open submission; ``actor`` is None when the asker gives it.

    Raises ``ValidationError`` keyed ``file``.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    if submission.state not in OPEN_STATES:
        raise MoveRefused(_("The submission is concluded."), code="state")
    if (actor is None) is not (purpose == FilePurpose.GIVEN):
        raise MoveRefused(_("This kind of file is given by the other side."), code="role")
    if actor is not None and not (
        leads(actor, submission) and role_of(actor) in OFFICE_AND_HANDLERS
    ):
        raise MoveRefused(_("This submission is not yours to handle."), code="role")
    row = SubmissionFile(submission=submission, purpose=purpose)
    return case_files.add(submission, row, file=file, name=name, actor=actor, at=at)
