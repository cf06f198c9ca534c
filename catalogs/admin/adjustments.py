"""Adjustments: old and new side by side, and the buttons of the workflow."""

from django.contrib import admin
from django.contrib.admin.sites import site
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogs import adjusting
from catalogs.amending import can_amend
from catalogs.entry_values import read_values
from catalogs.enums import AdjustmentAction, AdjustmentState
from catalogs.models import Adjustment

from .histories import shown_changes
from .scoped import DepartmentScopedAdmin, person
from .workflows import WorkflowAdminMixin


class ListFilter(admin.SimpleListFilter):
    title = _("list")
    parameter_name = "list"

    def lookups(self, request, model_admin):
        return [("power", _("Powers")), ("service", _("Services")), ("matter", _("Matters"))]

    def queryset(self, request, queryset):
        if self.value() in {"power", "service", "matter"}:
            return queryset.filter(**{f"{self.value()}__isnull": False})
        return queryset


@admin.register(Adjustment)
class AdjustmentAdmin(WorkflowAdminMixin, DepartmentScopedAdmin):
    workflow = adjusting.WORKFLOW
    verbs = {
        "submit": lambda row, actor, data: adjusting.submit(row, actor=actor),
        "approve": lambda row, actor, data: adjusting.approve(
            row, actor=actor, today=timezone.localdate()
        ),
        "return": lambda row, actor, data: adjusting.return_(
            row, actor=actor, reason=data["reason"]
        ),
        "withdraw": lambda row, actor, data: adjusting.withdraw(row, actor=actor),
    }
    change_form_template = "admin/catalogs/adjustment_change_form.html"
    list_display = ("entry_name", "action", "department", "state", "effective_on", "proposer")
    list_filter = ("state", "action", ListFilter, "reason")
    whole_district_columns = ("department",)
    whole_district_filters = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("department", "power", "service", "matter", "proposed_by")
    search_fields = (
        "power__name",
        "power__code",
        "service__name",
        "service__code",
        "matter__name",
        "matter__code",
        "basis",
    )
    date_hierarchy = "effective_on"
    fieldsets = (
        (None, {"fields": ("entry_link", "action", "reason", "basis", "explanation")}),
        (
            _("Progress"),
            {"fields": ("effective_on", "state", "department", "proposer", "applied_at")},
        ),
    )
    readonly_fields = ("entry_link", "proposer")
    proposer = person("proposed_by", _("proposed by"))

    def get_urls(self):
        view = self.admin_site.admin_view(self.amend_view)
        return [
            path("<path:object_id>/amend/", view, name="catalogs_adjustment_amend"),
            *super().get_urls(),
        ]

    def may_edit(self, user, obj) -> bool:
        return False  # mended on the proposal page, moved by the workflow

    def has_add_permission(self, request):
        return False  # proposed on the page of its entry

    @admin.display(description=_("entry"))
    def entry_name(self, adjustment: Adjustment) -> str:
        return adjustment.entry.display_name

    @admin.display(description=_("entry"))
    def entry_link(self, adjustment: Adjustment) -> str:
        entry = adjustment.entry
        url = reverse(f"admin:catalogs_{entry._meta.model_name}_change", args=[entry.pk])
        return format_html('<a href="{}">{}</a> ({})', url, entry, entry.code)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        adjustment = self.get_object(request, unquote(object_id))
        amend_url = reverse("admin:catalogs_adjustment_amend", args=[adjustment.pk])
        context = {
            "comparison": side_by_side(adjustment),
            "amend_url": amend_url if can_amend(request.user, adjustment) else "",
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def amend_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Open the proposal page again for a draft or returned adjustment."""
        adjustment = self.get_object(request, unquote(object_id))
        if not can_amend(request.user, adjustment):
            raise PermissionDenied
        entry = adjustment.entry
        return site.get_model_admin(type(entry)).proposal_page(
            request, entry, AdjustmentAction(adjustment.action), adjustment
        )


def side_by_side(adjustment: Adjustment) -> list[dict]:
    """Return label, old and new of each value that a revision changes."""
    if adjustment.action != AdjustmentAction.REVISE:
        return []
    applied = adjustment.state == AdjustmentState.APPLIED
    old = adjustment.former if applied else read_values(adjustment.entry)
    pairs = {name: [old.get(name), new] for name, new in adjustment.proposed.items()}
    return shown_changes(adjustment.entry, pairs)
