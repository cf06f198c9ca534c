"""Forms of the way into a department: register, assign, name the handler, transfer."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from applications import handling, receiving
from applications.clock import CONFIRMED_CHANNELS
from applications.contacts import receivers
from applications.forms.desk import ActionForm
from catalogs.forms.actions import DayField, NamedChoice
from catalogs.forms.handling import HandlerForm, LeadForm
from catalogs.models import Department


class RegisterForm(ActionForm):
    confirmed_on = DayField(
        label=_("Confirmed with the applicant on"),
        required=False,
        help_text=_(
            "Article 31: an application by the internet, by fax or by ordinary letter is received "
            "on the day both sides confirm it. Left empty, the day it arrived counts."
        ),
    )

    def prepare(self) -> None:
        if self.application.channel not in CONFIRMED_CHANNELS:
            del self.fields["confirmed_on"]

    def perform(self) -> None:
        receiving.register(
            self.application,
            actor=self.actor,
            today=self.today,
            confirmed_on=self.cleaned_data.get("confirmed_on"),
        )


class AssignForm(ActionForm):
    department = NamedChoice(
        label=_("Lead department"),
        queryset=Department.objects.none(),
        empty_label=_("Choose a department"),
        error_messages={"required": _("Choose a department.")},
    )

    def prepare(self) -> None:
        field, wished = self.fields["department"], self.application.department
        field.queryset = receivers()
        field.initial = wished and wished.pk
        field.help_text = (
            _now("The applicant named this department: %(department)s.")
            % {"department": wished.display_name}
            if wished
            else _now("The applicant named no department.")
        )

    def perform(self) -> None:
        handling.assign(
            self.application, actor=self.actor, department=self.cleaned_data["department"]
        )


class ReassignForm(HandlerForm, ActionForm):
    def perform(self) -> None:
        handling.reassign(self.application, actor=self.actor, handler=self.cleaned_data["handler"])


class TransferForm(LeadForm, ActionForm):
    def departments(self) -> QuerySet[Department]:
        return receivers()

    def perform(self) -> None:
        handling.transfer(self.application, actor=self.actor, **self.cleaned_data)
