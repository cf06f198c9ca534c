"""The page of one action: its form, and the one verb it calls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from catalogs.deadlines import load_calendar
from catalogs.forms.actions import ActionForm
from catalogs.models import Official
from catalogs.working_days import WorkCalendar

CHANGED = 409


class Changed(Exception):
    """The case is no longer what the form was written against."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One button: where it leads, and what pressing it brings about."""

    action: str
    label: Any
    consequence: Any
    url: str
    is_next: bool


@method_decorator([never_cache, login_required], name="dispatch")
class MoveView(View):
    """Show the form of an action, or do it; a state that changed meanwhile is told.

    An app says what its cases are by the methods that raise ``NotImplementedError``.
    """

    http_method_names: ClassVar[list[str]] = ["get", "head", "post"]
    forms: ClassVar[Mapping[str, type[ActionForm]]]
    # What the forms and templates call the case.
    case_name: ClassVar[str]
    gone_template: ClassVar[str]
    # Where the list stands, for who may not see the case any more once it is elsewhere.
    list_name: ClassVar[str] = ""

    def find(self, number: str) -> Model:
        """Return the case with its number, or raise ``Http404`` when it is not for the user."""
        raise NotImplementedError

    def is_role_of(self, action: str, case: Model) -> bool:
        """Say whether the action could ever be the user's, whatever the state."""
        raise NotImplementedError

    def offers(self, case: Model, *, today: date, calendar: WorkCalendar) -> Iterable[Offer]:
        """Return what the user can do with the case now."""
        raise NotImplementedError

    def words_of(self, action: str) -> tuple[Any, Any]:
        """Return label and consequence of an action."""
        raise NotImplementedError

    def fingerprint(self, case: Model) -> str:
        """Return a mark of what a form was written against."""
        raise NotImplementedError

    def shown(self, case: Model, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
        """Return ``detail_url``, and the tags and lines that stand beside the form."""
        raise NotImplementedError

    def get(self, request: HttpRequest, number: str, action: str) -> HttpResponse:
        case, given = self._opened(number, action)
        if not self._is_offered(case, action):
            return self._gone(case, action, None)
        return self._page(case, action, self.forms[action](**given))

    def post(self, request: HttpRequest, number: str, action: str) -> HttpResponse:
        case, given = self._opened(number, action)
        form = self.forms[action](request.POST, request.FILES, **given)
        if not self._is_offered(case, action):
            return self._gone(case, action, form)
        looked = form.look()
        if looked is not None:
            return self._page(case, action, looked)
        if form.is_valid():
            try:
                self._do(case, form)
                label = self.words_of(action)[0]
                messages.success(request, _("%(action)s: done.") % {"action": label})
                return redirect(self._way_on(case, number))
            except Changed:
                return self._page(self.find(number), action, form, changed=True)
            except ValidationError as refusal:
                form.take(refusal)
        return self._page(case, action, form)

    def _opened(self, number: str, action: str) -> tuple[Model, dict[str, Any]]:
        if action not in self.forms:
            raise Http404
        case = self.find(number)
        if not self.is_role_of(action, case):
            raise PermissionDenied
        actor: Official = self.request.user
        return case, {self.case_name: case, "actor": actor, "today": timezone.localdate()}

    @transaction.atomic
    def _do(self, case: Model, form: ActionForm) -> None:
        """Hold the row, see that it is what the form was written against, and call the verb."""
        locked = type(case)._default_manager.select_for_update().get(pk=case.pk)
        if self.fingerprint(locked) != self.request.POST.get("seen", ""):
            raise Changed
        form.perform()

    def _way_on(self, case: Model, number: str) -> str:
        """Return the address of the case; of the list, where the move took it out of sight."""
        if self.list_name:
            try:
                self.find(number)
            except Http404:
                return reverse(self.list_name)
        return self._shown(case)["detail_url"]

    def _is_offered(self, case: Model, action: str) -> bool:
        offers = self.offers(case, today=timezone.localdate(), calendar=load_calendar())
        return action in {offer.action for offer in offers}

    def _shown(self, case: Model) -> dict[str, Any]:
        shown = self.shown(case, today=timezone.localdate(), calendar=load_calendar())
        return {self.case_name: case, "number": str(case), **shown}

    def _page(
        self, case: Model, action: str, form: ActionForm, *, changed: bool = False
    ) -> HttpResponse:
        label, consequence = self.words_of(action)
        context = {
            **self._shown(case),
            "action": action,
            "label": label,
            "consequence": consequence,
            "form": form,
            # A second press, with the present state in view, is meant.
            "seen": self.fingerprint(case),
            "changed": changed,
        }
        return render(self.request, form.template, context, status=CHANGED if changed else 200)

    def _gone(self, case: Model, action: str, form: ActionForm | None) -> HttpResponse:
        """Say that the action is not possible any more, and give back what was written."""
        context = {
            **self._shown(case),
            "label": self.words_of(action)[0],
            "texts": form.written() if form else [],
        }
        return render(self.request, self.gone_template, context, status=CHANGED)
