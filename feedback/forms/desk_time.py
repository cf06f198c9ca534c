"""Forms of more time: asked for by the handler, decided by a reviewer or the office."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import ReasonField
from catalogs.workflow import MoveRefused
from feedback import extending
from feedback.enums import LimitSubject
from feedback.forms.desk import ActionForm
from feedback.models import LimitRule, SubmissionExtension


class RequestExtensionForm(ActionForm):
    reason = ReasonField(
        label=_("Why the matter is complicated"),
        help_text=_("The asker reads it once it is agreed. Name no person in it."),
        error_messages={"required": _("Write why the matter is complicated.")},
    )

    @property
    def hint(self) -> str:
        return _now("The reply is then due %(days)d working days after the receipt.") % {
            "days": LimitRule.objects.days_for(LimitSubject.EXTENDED)
        }

    def perform(self) -> None:
        extending.request_extension(
            self.submission,
            actor=self.actor,
            reason=self.cleaned_data["reason"],
            today=self.today,
        )


class _DecisionForm(ActionForm):
    """A decision on the request, which is told above the button."""

    @property
    def hint(self) -> str:
        request = self.submission.extensions.pending().select_related("requested_by").first()
        if request is None:
            return ""
        return _now("%(who)s asked for more time on %(day)s: %(reason)s") % {
            "who": request.requested_by,
            "day": date_format(request.requested_on),
            "reason": request.reason,
        }

    def pending(self) -> SubmissionExtension:
        found = self.submission.extensions.pending().first()
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
