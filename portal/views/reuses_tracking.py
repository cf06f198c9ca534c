"""The maker follows the own work by number and code: corrects it, or takes it back."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs import reusing
from catalogs.deadlines import load_calendar
from catalogs.forms.reuses import ReuseCorrectionForm, of_reuse, typed
from catalogs.models import Reuse
from catalogs.reuse_workflow import WORKFLOW
from catalogs.sharing_enums import SENDER, ReuseState
from catalogs.time_left import due_shown
from catalogs.tracking_pages import tracking_views
from catalogs.tracking_sessions import TrackingSession

from .data_desk_kinds import TONES
from .reuses import send_picture
from .sender_acts import SenderTrackForm, send_in_again, take_back

METHODS = ["GET", "HEAD", "POST"]
SESSION = TrackingSession(
    "reuses.tracked",
    rows=lambda: Reuse.objects.exclude(code_hash=""),
    track="portal:reuse-track",
)
MEANINGS = {
    ReuseState.SUBMITTED: _lazy("It waits to be examined."),
    ReuseState.RETURNED: _lazy("Read what is to be corrected, and send it in again."),
    ReuseState.PUBLISHED: _lazy("Everyone can see it."),
    ReuseState.REFUSED: _lazy("It is not shown."),
    ReuseState.WITHDRAWN: _lazy("It is not shown any more."),
}


class ReuseTrackForm(SenderTrackForm):
    example = _lazy("As on the receipt, for example YY-2026-00001.")
    heading = _lazy("Follow your work")


track, leave = tracking_views(SESSION, form_of=ReuseTrackForm, case_page="portal:reuse-case")


@never_cache
@require_safe
@SESSION.tracked
def case(request: HttpRequest, reuse: Reuse) -> HttpResponse:
    """Show where it stands, and what the maker can do."""
    can = {move.action for move in WORKFLOW.available(reuse.state, SENDER)}
    context = {
        "reuse": reuse,
        "state": {"text": reuse.get_state_display(), "tone": TONES[reuse.state]},
        "meaning": MEANINGS[ReuseState(reuse.state)],
        "due": due_shown(reuse, today=timezone.localdate(), calendar=load_calendar()),
        "rows": _shown(reuse),
        "can_correct": "correct" in can,
        "can_withdraw": "withdraw_by_maker" in can,
    }
    return render(request, "portal/data/reuse_case.html", context)


@never_cache
@require_safe
@SESSION.tracked
def picture(request: HttpRequest, reuse: Reuse) -> HttpResponse:
    """Show the maker the own picture."""
    if not reuse.picture:
        raise Http404
    return send_picture(request, reuse)


@never_cache
@require_http_methods(METHODS)
@SESSION.tracked
def correct(request: HttpRequest, reuse: Reuse) -> HttpResponse:
    """Correct what was returned and send it in again."""
    if reuse.state != ReuseState.RETURNED:
        return redirect("portal:reuse-case")
    today = timezone.localdate()
    if request.method != "POST":
        form = ReuseCorrectionForm(initial=of_reuse(reuse), today=today)
    elif "find" in request.POST:
        form = ReuseCorrectionForm(initial=typed(request.POST), today=today)
    else:
        form = ReuseCorrectionForm(request.POST, request.FILES, today=today)
    return send_in_again(
        request,
        form,
        verb=partial(reusing.correct, reuse, now=timezone.now()),
        case_page="portal:reuse-case",
        template="portal/data/reuse_correct.html",
        frame={"reuse": reuse},
    )


@never_cache
@require_http_methods(METHODS)
@SESSION.tracked
def withdraw(request: HttpRequest, reuse: Reuse) -> HttpResponse:
    """Take it back after a confirmation."""
    moves = {move.action for move in WORKFLOW.available(reuse.state, SENDER)}
    if "withdraw_by_maker" not in moves:
        return redirect("portal:reuse-case")
    return take_back(
        request,
        verb=partial(reusing.withdraw_by_maker, reuse, now=timezone.now()),
        done=_("You have taken it back."),
        case_page="portal:reuse-case",
        template="portal/data/reuse_withdraw.html",
        frame={"reuse": reuse},
    )


def _shown(reuse: Reuse) -> list[dict[str, Any]]:
    names = "\n".join(row.display_name for row in reuse.datasets.all())
    rows = [
        {"label": _("Name"), "value": reuse.name},
        {"label": _("Kind"), "value": reuse.get_kind_display()},
        {"label": _("Description"), "value": reuse.description},
        {"label": pgettext("of a page on another site", "Address"), "value": reuse.address},
        {"label": _("Maker"), "value": reuse.maker},
        {"label": _("Datasets"), "value": names},
        {"label": _("Picture"), "value": reuse.picture_alt if reuse.picture else ""},
    ]
    return [row for row in rows if row["value"]]
