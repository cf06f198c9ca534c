"""Registering a submission that did not come by the portal."""

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs.desk.registering import RegisterView
from catalogs.models import Official
from feedback import access
from feedback.forms.desk_register import RegisteringForm
from feedback.models import Submission
from feedback.registering import register_by_hand


class RegisterSubmission(RegisterView):
    app: ClassVar[str] = "feedback"
    template: ClassVar[str] = "feedback/desk/register.html"
    form_class: ClassVar[type] = RegisteringForm
    day_field: ClassVar[str] = "received_on"
    words: ClassVar[dict[str, Any]] = {
        "list_heading": _("Submissions of the public"),
        "heading": _("The submission is registered"),
        "hand_over": _(
            "The query code is shown this once. Print this page or write the code down, and give "
            "it to the asker."
        ),
        "go_on": _("Go on to the submission"),
    }
    sent_already: ClassVar[Any] = _("This form was sent already; the submission is in the list.")

    def may_register(self, user: Official) -> bool:
        return access.may_register(user)

    def register(self, form: RegisteringForm) -> tuple[Submission, str]:
        files = [(file, file.name) for file in form.cleaned_data["files"]]
        receipt = register_by_hand(
            actor=self.request.user, now=timezone.now(), files=files, **form.values()
        )
        return receipt.submission, receipt.code
