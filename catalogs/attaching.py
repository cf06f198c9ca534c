"""Attach a file to a publication: type checked by content, size limit, checksum, safe name."""

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from catalogs import access
from catalogs.history import record
from catalogs.models import Attachment, Official, Publication

MAXIMUM_BYTES = 30 * 1024 * 1024
LONGEST_NAME = 120
# Extension to the type it is sent as. What the content says must agree with it.
ALLOWED = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "png": "image/png",
    "jpg": "image/jpeg",
    "mp4": "video/mp4",
    "csv": "text/csv",
    "txt": "text/plain",
}
# What a published document may carry besides: pictures and recordings a browser shows by itself.
PUBLISHED = ALLOWED | {
    "webp": "image/webp",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
}
RECORDINGS = frozenset({"mp4", "webm", "mp3", "m4a"})
MAXIMUM_RECORDING_BYTES = 100 * 1024 * 1024
_SAME = {"jpeg": "jpg"}
_OFFICE_PARTS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_WORKBOOK = "xl/workbook.xml"
_WORKBOOK_BYTES = 2_000_000
_HIDDEN_SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*\bstate=["'](?:hidden|veryHidden)["']""")
_HIDDEN_PARTS = ("xl/pivotCache/", "xl/externalLinks/")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def safe_name(name: str) -> str:
    """Return ``name`` without path, control or direction marks, at most 120 characters."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    base = _UNSAFE.sub("_", base).strip(" .") or "file"
    stem, dot, extension = base.rpartition(".")
    if not dot:
        return base[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"


@transaction.atomic
def attach(
    publication: Publication,
    *,
    file: BinaryIO,
    name: str,
    actor: Official | None,
    text_alternative: str = "",
    at: datetime | None = None,
) -> Attachment:
    """Store ``file`` under its checksum and record it.

    ``text_alternative`` says in words what a picture shows.

    Raises ``ValidationError`` keyed ``file``: too large, empty, a type that is not
    allowed or not what its name says, or a file the publication already has.
    """
    if actor is not None and not access.can_edit(actor, publication):
        raise ValidationError(_("This document is not open to editing."), code="role")
    cleaned = safe_name(name)
    content, extension = read_published(file, cleaned)
    check_nothing_hidden(ContentFile(content), extension)
    checksum = hashlib.sha256(content).hexdigest()
    attachment = Attachment(
        publication=publication,
        name=cleaned,
        extension=extension,
        content_type=PUBLISHED[extension],
        size=len(content),
        checksum=checksum,
        text_alternative=text_alternative.strip(),
    )
    if publication.attachments.filter(checksum=checksum).exists():
        raise ValidationError({"file": _("The publication already has this file.")})
    attachment.file.save(cleaned, ContentFile(content), save=False)
    attachment.save()
    record(
        publication,
        actor=actor,
        action="attach",
        changes={"attachments": [None, f"{cleaned} ({checksum})"]},
        at=at,
    )
    return attachment


def check_nothing_hidden(file: BinaryIO, extension: str) -> None:
    """Refuse a workbook that holds more than it shows, before it is given to the public."""
    if extension != "xlsx":
        return
    with zipfile.ZipFile(file) as archive:
        parts = archive.namelist()
        sheets = b""
        if _WORKBOOK in parts:
            with archive.open(_WORKBOOK) as file:
                sheets = file.read(_WORKBOOK_BYTES)
    if _HIDDEN_SHEET.search(sheets) or any(part.startswith(_HIDDEN_PARTS) for part in parts):
        raise ValidationError(
            {
                "file": _(
                    "The workbook holds hidden sheets, a pivot cache or links to other workbooks;"
                    " take them out first."
                )
            }
        )


def read_published(file: BinaryIO, name: str) -> tuple[bytes, str]:
    """Read a file for a published document; return its content and its checked extension.

    A recording may be larger than any other file. Raises ``ValidationError`` keyed ``file``.
    """
    most = MAXIMUM_RECORDING_BYTES if _extension(name) in RECORDINGS else MAXIMUM_BYTES
    content = file.read(most + 1)
    return content, checked_extension(content, name, types=PUBLISHED, most=most)


def checked_extension(
    content: bytes, name: str, *, types: Mapping[str, str] = ALLOWED, most: int | None = None
) -> str:
    """Return the extension whose type the content really has, or raise ``ValidationError``.

    ``types`` are the extensions accepted, ``most`` the size in bytes.
    """
    most = most or MAXIMUM_BYTES
    if not content:
        raise ValidationError({"file": _("The file is empty.")})
    if len(content) > most:
        raise ValidationError(
            {"file": _("The file is larger than %(size)s.") % {"size": filesizeformat(most)}}
        )
    extension = _extension(name)
    if extension not in types:
        raise ValidationError(
            {
                "file": _("Files of this type are not accepted; accepted are: %(types)s.")
                % {"types": ", ".join(types)}
            }
        )
    if not _content_is(extension, content):
        raise ValidationError({"file": _("The content of the file is not what its name says.")})
    return extension


def _extension(name: str) -> str:
    extension = name.rpartition(".")[2].lower()
    return _SAME.get(extension, extension)


def _content_is(extension: str, content: bytes) -> bool:
    if extension in {"csv", "txt"}:
        return _is_text(content)
    if extension in {"docx", "xlsx", "pptx", "ofd", "zip"}:
        return _is_archive(extension, content)
    kind = filetype.guess(content)
    return kind is not None and _SAME.get(kind.extension, kind.extension) == extension


def _is_archive(extension: str, content: bytes) -> bool:
    try:
        with zipfile.ZipFile(ContentFile(content)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return False
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return False
    if extension in _OFFICE_PARTS:
        return any(name.startswith(_OFFICE_PARTS[extension]) for name in names)
    return extension != "ofd" or "OFD.xml" in names


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return "\x00" not in content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return False
