"""The list of powers and responsibilities (权责清单) in the admin."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from catalogs.enums import Level
from catalogs.forms.entries import PowerForm
from catalogs.models import PowerItem
from catalogs.resources.powers import PowerResource

from .entries import EntryAdmin


@admin.register(PowerItem)
class PowerItemAdmin(EntryAdmin):
    form = PowerForm
    resource_class = PowerResource
    has_guide = True
    list_display = ("name", "code", "category", "level", "department", "state", "effective_on")
    list_filter = ("state", "category", "level", "field")
    autocomplete_fields = ("standard",)
    fieldsets = (
        (
            _("Three levels, four sames"),
            {
                "description": _(
                    "Choose the standard item first. Name, category, legal basis and code are "
                    "its own: left blank they are copied from it, and what differs is refused."
                ),
                "fields": ("level", "standard", "code", "name", "category", "legal_basis"),
            },
        ),
        (None, {"fields": ("name_en", "department", "field", "office", "target")}),
        (
            _("Responsibilities and supervision"),
            {
                "fields": (
                    "scope",
                    "responsibilities",
                    "supervision",
                    "remedies",
                    "accountability",
                    "intermediary_services",
                )
            },
        ),
    )

    def get_queryset(self, request):
        if _chooses_standard(request):
            return PowerItem.objects.standards()
        return super().get_queryset(request)

    def get_object(self, request, object_id, from_field=None):
        """Own items; and to read, the standard items in force, which bind every department."""
        try:
            return super().get_object(request, object_id, from_field)
        except Http404:
            if request.method != "GET" or not str(object_id).isdecimal():
                raise
            return get_object_or_404(PowerItem.objects.standards(), pk=object_id)

    def choices_of(self, db_field, request):
        if db_field.name == "standard":
            return PowerItem.objects.standards()
        return super().choices_of(db_field, request)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "level" and not request.user.sees_all_departments:
            kwargs["choices"] = [(Level.COUNTY.value, Level.COUNTY.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


def _chooses_standard(request) -> bool:
    """Whether this is the autocomplete of ``standard``: every department may name any of them."""
    match = request.resolver_match
    return (
        match is not None
        and match.view_name == "admin:autocomplete"
        and request.GET.get("field_name") == "standard"
        and request.GET.get("model_name") == PowerItem._meta.model_name
    )
