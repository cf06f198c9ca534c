"""Show the identity in full, to those who may, and write down that they saw it."""

from datetime import datetime

from django.db import transaction

from applications.enums import APPLICANTS_FILES
from applications.identity import IDENTITY_FIELDS
from applications.models import Application, ApplicationFile
from applications.moving import begin, finish
from catalogs import private_files
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


@transaction.atomic
def open_file(file: ApplicationFile, *, actor: Official, at: datetime | None = None) -> bytes:
    """Return the content of a file; who opened one of the applicant's is in the history.

    Raises ``MoveRefused`` as ``reveal_identity`` does; who reads a file of
    the office is for the caller to ask (``access.may_read_file``).
    """
    if file.purpose in APPLICANTS_FILES:
        application = begin(file.application, "reveal_identity", actor=actor)
        changes = {"files": [None, f"{file.purpose} {file.checksum}"]}
        finish(application, "reveal_identity", actor=actor, changes=changes, at=at)
    return private_files.read(file)
