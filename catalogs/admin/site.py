"""The admin site's own pages: its tables in the order of the work, and the way to public pages."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path

from .scoped import DepartmentScopedAdmin

# The tables as an official meets them; what stands nowhere here comes after them.
ORDER = (
    "Publication",
    "PublicityMatter",
    "MatterGroup",
    "PowerItem",
    "ServiceItem",
    "Dataset",
    "DatasetUpload",
    "Adjustment",
    "NonDisclosureReview",
    "PushSystem",
    "PushDelivery",
    "CalendarDay",
    "Field",
    "Department",
    "Official",
)

_stock_app_list = admin.site.get_app_list
_stock_urls = admin.site.get_urls


def get_app_list(request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
    """Return the tables this official may see, in the order of the work."""
    apps = _stock_app_list(request, app_label)
    for app in apps:
        app["models"].sort(key=_place)
    # The catalogues first: they are what the other tables speak of.
    return sorted(apps, key=lambda app: min(map(_place, app["models"]), default=len(ORDER)))


def _place(table: dict[str, Any]) -> int:
    name = table["object_name"]
    return ORDER.index(name) if name in ORDER else len(ORDER)


def view_on_site(request, content_type_id, object_id):
    """Lead to the public page of a row within reach; the stock view would tell of any draft."""
    content_type = get_object_or_404(ContentType, pk=_number(content_type_id))
    model_admin = admin.site._registry.get(content_type.model_class())
    if not isinstance(model_admin, DepartmentScopedAdmin):
        raise Http404
    url = model_admin.view_on_site(model_admin.get_object(request, object_id))
    if not url:
        raise Http404
    return HttpResponseRedirect(url)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Http404
    return int(text)


def get_urls():
    """Return the stock addresses; ours is found before the stock one of the same path."""
    ours = path(
        "r/<path:content_type_id>/<path:object_id>/",
        admin.site.admin_view(view_on_site),
        name="view_on_site",
    )
    return [ours, *_stock_urls()]


admin.site.get_app_list = get_app_list
admin.site.get_urls = get_urls
