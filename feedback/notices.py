"""Tell people of a submission by letter: the receipt number only, never who asks.

Letters are in the language of the portal, whichever the person who moves the submission reads:
so ``news`` is a message marked with ``gettext_noop``, and its ``values`` come beside it.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogs import letters
from catalogs.models import Official
from catalogs.notices import clerks_of, handlers_of, intake_officials, reviewers_of, said
from feedback.models import Submission

__all__ = [
    "clerks_of",
    "forget_asker",
    "intake_officials",
    "reviewers_of",
    "tell_asker",
    "tell_askers",
    "tell_handlers",
    "tell_officials",
]


def tell_asker(submission: Submission, occasion: str, *, news: str, **values: Any) -> int:
    """Write to the asker who gave an email address; ``news`` is one or more sentences."""
    with override(settings.LANGUAGE_CODE):
        return letters.write(
            f"submission-{occasion}:{submission.pk}",
            recipients=[submission.email],
            subject=_("Submission %(number)s") % {"number": submission},
            body=_(
                "%(news)s\n\nSee the state of your submission on the portal with its receipt "
                "number %(number)s and your query code."
            )
            % {"news": said(news, values), "number": submission},
        )


def tell_askers(submission: Submission, occasion: str, *, news: str, **values: Any) -> int:
    """Write to the asker and to those whose submissions were merged into this one."""
    rows = [submission, *submission.duplicates.all()]
    return sum(tell_asker(row, occasion, news=news, **values) for row in rows)


def forget_asker(submission: Submission) -> int:
    """Delete the letters to the asker that never went out; return how many."""
    return letters.forget(submission.email, begin="submission-", end=f":{submission.pk}")


def tell_handlers(submission: Submission, occasion: str, *, news: str) -> int:
    """Write to the handler, or while there is none to the clerks of the lead department."""
    return tell_officials(submission, occasion, recipients=handlers_of(submission), news=news)


def tell_officials(
    submission: Submission, occasion: str, *, recipients: Iterable[Official], news: str
) -> int:
    """Write to the given officials; the occasion is told to each once."""
    with override(settings.LANGUAGE_CODE):
        words = said(news, {})
        return letters.write(
            f"submission-{occasion}:{submission.pk}",
            recipients=recipients,
            subject=_("%(news)s (submission %(number)s)") % {"news": words, "number": submission},
            body=f"{submission}: {words}",
        )
