"""Uploaded tables between their preview and the word to import them.

A file is bound to the official and the session that sent it: its name is random, the session keeps
it, and the record beside it names the official. It is removed when it has been imported, and after
a day in any case.
"""

import json
import secrets
import shutil
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest

KEPT_SECONDS = 24 * 60 * 60
MOST_OF_ONE_SESSION = 5
SESSION_KEY = "import_tokens"
FINISHED_KEY = "imported_tokens"


class Upload:
    """One uploaded file with its preview."""

    def __init__(self, folder: Path, record: dict[str, Any]) -> None:
        self.folder = folder
        self.record = record

    @property
    def token(self) -> str:
        return self.folder.name

    @property
    def filename(self) -> str:
        return self.record["filename"]

    @property
    def content(self) -> bytes:
        return (self.folder / "content").read_bytes()

    @property
    def preview(self) -> dict[str, Any]:
        return json.loads((self.folder / "preview.json").read_text(encoding="utf-8"))

    def remove(self, request: HttpRequest) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        tokens = [token for token in request.session.get(SESSION_KEY, []) if token != self.token]
        request.session[SESSION_KEY] = tokens
        finished = [*request.session.get(FINISHED_KEY, []), self.token]
        request.session[FINISHED_KEY] = finished[-MOST_OF_ONE_SESSION:]


def is_finished(request: HttpRequest, *, token: str) -> bool:
    """Say whether this session has imported that file already: a second click, or "back"."""
    return token in request.session.get(FINISHED_KEY, [])


def keep(
    request: HttpRequest, *, model: str, filename: str, content: bytes, preview: dict[str, Any]
) -> Upload:
    """Store a file for this official and session; the oldest of too many goes."""
    _sweep()
    folder = _root() / secrets.token_urlsafe(32)
    folder.mkdir(mode=0o700, parents=True)
    record = {"user": request.user.pk, "model": model, "filename": filename}
    (folder / "content").write_bytes(content)
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "preview.json").write_text(json.dumps(preview, ensure_ascii=False), encoding="utf-8")
    tokens = [*request.session.get(SESSION_KEY, []), folder.name]
    for stale in tokens[:-MOST_OF_ONE_SESSION]:
        shutil.rmtree(_root() / stale, ignore_errors=True)
    request.session[SESSION_KEY] = tokens[-MOST_OF_ONE_SESSION:]
    return Upload(folder, record)


def find(request: HttpRequest, *, model: str, token: str) -> Upload:
    """Return the upload of this official and session, or raise ``Http404``."""
    if token not in request.session.get(SESSION_KEY, []):
        raise Http404
    folder = _root() / token
    try:
        record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Http404 from error
    if (record["user"], record["model"]) != (request.user.pk, model):
        raise Http404
    return Upload(folder, record)


def _root() -> Path:
    return Path(settings.VAR_DIR) / "imports"


def _sweep() -> None:
    root = _root()
    if not root.exists():
        return
    before = time.time() - KEPT_SECONDS
    for folder in root.iterdir():
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
