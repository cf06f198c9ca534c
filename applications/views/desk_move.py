"""The page of one action: its form, and the one verb it calls."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications.forms.desk import ActionForm
from applications.forms.desk_actions import ACTIONS
from applications.models import Application
from applications.views import desk_actions, desk_case, desk_rows
from applications.views.desk_finding import find
from catalogs.deadlines import load_calendar

# Buttons that show something and keep nothing.
LOOKS = ("sentence", "compare")
CHANGED = 409


class Changed(Exception):
    """The application is no longer what the form was written against."""


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Show the form of an action, or do it; a state that changed meanwhile is told."""
    if action not in ACTIONS:
        raise Http404
    application, today = find(request.user, number), timezone.localdate()
    if not desk_actions.is_role_of(action, application, request.user):
        raise PermissionDenied
    given = {"application": application, "actor": request.user, "today": today}
    posted = request.method == "POST"
    if not _is_offered(request, application, action):
        written = ACTIONS[action](request.POST, **given) if posted else None
        return _gone(request, application, action, written)
    form = ACTIONS[action](request.POST, request.FILES, **given) if posted else None
    form = form or ACTIONS[action](**given)
    if posted and "sentence" in request.POST:
        return _page(request, application, action, form.with_sentence())
    if posted and "compare" in request.POST:
        form.is_valid()
        return _page(request, application, action, form, compared=True)
    if posted and form.is_valid():
        try:
            _do(form, seen=request.POST.get("seen", ""))
            messages.success(request, _("%(action)s: done.") % {"action": _label(action)})
            return redirect("applications:desk-detail", application.receipt_number)
        except Changed:
            application = find(request.user, number)
            return _page(request, application, action, form, changed=True)
        except ValidationError as refusal:
            form.take(refusal)
    return _page(request, application, action, form)


@transaction.atomic
def _do(form: ActionForm, *, seen: str) -> None:
    """Hold the row, see that it is what the form was written against, and call the verb."""
    locked = Application.objects.select_for_update().get(pk=form.application.pk)
    if desk_actions.fingerprint(locked) != seen:
        raise Changed
    form.perform()


def _is_offered(request: HttpRequest, application: Application, action: str) -> bool:
    offers = desk_actions.offers(
        application, request.user, today=timezone.localdate(), calendar=load_calendar()
    )
    return action in {offer.action for offer in offers}


def _label(action: str) -> str:
    return str(desk_actions.words_of(action)[0])


def _page(
    request: HttpRequest,
    application: Application,
    action: str,
    form: ActionForm,
    *,
    changed: bool = False,
    compared: bool = False,
) -> HttpResponse:
    label, consequence = desk_actions.words_of(action)
    context = {
        "application": application,
        "action": action,
        "label": label,
        "consequence": consequence,
        "form": form,
        # A second press, with the present state in view, is meant.
        "seen": desk_actions.fingerprint(application),
        "changed": changed,
        "compared": compared,
        "asked": desk_case.asked(application),
        "state": desk_rows.state_tag(application),
        "clock": desk_rows.clock_tag(
            application, today=timezone.localdate(), calendar=load_calendar()
        ),
    }
    return render(request, form.template, context, status=CHANGED if changed else 200)


def _gone(
    request: HttpRequest, application: Application, action: str, written: ActionForm | None
) -> HttpResponse:
    """Say that the action is not possible any more, and give back what was written."""
    texts = [
        {"label": field.label, "value": field.value()}
        for field in written or ()
        if isinstance(field.value(), str) and field.value().strip()
    ]
    context = {
        "application": application,
        "label": _label(action),
        "state": desk_rows.state_tag(application),
        "texts": texts,
    }
    return render(request, "applications/desk/gone.html", context, status=CHANGED)
