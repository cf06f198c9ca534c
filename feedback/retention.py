"""Erase who asked or commented when the matter has long been closed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from catalogs import private_files
from catalogs.history import record
from catalogs.identity import strike_out
from feedback.consultation_notices import forget_commenter
from feedback.enums import CONTACT_RETENTION_YEARS
from feedback.models import (
    CONTACT_FIELDS,
    ConsultationComment,
    JointHandling,
    Submission,
    SubmissionExtension,
    SubmissionNote,
    SubmissionRating,
)
from feedback.notices import forget_asker

# Free texts in which a contact part may stand.
SUBMISSION_TEXTS = ("title", "text", "reply", "refusal")
COMMENT_TEXTS = ("text", "hidden_because", "adoption_note")
TEXTS: dict[type[Model], tuple[str, ...]] = {
    JointHandling: ("question", "opinion"),
    SubmissionExtension: ("reason", "decision_reason"),
    SubmissionNote: ("text",),
    SubmissionRating: ("comment",),
}


def erase_due(*, today: date, now: datetime) -> int:
    """Erase contact parts, files and query codes where the period has passed; return how many.

    The period is ``CONTACT_RETENTION_YEARS`` full years, to the end of the month, after a
    submission was concluded or a draft closed to comments. Question, answer and dates stay for
    the statistics; contact parts written into them are struck out, and letters that never went
    out are deleted.
    """
    kept_since = date(today.year - CONTACT_RETENTION_YEARS, today.month, 1)
    submissions = Submission.objects.retained_beyond(kept_since).order_by("pk")
    comments = ConsultationComment.objects.retained_beyond(kept_since).order_by("pk")
    return sum(
        _erase_submission(pk, kept_since, now) for pk in submissions.values_list("pk", flat=True)
    ) + sum(_erase_comment(pk, kept_since, now) for pk in comments.values_list("pk", flat=True))


@transaction.atomic
def _erase_submission(pk: int, kept_since: date, now: datetime) -> int:
    rows = Submission.objects.retained_beyond(kept_since).select_for_update()
    submission = rows.filter(pk=pk).first()
    if submission is None:
        return 0
    parts = submission.contact_parts()
    for model, names in TEXTS.items():
        for row in model._default_manager.filter(submission=submission):
            strike_out(row, names, parts)
            row.save(update_fields=names)
    forget_asker(submission)
    for file in submission.files.all():
        private_files.erase(file)
    submission.code_hash = ""
    _erase_contact(submission, now, SUBMISSION_TEXTS)
    return 1


@transaction.atomic
def _erase_comment(pk: int, kept_since: date, now: datetime) -> int:
    rows = ConsultationComment.objects.retained_beyond(kept_since).select_for_update()
    comment = rows.filter(pk=pk).first()
    if comment is None:
        return 0
    forget_commenter(comment)
    _erase_contact(comment, now, COMMENT_TEXTS)
    return 1


def _erase_contact(
    row: Submission | ConsultationComment, now: datetime, texts: tuple[str, ...]
) -> None:
    parts = row.contact_parts()
    for name in CONTACT_FIELDS:
        setattr(row, name, "")
    row.contact_erased_at = now
    strike_out(row, texts, parts)
    row.save()
    record(row, actor=None, action="erase_contact", at=now)
