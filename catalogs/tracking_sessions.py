"""Which own case a session has opened with number and code, and for how long."""

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from catalogs.query_codes import open_with_code

# Counted from the last page: long enough to write a correction, short on a shared computer.
SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class TrackingSession:
    """One kind of case: its ``key`` in the session, its rows, and where number and code are asked.

    ``rows`` gives, at each request, the rows that a code can open.
    """

    key: str
    rows: Callable[[], QuerySet]
    track: str

    def find(self, number: str, code: str, *, address: str) -> Model:
        """Return the row that number and code open together; see ``query_codes``."""
        return open_with_code(self.rows(), number, code, address=address)

    def open_for(self, request: HttpRequest, row: Model) -> None:
        """Bind the case to this session, whose key changes, so that no older one opens it."""
        request.session.cycle_key()
        request.session[self.key] = {"pk": row.pk, "until": time.time() + SECONDS}

    def close(self, request: HttpRequest) -> None:
        """Forget the case."""
        request.session.pop(self.key, None)

    def opened(self, request: HttpRequest) -> Model | None:
        """Return the case that number and code have opened here, while that holds."""
        kept = request.session.get(self.key)
        if not kept or kept["until"] < time.time():
            return None
        row = self.rows().filter(pk=kept["pk"]).first()
        if row:
            request.session[self.key] = kept | {"until": time.time() + SECONDS}
        return row

    def tracked(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Give ``view`` the opened case; lead to the tracking page where none is open."""

        @functools.wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            row = self.opened(request)
            if row is None:
                return redirect(self.track)
            return view(request, row, *args, **kwargs)

        return guarded
