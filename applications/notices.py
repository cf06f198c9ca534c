"""Tell people of an application by letter: the receipt number only, never who applies.

Letters are in the language of the portal, whichever the official who moves the application
reads: so ``news`` is a message marked with ``gettext_noop``, and its ``values`` come beside it.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.models import Application
from catalogs import letters
from catalogs.enums import Role
from catalogs.models import Department, Official


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
            % {"news": _said(news, values), "number": application},
        )


def tell_handlers(application: Application, occasion: str, *, news: str) -> int:
    """Write to the handler, or while there is none to the clerks of the lead department."""
    if application.handler:
        recipients = [application.handler]
    elif application.department:
        recipients = clerks_of(application.department)
    else:
        recipients = intake_officials()
    return tell_officials(application, occasion, recipients=recipients, news=news)


def tell_officials(application: Application, occasion: str, *, recipients, news: str) -> int:
    """Write to the given officials; the occasion is told to each once."""
    with override(settings.LANGUAGE_CODE):
        said = _said(news, {})
        return letters.write(
            f"application-{occasion}:{application.pk}",
            recipients=recipients,
            subject=_("%(news)s (application %(number)s)") % {"news": said, "number": application},
            body=f"{application}: {said}",
        )


def forget(application: Application) -> int:
    """Delete the letters to the applicant that never went out, and with them the address."""
    return letters.forget(application.email, begin="application-", end=f":{application.pk}")


def clerks_of(department: Department):
    return Official.objects.filter(department=department, role=Role.CLERK, is_active=True)


def reviewers_of(department: Department):
    return Official.objects.filter(department=department, role=Role.REVIEWER, is_active=True)


def intake_officials():
    return Official.objects.filter(role=Role.GOVERNMENT_OFFICE, is_active=True)


def _said(news: str, values: dict[str, Any]) -> str:
    """Return ``news`` in the language now active; days are written as this language writes them."""
    written = {
        name: date_format(value) if isinstance(value, date) else str(value)
        for name, value in values.items()
    }
    return _(news) % written
