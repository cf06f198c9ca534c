"""Tell people of a submission by letter: the receipt number only, never who asks.

Letters are in the language of the portal, whichever the person who moves the submission reads:
so ``news`` is a message marked with ``gettext_noop``, and its ``values`` come beside it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogs import letters
from catalogs.enums import Role
from catalogs.models import Department, Official
from feedback.models import Submission


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
            % {"news": _said(news, values), "number": submission},
        )


def tell_askers(submission: Submission, occasion: str, *, news: str, **values: Any) -> int:
    """Write to the asker and to those whose submissions were merged into this one."""
    rows = [submission, *submission.duplicates.all()]
    return sum(tell_asker(row, occasion, news=news, **values) for row in rows)


def tell_handlers(submission: Submission, occasion: str, *, news: str) -> int:
    """Write to the handler, or while there is none to the clerks of the lead department."""
    recipients: Iterable[Official]
    if submission.handler:
        recipients = [submission.handler]
    elif submission.department:
        recipients = clerks_of(submission.department)
    else:
        recipients = intake_officials()
    return tell_officials(submission, occasion, recipients=recipients, news=news)


def tell_officials(
    submission: Submission, occasion: str, *, recipients: Iterable[Official], news: str
) -> int:
    """Write to the given officials; the occasion is told to each once."""
    with override(settings.LANGUAGE_CODE):
        said = _said(news, {})
        return letters.write(
            f"submission-{occasion}:{submission.pk}",
            recipients=recipients,
            subject=_("%(news)s (submission %(number)s)") % {"news": said, "number": submission},
            body=f"{submission}: {said}",
        )


def clerks_of(department: Department) -> Iterable[Official]:
    return Official.objects.filter(department=department, role=Role.CLERK, is_active=True)


def reviewers_of(department: Department) -> Iterable[Official]:
    return Official.objects.filter(department=department, role=Role.REVIEWER, is_active=True)


def intake_officials() -> Iterable[Official]:
    return Official.objects.filter(role=Role.GOVERNMENT_OFFICE, is_active=True)


def _said(news: str, values: dict[str, Any]) -> str:
    """Return ``news`` in the language now active; days are written as this language writes them."""
    written = {
        name: date_format(value) if isinstance(value, date) else str(value)
        for name, value in values.items()
    }
    return _(news) % written
