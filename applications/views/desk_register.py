"""Registering an application that came on paper."""

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import access, receiving
from applications.forms.desk_receiving import ReceivingForm
from applications.models import Application
from catalogs.desk.registering import RegisterView
from catalogs.models import Official


class RegisterApplication(RegisterView):
    app: ClassVar[str] = "applications"
    template: ClassVar[str] = "applications/desk/register.html"
    form_class: ClassVar[type] = ReceivingForm
    day_field: ClassVar[str] = "arrived_on"
    words: ClassVar[dict[str, Any]] = {
        "list_heading": _("Applications for disclosure"),
        "heading": _("The application is registered"),
        "hand_over": _(
            "The query code is shown this once. Print this page or write the code down, and give "
            "it to the applicant."
        ),
        "go_on": _("Go on to the application"),
    }
    sent_already: ClassVar[Any] = _("This form was sent already; the application is in the list.")

    def may_register(self, user: Official) -> bool:
        return access.may_register(user)

    def register(self, form: ReceivingForm) -> tuple[Application, str]:
        receipt = receiving.register_by_hand(
            actor=self.request.user, now=timezone.now(), files=form.files_given(), **form.values()
        )
        return receipt.application, receipt.code
