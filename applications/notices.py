"""Tell people of an application by letter: the receipt number only, never who applies.

Letters are in the language of the portal, whichever the official who moves the application
reads: so ``news`` is a message marked with ``gettext_noop``, and its ``values`` come beside it.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.models import Application
from catalogs import letters
from catalogs.notices import clerks_of, handlers_of, intake_officials, reviewers_of, said

__all__ = [
    "clerks_of",
    "forget",
    "intake_officials",
    "reviewers_of",
    "tell_applicant",
    "tell_handlers",
    "tell_officials",
]


def tell_applicant(application: Application, occasion: str, *, news: str, **values: Any) -> int:
    """Write to the applicant who gave an email address; ``news`` is one or more sentences."""
    with override(settings.LANGUAGE_CODE):
        return letters.write(
            f"application-{occasion}:{application.pk}",
            recipients=[application.email],
            subject=_("Application %(number)s for disclosure") % {"number": application},
            body=_(
                "%(news)s\n\nSee the state of your application on the portal with its receipt "
                "number %(number)s and your query code."
            )
            % {"news": said(news, values), "number": application},
        )


def tell_handlers(application: Application, occasion: str, *, news: str) -> int:
    """Write to the handler, or while there is none to the clerks of the lead department."""
    return tell_officials(application, occasion, recipients=handlers_of(application), news=news)


def tell_officials(application: Application, occasion: str, *, recipients, news: str) -> int:
    """Write to the given officials; the occasion is told to each once."""
    with override(settings.LANGUAGE_CODE):
        words = said(news, {})
        return letters.write(
            f"application-{occasion}:{application.pk}",
            recipients=recipients,
            subject=_("%(news)s (application %(number)s)") % {"news": words, "number": application},
            body=f"{application}: {words}",
        )


def forget(application: Application) -> int:
    """Delete the letters to the applicant that never went out, and with them the address."""
    return letters.forget(application.email, begin="application-", end=f":{application.pk}")
