"""The desk's forms on what was sent in about open data: one for each action, and each its verb."""

from datetime import timedelta
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs import data_access, reusing
from catalogs.forms.actions import ActionForm, DayField, ReasonField
from catalogs.models.sent_in import SentIn
from catalogs.sharing_enums import GRANTED_DAYS_AT_MOST


class CaseForm(ActionForm):
    """The form of one action on one thing sent in."""

    template: ClassVar[str] = "portal/data/desk_move.html"

    def __init__(self, *args, row: SentIn, **kwargs) -> None:
        self.case = row
        super().__init__(*args, **kwargs)


class ReasonForm(CaseForm):
    """A move that says why: to whoever sent it in, who reads it on the own page."""

    reason = ReasonField(help_text=_("Whoever sent it in reads it. Name no person in it."))


class PublishReuseForm(CaseForm):
    def perform(self) -> None:
        reusing.publish(self.case, actor=self.actor, now=timezone.now())


class ReturnReuseForm(ReasonForm):
    def perform(self) -> None:
        reason = self.cleaned_data["reason"]
        reusing.return_(self.case, actor=self.actor, reason=reason, now=timezone.now())


class RefuseReuseForm(ReasonForm):
    def perform(self) -> None:
        reason = self.cleaned_data["reason"]
        reusing.refuse(self.case, actor=self.actor, reason=reason, now=timezone.now())


class WithdrawReuseForm(ReasonForm):
    def perform(self) -> None:
        reason = self.cleaned_data["reason"]
        reusing.withdraw(self.case, actor=self.actor, reason=reason, now=timezone.now())


REUSE_ACTIONS: dict[str, type[CaseForm]] = {
    "publish": PublishReuseForm,
    "return": ReturnReuseForm,
    "refuse": RefuseReuseForm,
    "withdraw": WithdrawReuseForm,
}


class GrantForm(CaseForm):
    """Until when the data are given."""

    until = DayField(
        label=_("Access until"),
        help_text=_("The last day on which the data can be fetched; a year from now at most."),
        error_messages={"required": _("Choose the last day.")},
    )

    def prepare(self) -> None:
        self.fields["until"].initial = self.today + timedelta(days=GRANTED_DAYS_AT_MOST // 2)

    def perform(self) -> None:
        until = self.cleaned_data["until"]
        data_access.grant(self.case, actor=self.actor, until=until, now=timezone.now())


class ReturnRequestForm(ReasonForm):
    def perform(self) -> None:
        reason = self.cleaned_data["reason"]
        data_access.return_(self.case, actor=self.actor, reason=reason, now=timezone.now())


class RefuseRequestForm(ReasonForm):
    def perform(self) -> None:
        reason = self.cleaned_data["reason"]
        data_access.refuse(self.case, actor=self.actor, reason=reason, now=timezone.now())


class RevokeRequestForm(ReasonForm):
    def perform(self) -> None:
        reason = self.cleaned_data["reason"]
        data_access.revoke(self.case, actor=self.actor, reason=reason, now=timezone.now())


ACCESS_ACTIONS: dict[str, type[CaseForm]] = {
    "grant": GrantForm,
    "return": ReturnRequestForm,
    "refuse": RefuseRequestForm,
    "revoke": RevokeRequestForm,
}
