"""Files of a citizen's case, added and taken out with their trace in its history.

Who may, and when, each app says before. The history tells purpose and checksum, not the name,
which may be a person's.
"""

from datetime import datetime
from typing import Any, BinaryIO, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs import private_files
from catalogs.history import record
from catalogs.models import Official, PrivateFile

Kept = TypeVar("Kept", bound=PrivateFile)
FILES_AT_MOST = 10


def add(
    case: Any,
    row: Kept,
    *,
    file: BinaryIO,
    name: str,
    actor: Official | None,
    at: datetime | None = None,
) -> Kept:
    """Keep ``file`` as the unsaved ``row`` of the locked ``case``.

    ``actor`` is None when a citizen gives it. Raises ``ValidationError`` keyed ``file``.
    """
    if case.files.count() >= FILES_AT_MOST:
        raise ValidationError({"file": _("No more files can be added.")})
    private_files.keep(row, file=file, name=name)
    changes = {"files": [None, _told(row)]}
    record(case, actor=actor, action="attach", changes=changes, at=at)
    return row


def take_out(case: Any, row: PrivateFile, *, actor: Official, at: datetime | None = None) -> None:
    """Erase the file ``row`` of the locked ``case``."""
    changes = {"files": [_told(row), None]}
    record(case, actor=actor, action="detach", changes=changes, at=at)
    private_files.erase(row)


def card(row: Any, *, url: str, name: str) -> dict[str, Any]:
    """Return a file as the component ``attachment`` shows it, handed out at ``url``."""
    return {
        "url": url,
        "name": name,
        "type": f"{row.get_purpose_display()} · {row.extension.upper()}",
        "size": row.size,
        "checksum": row.checksum,
    }


def _told(row: Any) -> str:
    return f"{row.purpose} {row.checksum}"
