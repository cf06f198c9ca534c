"""Push a publication from a departmental system, and ask what became of it.

Standard library only. Set ``PORTAL_URL`` and ``PUSH_TOKEN``, then::

    python push_client.py push approval-2026-0117 record.json reply.pdf drawing.pdf
    python push_client.py status approval-2026-0117
    python push_client.py correct approval-2026-0117 record.json reply.pdf

The key is the number your own system knows the document by. Sending the same again is safe: after
a lost connection repeat the very same call, and the answer is the one you missed.
"""

import base64
import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

TRIES = 5
# Worth another try: the portal is busy, restarting, or asks to wait.
PASSING = {429, 502, 503, 504}


class Refused(Exception):
    """The portal did not take it; ``problem`` says why, field by field where it can."""

    def __init__(self, problem: dict) -> None:
        self.problem = problem
        lines = [problem.get("detail", "")]
        lines += [f"  {error['field']}: {error['detail']}" for error in problem.get("errors", [])]
        super().__init__("\n".join(lines))


def with_files(record: dict, paths: list[str]) -> dict:
    """Return ``record`` with the files attached."""
    files = [
        {"name": Path(path).name, "content": base64.b64encode(Path(path).read_bytes()).decode()}
        for path in paths
    ]
    return {**record, "attachments": [*record.get("attachments", []), *files]}


def push(key: str, record: dict) -> dict:
    """Send a new publication; return where it is now, and the address of its status."""
    return _send("POST", "", record, {"Idempotency-Key": key})


def correct(key: str, record: dict) -> dict:
    """Send a publication that was returned anew, as a whole."""
    return _send("PUT", f"{key}/", record)


def status(key: str) -> dict:
    """Return the present state: in review, returned with the reason, published with its page."""
    return _send("GET", f"{key}/")


def _send(method: str, path: str, record: dict | None = None, headers: dict | None = None) -> dict:
    # Sorted, so that the same record is the same body: the portal compares the bytes.
    body = json.dumps(record, sort_keys=True).encode() if record is not None else None
    request = urllib.request.Request(
        os.environ["PORTAL_URL"].rstrip("/") + "/api/v1/push/publications/" + path,
        data=body,
        method=method,
        headers={
            "Authorization": "Token " + os.environ["PUSH_TOKEN"],
            "Accept": "application/json",
            "Content-Type": "application/json",
            **(headers or {}),
        },
    )
    for attempt in range(1, TRIES + 1):
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code not in PASSING or attempt == TRIES:
                raise Refused(_problem(error)) from error
            wait = int(error.headers.get("Retry-After", 2**attempt))
        except urllib.error.URLError:
            if attempt == TRIES:
                raise
            wait = 2**attempt
        time.sleep(wait)
    raise AssertionError("the last try returns or raises")


def _problem(error: urllib.error.HTTPError) -> dict:
    try:
        return json.load(error)
    except ValueError:
        return {"status": error.code, "detail": f"{error.code} {error.reason}"}


def main(action: str, key: str, *paths: str) -> int:
    try:
        if action == "status":
            answer = status(key)
        else:
            record = json.loads(Path(paths[0]).read_text(encoding="utf-8"))
            send = {"push": push, "correct": correct}[action]
            answer = send(key, with_files(record, list(paths[1:])))
    except Refused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
