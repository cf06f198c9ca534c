"""Citizens' files: checked by content, encrypted, kept where no address leads."""

import hashlib
import secrets
from typing import BinaryIO, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from catalogs.attaching import ALLOWED, MAXIMUM_BYTES, checked_extension, safe_name
from catalogs.models.encryption import cipher
from catalogs.models.private_files import PrivateFile, PrivateStorage

Kept = TypeVar("Kept", bound=PrivateFile)
# What a citizen is offered to send; what an official may add besides, ``attaching`` says.
FILE_TYPES = ("pdf", "docx", "xlsx", "ofd", "png", "jpg", "jpeg", "txt")
LARGEST_GIVEN = 10 * 1024 * 1024


def check_given_file(name: str, file: BinaryIO) -> None:
    """Refuse a file larger or of another type than citizens may give; keyed ``file``.

    What the content really is, ``keep`` looks at.
    """
    if name.rpartition(".")[2].lower() not in FILE_TYPES:
        raise ValidationError(
            {
                "file": _("Files of this type are not accepted; accepted are: %(types)s.")
                % {"types": ", ".join(kind for kind in FILE_TYPES if kind != "jpeg")}
            }
        )
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > LARGEST_GIVEN:
        raise ValidationError(
            {
                "file": _("The file is larger than %(size)s.")
                % {"size": filesizeformat(LARGEST_GIVEN)}
            }
        )


def keep(row: Kept, *, file: BinaryIO, name: str) -> Kept:
    """Check ``file``, store it encrypted, and save the unsaved ``row`` that stands for it.

    Raises ``ValidationError`` keyed ``file`` for a file too large, empty, of a type not
    accepted or not of the type its name says. The name a citizen gave never reaches the disk.
    """
    content = file.read(MAXIMUM_BYTES + 1)
    cleaned = safe_name(name)
    extension = checked_extension(content, cleaned)
    token = secrets.token_hex(24)
    row.name = cleaned
    row.extension = extension
    row.content_type = ALLOWED[extension]
    row.size = len(content)
    row.checksum = hashlib.sha256(content).hexdigest()
    row.location = f"{row._meta.label_lower}/{token[:2]}/{token}"
    storage = PrivateStorage()
    storage.save(row.location, ContentFile(cipher().encrypt(content)))
    try:
        with transaction.atomic():
            row.save()
    except Exception:
        storage.delete(row.location)
        raise
    return row


def read(row: PrivateFile) -> bytes:
    """Return the plain content; whoever asks has been checked by the caller."""
    with PrivateStorage().open(row.location) as file:
        return cipher().decrypt(file.read())


def discard(row: PrivateFile) -> None:
    """Delete the file at once; for a row whose transaction is being given up."""
    PrivateStorage().delete(row.location)


def erase(row: PrivateFile) -> None:
    """Delete the row, and the file once that is certain."""
    location = row.location
    row.delete()
    transaction.on_commit(lambda: PrivateStorage().delete(location))
