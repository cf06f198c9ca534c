"""The applicant follows the own request by number and code; once granted, the data are here."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogs import data_access
from catalogs.data_access_workflow import WORKFLOW
from catalogs.deadlines import load_calendar
from catalogs.forms.data_access import AccessCorrectionForm, of_request
from catalogs.models import DataAccessRequest
from catalogs.sharing_enums import SENDER, AccessState
from catalogs.time_left import due_shown
from catalogs.tracking_pages import tracking_views
from portal.opendata.addresses import site
from portal.opendata.granting import SESSION

from .data_desk_kinds import TONES
from .sender_acts import SenderTrackForm, send_in_again, take_back

METHODS = ["GET", "HEAD", "POST"]
MEANINGS = {
    AccessState.SUBMITTED: _lazy("The department decides whether the data are given."),
    AccessState.RETURNED: _lazy("Read what is missing, and send your request in again."),
    AccessState.GRANTED: _lazy("You may fetch and use the data under the conditions below."),
    AccessState.REFUSED: _lazy("The data are not given."),
    AccessState.REVOKED: _lazy("Your access has ended before its day."),
    AccessState.WITHDRAWN: _lazy("The request is closed."),
}


class AccessTrackForm(SenderTrackForm):
    example = _lazy("As on the receipt, for example KF-2026-00001.")
    heading = _lazy("Follow your request for data")


# Whoever leaves has closed the data with the request.
track, leave = tracking_views(SESSION, form_of=AccessTrackForm, case_page="portal:access-case")


@never_cache
@require_safe
@SESSION.tracked
def case(request: HttpRequest, row: DataAccessRequest) -> HttpResponse:
    """Show where it stands; where it was granted, the files and the way to a key."""
    return render(request, "portal/data/access_case.html", _case(row))


@never_cache
@require_POST
@SESSION.tracked
def give_key(request: HttpRequest, row: DataAccessRequest) -> HttpResponse:
    """Show a new key once, in the answer to this press; an older one ends."""
    try:
        key = data_access.give_key(row, now=timezone.now())
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("portal:access-case")
    address = f"{site()}/api/v1/datasets/{row.dataset.code}/rows/"
    context = _frame(row) | {"key": key, "address": address}
    return render(request, "portal/data/access_key.html", context)


@never_cache
@require_http_methods(METHODS)
@SESSION.tracked
def correct(request: HttpRequest, row: DataAccessRequest) -> HttpResponse:
    """Correct what was returned and send it in again."""
    if row.state != AccessState.RETURNED:
        return redirect("portal:access-case")
    given = request.POST if request.method == "POST" else None
    return send_in_again(
        request,
        AccessCorrectionForm(given, initial=of_request(row)),
        verb=partial(data_access.correct, row, now=timezone.now()),
        case_page="portal:access-case",
        template="portal/data/access_correct.html",
        frame=_frame(row),
    )


@never_cache
@require_http_methods(METHODS)
@SESSION.tracked
def withdraw(request: HttpRequest, row: DataAccessRequest) -> HttpResponse:
    """Give the request up, or the access that was granted, after a confirmation."""
    if "withdraw_by_applicant" not in _moves(row):
        return redirect("portal:access-case")
    return take_back(
        request,
        verb=partial(data_access.withdraw_by_applicant, row, now=timezone.now()),
        done=_("You have given the request up."),
        case_page="portal:access-case",
        template="portal/data/access_withdraw.html",
        frame=_frame(row),
    )


def _moves(row: DataAccessRequest) -> set[str]:
    return {move.action for move in WORKFLOW.available(row.state, SENDER)}


def _frame(row: DataAccessRequest) -> dict[str, Any]:
    return {"row": row, "dataset": row.dataset}


def _case(row: DataAccessRequest) -> dict[str, Any]:
    today, can = timezone.localdate(), _moves(row)
    in_force = row.is_in_force(today) and row.dataset.is_public(today)
    ended = row.state == AccessState.GRANTED and not row.is_in_force(today)
    state = _("Ended") if ended else row.get_state_display()
    return _frame(row) | {
        "state": {"text": state, "tone": "grey" if ended else TONES[row.state]},
        "meaning": _("Access to the data has ended.") if ended else MEANINGS[row.state],
        "due": due_shown(row, today=today, calendar=load_calendar()),
        "versions": _versions(row) if in_force else [],
        "rows": [
            {
                "label": pgettext("of a request for data", "Who asks"),
                "value": row.get_applicant_display(),
            },
            {"label": _("Purpose"), "value": row.purpose},
            {"label": _("Way of use"), "value": row.way_of_use},
            {"label": _("Conditions promised"), "value": row.conditions},
        ],
        "can_correct": "correct" in can,
        "can_have_key": in_force,
        "can_withdraw": "withdraw_by_applicant" in can and not ended,
    }


def _versions(row: DataAccessRequest) -> list[dict[str, Any]]:
    """The files of the dataset, the newest first, for the attachment list."""
    return [
        {
            "url": version.get_absolute_url(),
            "name": version.name,
            "type": version.get_format_display(),
            "size": version.size,
            "checksum": version.checksum,
        }
        for version in row.dataset.versions.select_related("dataset").order_by("-number")
    ]
