"""Verbs of drafts: written page by page, kept if the session breaks, sent once."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from applications import receiving
from applications.enums import FilePurpose
from applications.models import ApplicationDraft, DraftFile
from catalogs import private_files, shown_once
from catalogs.private_files import check_given_file
from catalogs.workflow import MoveRefused

# How long what was written is kept for the same browser, and how long the receipt with its code.
LIFETIME = timedelta(days=7)
RECEIPT_LIFETIME = timedelta(minutes=30)
# Fewer files than an application may hold: the office adds its own.
FILES_AT_MOST = 5
PURPOSES = (FilePurpose.REQUEST, FilePurpose.IDENTITY)

Answers = dict[str, dict[str, Any]]


def begin(*, now: datetime) -> tuple[ApplicationDraft, str]:
    """Begin a draft; return it with the token that finds it again and is stored nowhere."""
    token = shown_once.new()
    draft = ApplicationDraft.objects.create(
        token_hash=token.digest, created_at=now, expires_at=now + LIFETIME
    )
    return draft, token.text


def find(token: str, *, now: datetime) -> ApplicationDraft | None:
    """Return the draft, or the receipt just given, that ``token`` opens."""
    return ApplicationDraft.objects.kept(now).filter(token_hash=shown_once.digest(token)).first()


def answers_of(draft: ApplicationDraft | None) -> Answers:
    """Return what was answered so far: step → field → value."""
    return json.loads(draft.content) if draft and draft.content else {}


@transaction.atomic
def answer(draft: ApplicationDraft, step: str, values: Mapping[str, Any]) -> None:
    """Keep the answers of one step; a later answer replaces the former."""
    draft = _locked(draft)
    draft.content = json.dumps(answers_of(draft) | {step: dict(values)}, ensure_ascii=False)
    draft.save(update_fields=["content"])


@transaction.atomic
def add_file(draft: ApplicationDraft, *, file: BinaryIO, name: str, purpose: str) -> DraftFile:
    """Keep a file with the draft. Raises ``ValidationError`` keyed ``file``."""
    draft = _locked(draft)
    if purpose not in PURPOSES:
        raise ValidationError({"purpose": _("Choose what the file shows.")})
    if draft.files.count() >= FILES_AT_MOST:
        raise ValidationError({"file": _("No more files can be added.")})
    check_given_file(name, file)
    return private_files.keep(DraftFile(draft=draft, purpose=purpose), file=file, name=name)


@transaction.atomic
def remove_file(draft: ApplicationDraft, pk: int) -> None:
    """Take a file out of the draft; one that is not the draft's, or gone, changes nothing."""
    for row in _locked(draft).files.filter(pk=pk):
        private_files.erase(row)


@transaction.atomic
def send(draft: ApplicationDraft, *, values: Mapping[str, Any], now: datetime) -> ApplicationDraft:
    """Submit the application and empty the draft, which now stands for the receipt.

    Sent a second time, nothing is submitted and the same receipt comes back. ``values`` are
    the columns of ``receiving.submit``, which raises ``ValidationError`` by field.
    """
    draft = ApplicationDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.is_sent:
        return draft
    files = list(draft.files.all())
    given = [(BytesIO(private_files.read(row)), row.name, row.purpose) for row in files]
    receipt = receiving.submit(now=now, files=given, **values)
    for row in files:
        private_files.erase(row)
    draft.content = ""
    draft.application, draft.code = receipt.application, receipt.code
    draft.expires_at = now + RECEIPT_LIFETIME
    draft.save()
    return draft


@transaction.atomic
def discard(draft: ApplicationDraft) -> None:
    """Delete a draft with its files; of a receipt, the code is gone for good."""
    for row in ApplicationDraft.objects.select_for_update().filter(pk=draft.pk):
        for file in row.files.all():
            private_files.erase(file)
        row.delete()


def purge(*, now: datetime) -> int:
    """Delete every draft whose time has passed; return how many this call deleted."""
    gone = list(ApplicationDraft.objects.expired(now).order_by("pk"))
    for draft in gone:
        discard(draft)
    return len(gone)


def _locked(draft: ApplicationDraft) -> ApplicationDraft:
    draft = ApplicationDraft.objects.select_for_update().get(pk=draft.pk)
    if draft.is_sent:
        raise MoveRefused(_("The application is sent already."), code="state")
    return draft
