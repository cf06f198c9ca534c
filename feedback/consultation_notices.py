"""Tell a department that a result is due or overdue, and those who commented that it is out."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from catalogs import letters
from catalogs.notices import clerks_of, said
from feedback.models import Consultation, ConsultationComment

SOON = gettext_noop("The result of a consultation of the public is due on %(day)s")
LATE = gettext_noop("The result of a consultation of the public was due on %(day)s")


def remind(*, today: date) -> int:
    """Write the reminders that are not written yet; return how many letters that were.

    The letter's key names the due date: a period that was lengthened is told anew, and a second
    run tells nothing.
    """
    rows = Consultation.objects.select_related("department").order_by("pk")
    written = sum(_tell(row, "yellow", SOON) for row in rows.due_soon(today))
    return written + sum(_tell(row, "red", LATE) for row in rows.overdue(today))


def tell_commenters(row: Consultation) -> int:
    """Write once to each email address left with a comment that the result is published.

    Nothing of the comment stands in the letter. An address that was erased is not written to.
    """
    addresses = {comment.email.strip().lower() for comment in row.comments.all()} - {""}
    with override(settings.LANGUAGE_CODE):
        return letters.write(
            _result_key(row.pk),
            recipients=sorted(addresses),
            subject=_("The result of a consultation you commented on is published"),
            body=_(
                "You left a comment on “%(title)s”. What was said and what becomes of it is "
                "published on the portal, under consultations of the public."
            )
            % {"title": row.title},
        )


def forget_commenter(comment: ConsultationComment) -> int:
    """Delete the letter to somebody who commented that never went out; return how many."""
    key = _result_key(comment.consultation_id)
    return letters.forget(comment.email.strip().lower(), begin=key, end=key)


def _result_key(pk: int) -> str:
    return f"consultation-result:{pk}"


def _tell(row: Consultation, colour: str, news: str) -> int:
    """Write to the clerks of the department, in the language of the portal."""
    with override(settings.LANGUAGE_CODE):
        words = said(news, {"day": row.due_on})
        return letters.write(
            f"consultation-{colour}-{row.due_on:%Y%m%d}:{row.pk}",
            recipients=clerks_of(row.department),
            subject=words,
            body=_("%(news)s: %(title)s\n\nPublish the result on the portal.")
            % {"news": words, "title": row.title},
        )
