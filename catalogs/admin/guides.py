"""The guide of a draft: its columns, steps and materials on one page, reached from the entry."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.access import can_edit
from catalogs.editing import record_edit
from catalogs.entry_values import read_values
from catalogs.forms.guides import GuideForms
from catalogs.forms.moves import posted
from catalogs.guide_values import read_guide, write_guide
from catalogs.models import CatalogEntry, Guide


class GuidePageMixin:
    """Adds the page ``…/<id>/guide/`` where the entries of the list have guides."""

    has_guide = False

    def get_urls(self):
        if not self.has_guide:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}_guide"
        view = self.admin_site.admin_view(self.guide_view)
        return [path("<path:object_id>/guide/", view, name=name), *super().get_urls()]

    def guide_link(self, entry: CatalogEntry) -> dict[str, Any]:
        return {
            "url": reverse(f"admin:catalogs_{self.opts.model_name}_guide", args=[entry.pk]),
            "label": _("Write the guide"),
            "consequence": _("Conditions, steps, materials and limits, on one page."),
        }

    def guide_forms(self, entry: CatalogEntry, data: Any = None, values: Any = None) -> GuideForms:
        """Return the forms filled with ``values``, or with the entry's present guide."""
        # By key: naming the entry itself would make it believe that it has this guide.
        guide = getattr(entry, "guide", None) or Guide(**{f"{entry.list_name}_id": entry.pk})
        return GuideForms(data, values=values or read_guide(entry), guide=guide)

    def guide_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show and save the guide of a draft; one in force is changed by an adjustment."""
        entry = self.get_object(request, unquote(object_id))
        if not can_edit(request.user, entry):
            raise PermissionDenied
        here = reverse(f"admin:catalogs_{self.opts.model_name}_change", args=[entry.pk])
        guide = self.guide_forms(entry, posted(request))
        if request.method == "POST" and guide.is_valid():
            with transaction.atomic():
                fresh = type(entry)._default_manager.select_for_update().get(pk=entry.pk)
                before = read_values(fresh)
                write_guide(fresh, guide.values())
                fresh = type(entry)._default_manager.get(pk=entry.pk)
                record_edit(fresh, actor=request.user, before=before)
            messages.success(request, _now("The guide was saved."))
            return HttpResponseRedirect(here)
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Guide: %s") % entry,
            "subtitle": None,
            "opts": self.opts,
            "object": entry,
            "guide": guide,
            "media": self.media + guide.media,
            "back": here,
        }
        return TemplateResponse(request, "admin/catalogs/guide.html", context)
