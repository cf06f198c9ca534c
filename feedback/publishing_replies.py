"""Verbs of publishing a question with its answer: an editor's text, with consent."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.identity import parts_in, personal_numbers
from catalogs.models import Official
from catalogs.refreshing import refresh_later
from catalogs.workflow import MoveRefused
from feedback.enums import PUBLISHABLE_KINDS, SubmissionState
from feedback.models import PublishedReply, Submission
from feedback.moving import begin, finish


@transaction.atomic
def publish_reply(
    submission: Submission,
    *,
    actor: Official,
    title: str,
    question: str,
    answer: str,
    today: date,
    at: datetime | None = None,
) -> PublishedReply:
    """Publish the editor's text of an answered submission, or a new text in place of the old.

    Raises ``MoveRefused`` without the asker's consent, for a kind that is not published
    and once the contact parts, against which the text is checked, are erased;
    ``ValidationError`` beside a text that is missing or contains a contact part of the asker,
    of one whose submission was merged, or anyone's identity card or mobile number.
    """
    state = Submission.objects.select_for_update().get(pk=submission.pk).state
    action = "publish" if state == SubmissionState.REVIEWED else "republish"
    submission = begin(submission, action, actor=actor)
    if submission.kind not in PUBLISHABLE_KINDS:
        raise MoveRefused(_("Reports and site errors are not published."), code="kind")
    if not submission.consent_to_publish:
        raise MoveRefused(_("The asker has not consented to publishing."), code="consent")
    if submission.contact_erased_at:
        raise MoveRefused(
            _("The contact parts are erased; the text can no longer be checked."), code="state"
        )
    texts = {"title": title, "question": question, "answer": answer}
    _check_anonymous(submission, texts)
    published = PublishedReply.objects.filter(submission=submission).first()
    published = published or PublishedReply(submission=submission, published_on=today)
    if published.withdrawn_on:
        published.published_on, published.withdrawn_on = today, None
    for name, text in texts.items():
        setattr(published, name, text)
    published.kind, published.field = submission.kind, submission.field
    published.department, published.editor = submission.department, actor
    published.full_clean()
    published.save()
    finish(submission, action, actor=actor, at=at)
    refresh_later(published)
    return published


@transaction.atomic
def withdraw_reply(
    published: PublishedReply,
    *,
    actor: Official,
    reason: str,
    today: date,
    at: datetime | None = None,
) -> PublishedReply:
    """Take a published reply off the site; the reason is kept in the history."""
    submission = begin(published.submission, "withdraw_reply", actor=actor, reason=reason)
    published = PublishedReply.objects.select_for_update().get(pk=published.pk)
    if published.withdrawn_on:
        raise MoveRefused(_("The text is off the site already."), code="state")
    published.withdrawn_on = today
    published.save(update_fields=["withdrawn_on"])
    changes = {"withdrawn_on": [None, today]}
    finish(submission, "withdraw_reply", actor=actor, reason=reason, changes=changes, at=at)
    refresh_later(published)
    return published


def _check_anonymous(submission: Submission, texts: dict[str, str]) -> None:
    parts = submission.contact_parts()
    for duplicate in submission.duplicates.all():
        parts += duplicate.contact_parts()
    errors = {
        name: _("This text contains a part of someone's identity; take it out.")
        for name, text in texts.items()
        if parts_in(text, parts) or personal_numbers(text)
    }
    if errors:
        raise ValidationError(errors)
