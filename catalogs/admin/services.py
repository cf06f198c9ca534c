"""The list of public services (公共服务清单) in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogs.forms.entries import ServiceForm
from catalogs.models import ServiceItem
from catalogs.resources.services import ServiceResource

from .entries import EntryAdmin


@admin.register(ServiceItem)
class ServiceItemAdmin(EntryAdmin):
    form = ServiceForm
    resource_class = ServiceResource
    has_guide = True
    list_display = ("name", "code", "provider", "audience", "department", "state", "effective_on")
    list_filter = ("state", "provider", "audience", "field")
    fieldsets = (
        (None, {"fields": ("code", "name", "name_en", "department", "field", "legal_basis")}),
        (
            _("The service"),
            {"fields": ("provider", "content", "audience", "accepting_unit", "fee")},
        ),
        (
            _("Where and how"),
            {"fields": ("place", "hours", "online_url", "consultation", "complaint")},
        ),
    )
