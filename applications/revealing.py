"""Show the identity in full, to those who may, and write down that they saw it."""

from datetime import datetime

from django.db import transaction

from applications.identity import IDENTITY_FIELDS
from applications.models import Application
from applications.moving import begin, finish
from catalogs.models import Official


@transaction.atomic
def reveal_identity(
    application: Application, *, actor: Official, at: datetime | None = None
) -> dict[str, str]:
    """Return the identity and contact parts by column name; who saw them is in the history.

    Raises ``MoveRefused`` for anyone but the lead department's clerks and reviewers, the
    government office and the administrator.
    """
    application = begin(application, "reveal_identity", actor=actor)
    finish(application, "reveal_identity", actor=actor, at=at)
    return {name: getattr(application, name) for name in IDENTITY_FIELDS}
