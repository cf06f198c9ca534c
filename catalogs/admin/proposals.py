"""The pages on which an adjustment of an entry is proposed, and corrected after its return."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs import adjusting
from catalogs.access import can_propose
from catalogs.amending import amend
from catalogs.enums import AdjustmentAction
from catalogs.forms.guides import GuideForms
from catalogs.forms.moves import posted
from catalogs.forms.proposals import ProposalForm
from catalogs.guide_values import GUIDE
from catalogs.models import Adjustment, CatalogEntry

from .overlaying import initial_of_values

HEAD = ((None, {"fields": ("reason", "basis", "explanation", "effective_on")}),)
TITLES = {
    AdjustmentAction.ADD: _("Propose to add: %s"),
    AdjustmentAction.REVISE: _("Propose an adjustment: %s"),
    AdjustmentAction.ABOLISH: _("Propose to abolish: %s"),
}


class ProposalPagesMixin:
    """Adds ``…/<id>/propose/<action>/`` to an entry's admin."""

    def propose_view(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        """Show the form of a new proposal; an adjustment under way is opened instead."""
        entry = self.get_object(request, unquote(object_id))
        if action not in AdjustmentAction.values:
            raise Http404
        if not can_propose(request.user, entry):
            raise PermissionDenied
        pending = entry.adjustments.open().first()
        if pending is not None:
            messages.info(request, _now("An adjustment of this entry is already under way."))
            return _to(pending)
        if action not in self._fitting(entry):
            messages.warning(
                request,
                _now("This does not fit an entry that is “%(state)s”.")
                % {"state": entry.get_state_display()},
            )
            return HttpResponseRedirect(
                reverse(f"admin:catalogs_{self.opts.model_name}_change", args=[entry.pk])
            )
        return self.proposal_page(request, entry, AdjustmentAction(action))

    def proposal_page(
        self,
        request: HttpRequest,
        entry: CatalogEntry,
        action: AdjustmentAction,
        adjustment: Adjustment | None = None,
    ) -> HttpResponse:
        """Ask for the head and, for a revision, the new values; keep what was typed on errors."""
        data = posted(request)
        head = ProposalForm(
            data, prefix="head", initial=ProposalForm.initial_of(adjustment) if adjustment else {}
        )
        values = guide = None
        if action == AdjustmentAction.REVISE:
            values, guide = self._value_forms(request, entry, adjustment)
        forms = [form for form in (head, values, guide) if form is not None]
        # Every form is asked, so that every error is shown at once.
        if request.method == "POST" and sum(not form.is_valid() for form in forms) == 0:
            saved = self._save_proposal(request, entry, action, head, values, guide, adjustment)
            if saved is not None:
                messages.success(
                    request, _now("The proposal was saved as a draft. Submit it when it is ready.")
                )
                return _to(saved)
        return self._proposal_response(request, entry, action, adjustment, head, values, guide)

    def _value_forms(self, request, entry, adjustment):
        """Return the entry's form on a copy of the entry, and the guide's where there is one."""
        data = posted(request)
        copy = type(entry)._default_manager.get(pk=entry.pk)
        overlay = adjustment.proposed if adjustment else {}
        form = self.entry_form(request)(
            data, instance=copy, initial=initial_of_values(copy, overlay)
        )
        if not self.has_guide:
            return form, None
        return form, self.guide_forms(copy, data, values=overlay.get(GUIDE))

    def _save_proposal(
        self, request, entry, action, head: ProposalForm, values, guide: GuideForms, adjustment
    ) -> Adjustment | None:
        """Call the verb; what it refuses goes beside the field, and None is returned."""
        proposed = values.values() if values is not None else None
        if guide is not None:
            proposed[GUIDE] = guide.values()
        told: dict[str, Any] = {**head.cleaned_data, "proposed": proposed, "actor": request.user}
        try:
            if adjustment is not None:
                return amend(adjustment, **told)
            return adjusting.propose(entry, action=action, **told)
        except ValidationError as error:
            _show_refusal(error, head, values)
            return None

    def _proposal_response(self, request, entry, action, adjustment, head, values, guide):
        media = self.media + head.media
        entry_fields = None
        if values is not None:
            media += values.media
            entry_fields = AdminForm(values, self.fieldsets, {}, self.readonly_fields, self)
        if guide is not None:
            media += guide.media
        title = _now("Correct the adjustment: %s") if adjustment else TITLES[action]
        back = adjustment or entry
        context = {
            **self.admin_site.each_context(request),
            "title": title % entry,
            "subtitle": None,
            "opts": self.opts,
            "object": entry,
            "action": action,
            "adjustment": adjustment,
            "head": head,
            "head_fields": AdminForm(head, HEAD, {}, (), self),
            "values": values,
            "entry_fields": entry_fields,
            "guide": guide,
            "has_errors": request.method == "POST",
            "media": media,
            "back": reverse(f"admin:catalogs_{back._meta.model_name}_change", args=[back.pk]),
        }
        return TemplateResponse(request, "admin/catalogs/proposal.html", context)


# Where the entry's form shows what the values call differently.
_FORM_NAMES = {"elements": "elements_text", "channels": "channel_choice"}


def _show_refusal(error: ValidationError, head: ProposalForm, values: Any) -> None:
    if not hasattr(error, "error_dict"):
        head.add_error(None, error.messages)
        return
    for name, sentences in error.message_dict.items():
        field = _FORM_NAMES.get(name, name)
        if name in head.fields:
            head.add_error(name, sentences)
        elif values is not None and field in values.fields:
            values.add_error(field, sentences)
        else:
            head.add_error(None, sentences)


def _to(adjustment: Adjustment) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:catalogs_adjustment_change", args=[adjustment.pk]))
