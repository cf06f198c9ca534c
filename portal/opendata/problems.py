"""Answers of the open API that say what was wrong: ``application/problem+json`` (RFC 9457).

A view raises ``Problem``; the gate of the API (``portal.opendata.gate``) turns it into its answer.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONTENT_TYPE = "application/problem+json"
# Where each type of problem is explained: its anchor on the page about the API.
TYPES_PATH = "/api/v1/docs/"

TITLES: Mapping[int, str | Promise] = {
    400: _("The address asks for something the API does not have"),
    401: _("The key or token is not valid"),
    403: _("This is not open to everyone"),
    404: _("There is nothing at this address"),
    405: _("This address does not take the method"),
    406: _("There is no such format"),
    409: _("This contradicts what is there already"),
    410: _("This was withdrawn"),
    412: _("The answer has changed"),
    413: _("Too much was sent at once"),
    415: _("This format cannot be read"),
    422: _("What was sent has errors"),
    429: _("Too many requests"),
    503: _("The rows are being made ready"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the parameter or field it stands in, and a sentence."""

    parameter: str
    detail: str | Promise


class Problem(Exception):
    """A request that cannot be answered: status, a sentence, and every fault that was found."""

    def __init__(
        self,
        status: int,
        detail: str | Promise,
        faults: Iterable[Fault] = (),
        *,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(str(detail))
        self.status = status
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})


def bad_parameters(faults: Iterable[Fault]) -> Problem:
    """Return the problem of an address with ``faults``, to be raised: all of them at once."""
    return Problem(400, _("One or more parameters of the address cannot be used."), faults)


def body(problem: Problem) -> dict:
    """Return the members of the answer, in the language now active."""
    title = TITLES.get(problem.status) or HTTPStatus(problem.status).phrase
    said = {
        "type": f"{settings.SITE_URL}{TYPES_PATH}#problem-{problem.status}",
        "title": str(title),
        "status": problem.status,
        "detail": str(problem.detail),
    }
    if problem.faults:
        faults = [asdict(fault) | {"detail": str(fault.detail)} for fault in problem.faults]
        said["errors"] = faults
    return said


def response(problem: Problem) -> HttpResponse:
    """Return the answer; it is never kept by a cache."""
    return HttpResponse(
        json.dumps(body(problem), ensure_ascii=False),
        status=problem.status,
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
    )
