"""Tell people of what was sent in about open data: the receipt number only, never who sent it.

Letters are in the language of the portal: ``news`` is a message marked with ``gettext_noop``.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalogs import letters
from catalogs.models import Official
from catalogs.models.sent_in import SentIn
from catalogs.notices import said


def tell_sender(row: SentIn, occasion: str, *, news: str, **values: Any) -> int:
    """Write to the sender who gave an email address; return how many letters that were."""
    with override(settings.LANGUAGE_CODE):
        return letters.write(
            f"{_begin(row)}{occasion}:{row.pk}",
            recipients=[row.email],
            subject=_("Open data, %(number)s") % {"number": row},
            body=_(
                "%(news)s\n\nSee it on the portal, under open data, with the receipt number "
                "%(number)s and your query code."
            )
            % {"news": said(news, values), "number": row},
        )


def tell_officials(row: SentIn, occasion: str, *, recipients: Iterable[Official], news: str) -> int:
    """Write to the given officials; the occasion is told to each once."""
    with override(settings.LANGUAGE_CODE):
        words = said(news, {})
        return letters.write(
            f"{_begin(row)}{occasion}:{row.pk}",
            recipients=recipients,
            subject=_("%(news)s (%(number)s)") % {"news": words, "number": row},
            body=f"{row}: {words}",
        )


def forget_sender(row: SentIn) -> int:
    """Delete the letters to the sender that never went out; return how many."""
    return letters.forget(row.email, begin=_begin(row), end=f":{row.pk}") if row.email else 0


def _begin(row: SentIn) -> str:
    return f"{row._meta.model_name}-"
