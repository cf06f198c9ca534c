"""The asker withdraws a submission that is not answered yet."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogs.workflow import MoveRefused
from feedback import extending, notices
from feedback.models import Submission
from feedback.moving import begin, finish


@transaction.atomic
def withdraw(
    submission: Submission, *, today: date, reason: str = "", at: datetime | None = None
) -> Submission:
    """Give the submission up; the clock ends, and who works on it is told.

    The asker alone does it, and need not say why. Raises ``MoveRefused`` where others await the
    same reply: it is handled to the end for them.
    """
    submission = begin(submission, "withdraw", actor=None, asker=True)
    if submission.duplicates.exists():
        raise MoveRefused(
            _("Others who asked the same await this reply, so it is handled to the end."),
            code="state",
        )
    submission.concluded_on = today
    extending.lapse(submission, today=today)
    submission.joint_handlings.filter(answered_on__isnull=True).delete()
    finish(submission, "withdraw", actor=None, reason=reason, at=at)
    news = gettext_noop("A submission was withdrawn by the asker")
    notices.tell_handlers(submission, "withdrawn", news=news)
    notices.tell_asker(
        submission, "withdrawn-told", news=gettext_noop("Your submission is withdrawn.")
    )
    return submission
