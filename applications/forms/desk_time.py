"""Forms that move the clock: extension, and the fee that stops it."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from applications import charging, extending
from applications.enums import EXTENSION_WORKING_DAYS_AT_MOST, FeeBasis
from applications.forms.desk import ActionForm
from applications.models import ExtensionRequest
from catalogs.forms.actions import DayField, ReasonField
from catalogs.forms.fields import ChoicesField
from catalogs.workflow import MoveRefused


class RequestExtensionForm(ActionForm):
    days = forms.IntegerField(
        label=_("Working days"),
        min_value=1,
        max_value=EXTENSION_WORKING_DAYS_AT_MOST,
        initial=EXTENSION_WORKING_DAYS_AT_MOST,
        help_text=_("At most 20, once (Art. 33)."),
        error_messages={"required": _("Give a number of working days.")},
    )
    reason = ReasonField(help_text=_("The applicant is told the reason. Name no person in it."))

    def perform(self) -> None:
        extending.request_extension(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


class _DecisionForm(ActionForm):
    """A decision on the request, which is told above the button."""

    @property
    def hint(self) -> str:
        request = self.application.extension_requests.filter(decided_on__isnull=True).first()
        if request is None:
            return ""
        return _now("%(who)s asked for %(days)s working days on %(day)s: %(reason)s") % {
            "who": request.requested_by,
            "days": request.days,
            "day": date_format(request.requested_on),
            "reason": request.reason,
        }

    def pending(self) -> ExtensionRequest:
        found = self.application.extension_requests.filter(decided_on__isnull=True).first()
        if found is None:
            raise MoveRefused(_("This request is decided already."), code="state")
        return found


class ApproveExtensionForm(_DecisionForm):
    def perform(self) -> None:
        extending.approve_extension(self.pending(), actor=self.actor, today=self.today)


class RefuseExtensionForm(_DecisionForm):
    reason = ReasonField()

    def perform(self) -> None:
        extending.refuse_extension(
            self.pending(), actor=self.actor, reason=self.cleaned_data["reason"], today=self.today
        )


class FeeNoticeForm(ActionForm):
    hint = _(
        "By item the first 10 of a calendar month are free, by page the first 30. "
        "The amount is computed by the rule."
    )
    basis = ChoicesField(
        label=_("Charged"),
        choices=FeeBasis.choices,
        error_messages={"required": _("Choose a basis.")},
    )
    quantity = forms.IntegerField(
        label=_("Items or pages"),
        min_value=1,
        max_value=100_000,
        error_messages={"required": _("Give the number.")},
    )

    def perform(self) -> None:
        charging.send_fee_notice(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


class RecordPaymentForm(ActionForm):
    paid_on = DayField(
        label=_("Paid on"), help_text=_("The clock starts anew; its first day is the one after.")
    )

    def prepare(self) -> None:
        self.fields["paid_on"].initial = self.today

    def perform(self) -> None:
        charging.record_payment(
            self.application,
            actor=self.actor,
            paid_on=self.cleaned_data["paid_on"],
            today=self.today,
        )
