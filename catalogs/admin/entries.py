"""What the three lists share in the admin: drafts are edited, entries in force are adjusted."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from catalogs.access import can_propose, can_write
from catalogs.editing import record_edit
from catalogs.entry_values import read_values
from catalogs.enums import AdjustmentAction, EntryState
from catalogs.models import CatalogEntry

from .bulk import BulkProposalMixin
from .guides import GuidePageMixin
from .proposals import ProposalPagesMixin
from .scoped import DepartmentScopedAdmin
from .transfers import TransferAdminMixin

EFFECTIVE = (_("State"), {"fields": ("state", "effective_on", "abolished_on")})


class EntryAdmin(
    TransferAdminMixin,
    BulkProposalMixin,
    ProposalPagesMixin,
    GuidePageMixin,
    DepartmentScopedAdmin,
):
    """List, draft form, proposal pages, import and export of one of the three lists."""

    change_form_template = "admin/catalogs/entry_change_form.html"
    readonly_fields = ("state", "effective_on", "abolished_on")
    search_fields = ("name", "name_en", "code", "sort_key")
    whole_district_columns = ("department",)
    whole_district_filters = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("department", "field")
    date_hierarchy = "effective_on"

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path(
                "<path:object_id>/propose/<slug:action>/",
                wrap(self.propose_view),
                name=f"{info}_propose",
            ),
            *super().get_urls(),
        ]

    def entry_form(self, request: HttpRequest) -> type[forms.ModelForm]:
        """Return the entry's form with this official's choices, whatever the entry's state."""
        names = [
            name for name in flatten_fieldsets(self.fieldsets) if name not in self.readonly_fields
        ]
        return forms.modelform_factory(
            self.model,
            form=self.form,
            fields=names,
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        return {"department": request.user.department_id, **initial}

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj is None else (*self.fieldsets, EFFECTIVE)

    def save_model(self, request, obj, form, change):
        form.values_before = None
        if change:
            form.values_before = read_values(self.held(obj))
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.save_parts()
        record_edit(form.instance, actor=request.user, before=form.values_before)

    def log_addition(self, request, obj, message):
        """Written by ``record_edit``, with the rows beside the entry."""

    def log_change(self, request, obj, message):
        """Written by ``record_edit``, with the rows beside the entry."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        context = {"entry_links": self.links_of(request, obj), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def links_of(self, request: HttpRequest, entry: CatalogEntry) -> list[dict[str, Any]]:
        """Return what may be done next with this entry: address, label, consequence."""
        links = []
        pending = entry.adjustments.open().first()
        if pending is not None:
            links.append(
                {
                    "url": reverse("admin:catalogs_adjustment_change", args=[pending.pk]),
                    "label": _("Open the adjustment under way"),
                    "consequence": pending.get_state_display(),
                }
            )
        elif can_propose(request.user, entry):
            links += [self._proposal_link(entry, action) for action in self._fitting(entry)]
        if self.has_guide and entry.is_draft and can_write(request.user, entry.department_id):
            links.append(self.guide_link(entry))
        return links

    def _fitting(self, entry: CatalogEntry) -> list[str]:
        if entry.state == EntryState.DRAFT:
            return [AdjustmentAction.ADD]
        return [AdjustmentAction.REVISE, AdjustmentAction.ABOLISH]

    def _proposal_link(self, entry: CatalogEntry, action: str) -> dict[str, Any]:
        words = {
            AdjustmentAction.ADD: (
                _("Propose to add it to the list"),
                _("The draft goes to the government office; once approved it is in force."),
            ),
            AdjustmentAction.REVISE: (
                _("Propose an adjustment"),
                _("The entry stays as it is until the adjustment is approved and its day comes."),
            ),
            AdjustmentAction.ABOLISH: (
                _("Propose to abolish it"),
                _("Once approved, the entry leaves the list on the day you name."),
            ),
        }
        label, consequence = words[AdjustmentAction(action)]
        return {
            "url": reverse(
                f"admin:catalogs_{self.opts.model_name}_propose", args=[entry.pk, action]
            ),
            "label": label,
            "consequence": consequence,
        }
