"""What failed in the background is told to those who can mend it."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from catalogs import letters
from catalogs.enums import Role
from catalogs.models import Official


def tell_administrators(occasion: str, *, subject: str | Promise, failed: Iterable[str]) -> int:
    """Write what failed, a line for each, to the administrators; return how many were told.

    The same occasion is told once. Letters are in the language of the portal, whoever asked.
    """
    lines = list(failed)
    if not lines:
        return 0
    with override(settings.LANGUAGE_CODE):
        return letters.write(
            occasion,
            recipients=Official.objects.filter(role=Role.ADMINISTRATOR, is_active=True),
            subject=str(subject),
            body="\n".join(lines),
        )
