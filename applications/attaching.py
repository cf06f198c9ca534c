"""Files of an application: given by the applicant, or by the officials who handle it."""

from datetime import datetime
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from applications.access import handles
from applications.enums import APPLICANTS_FILES, OPEN_STATES, ApplicationState, FilePurpose
from applications.models import Application, ApplicationFile
from catalogs import case_files
from catalogs.attaching import (
    MAXIMUM_BYTES,
    check_nothing_hidden,
    checked_extension,
    safe_name,
)
from catalogs.models import Official
from catalogs.workflow import MoveRefused


@transaction.atomic
def attach(
    application: Application,
    *,
    file: BinaryIO,
    name: str,
    purpose: str,
    actor: Official | None,
    at: datetime | None = None,
) -> ApplicationFile:
    """Keep a file of an open application; ``actor`` is None when the applicant gives it.

    A file of the answer is added while the application is examined, so that what is reviewed
    is what is issued. Raises ``ValidationError`` keyed ``file``.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in OPEN_STATES:
        raise MoveRefused(_("The application is concluded."), code="state")
    if actor is None and purpose not in APPLICANTS_FILES:
        raise MoveRefused(_("This kind of file is given by the office."), code="role")
    if actor is not None and not handles(actor, application):
        raise MoveRefused(_("This application is not yours to handle."), code="role")
    if purpose == FilePurpose.ANSWER and application.state != ApplicationState.EXAMINING:
        raise MoveRefused(
            _("Files of the answer are added while the application is examined."), code="state"
        )
    if purpose == FilePurpose.ANSWER:
        content = file.read(MAXIMUM_BYTES + 1)
        check_nothing_hidden(ContentFile(content), checked_extension(content, safe_name(name)))
        file.seek(0)
    row = ApplicationFile(application=application, purpose=purpose)
    return case_files.add(application, row, file=file, name=name, actor=actor, at=at)


@transaction.atomic
def detach(file: ApplicationFile, *, actor: Official, at: datetime | None = None) -> None:
    """Erase a file of the office from an application whose answer is not submitted yet.

    What the applicant gave stays. The history keeps the purpose and the checksum.
    """
    application = Application.objects.select_for_update().get(pk=file.application_id)
    if application.state != ApplicationState.EXAMINING:
        raise MoveRefused(_("Files are taken out while the application is examined."), code="state")
    if not handles(actor, application):
        raise MoveRefused(_("This application is not yours to handle."), code="role")
    if file.purpose in APPLICANTS_FILES:
        raise MoveRefused(_("What the applicant gave stays with the application."), code="state")
    case_files.take_out(application, file, actor=actor, at=at)
