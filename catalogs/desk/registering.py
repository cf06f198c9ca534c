"""The page on which an official registers what did not come by the portal."""

import uuid
from typing import Any, ClassVar, Protocol

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from catalogs.models import Official

KEPT_SECONDS = 24 * 3600


class RegisteringForm(Protocol):
    """What the form must be able to do besides: ``key`` is sent with it, once for each form."""

    cleaned_data: dict[str, Any]

    def is_valid(self) -> bool: ...

    def take(self, error: ValidationError) -> None:
        """Show what the verb refused beside its field, or above the form."""


@method_decorator([never_cache, login_required], name="dispatch")
class RegisterView(View):
    """Take it in; number and query code are shown once, to be told to whom it came from.

    A form that is sent twice registers once.
    """

    http_method_names: ClassVar[list[str]] = ["get", "head", "post"]
    # The namespace of the app's addresses.
    app: ClassVar[str]
    template: ClassVar[str]
    form_class: ClassVar[type]
    # Which field begins with today.
    day_field: ClassVar[str]
    # What ``desk/registered.html`` says: list_heading, heading, hand_over, go_on.
    words: ClassVar[dict[str, Any]]
    sent_already: ClassVar[Any]

    def may_register(self, user: Official) -> bool:
        """Say whether ``user`` registers by hand."""
        raise NotImplementedError

    def register(self, form: Any) -> tuple[Model, str]:
        """Call the verb with what a valid form says; return the case and its query code."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_register(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {"key": uuid.uuid4(), self.day_field: timezone.localdate()}
        return self._page(self.form_class(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form)
        key = f"{self.app}-register:{request.user.pk}:{form.cleaned_data['key']}"
        if not cache.add(key, "", KEPT_SECONDS):
            messages.warning(request, self.sent_already)
            return redirect(f"{self.app}:desk-list")
        try:
            case, code = self.register(form)
        except ValidationError as refusal:
            cache.delete(key)
            form.take(refusal)
            return self._page(form)
        return self._registered(case, code)

    def _page(self, form: RegisteringForm) -> HttpResponse:
        return render(self.request, self.template, {"form": form})

    def _registered(self, case: Any, code: str) -> HttpResponse:
        context = {
            "case": case,
            "code": code,
            "words": self.words,
            "list_url": reverse(f"{self.app}:desk-list"),
            "case_url": reverse(f"{self.app}:desk-detail", args=[case.receipt_number]),
            "another_url": reverse(f"{self.app}:desk-register"),
        }
        return render(self.request, "desk/registered.html", context)
