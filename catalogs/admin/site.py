"""The admin site's own pages: the official's work first, and the way to a row's public page."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs.enums import AdjustmentState, EntryState, NonDisclosureState, PublicationState
from catalogs.models import (
    Adjustment,
    NonDisclosureReview,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)

from .duties import due_soon
from .scoped import DepartmentScopedAdmin

SHOWN = 8

_index = admin.site.index
_stock_urls = admin.site.get_urls


def duties_of(user: Any) -> list[dict[str, Any]]:
    """Return the headings of the first page, each with its newest rows and their addresses."""
    today = timezone.localdate()
    documents = Publication.objects.visible_to(user)
    adjustments = Adjustment.objects.visible_to(user).with_entries()
    reviews = NonDisclosureReview.objects.visible_to(user).select_related("matter")
    drafts = [
        *documents.filter(state=PublicationState.DRAFT)[:SHOWN],
        *adjustments.filter(state=AdjustmentState.DRAFT)[:SHOWN],
        *(
            row
            for model in (PowerItem, ServiceItem, PublicityMatter)
            for row in model.objects.visible_to(user).filter(state=EntryState.DRAFT)[:SHOWN]
        ),
    ]
    returned = [
        *documents.filter(state=PublicationState.RETURNED)[:SHOWN],
        *adjustments.filter(state=AdjustmentState.RETURNED)[:SHOWN],
        *reviews.filter(state=NonDisclosureState.RETURNED)[:SHOWN],
    ]
    waiting = [
        *documents.filter(state=PublicationState.IN_REVIEW)[:SHOWN],
        *adjustments.filter(state=AdjustmentState.SUBMITTED)[:SHOWN],
        *reviews.filter(
            state__in=[NonDisclosureState.WITH_DEPARTMENT, NonDisclosureState.WITH_OFFICES]
        )[:SHOWN],
    ]
    due = [
        *documents.overdue(today).order_by("due_on")[:SHOWN],
        *due_soon(documents, today=today).order_by("due_on")[:SHOWN],
    ]
    headings = (
        (_("Overdue or due soon"), due, _("Nothing is due in the next days.")),
        (_("Returned to be corrected"), returned, _("Nothing was returned.")),
        (_("Waiting for a decision"), waiting, _("Nothing waits for a decision.")),
        (_("Drafts"), drafts, _("There are no drafts.")),
    )
    return [
        {"title": title, "rows": [_row(row) for row in rows[:SHOWN]], "empty": empty}
        for title, rows, empty in headings
    ]


def _row(row: Any) -> dict[str, Any]:
    return {
        "url": reverse(f"admin:catalogs_{row._meta.model_name}_change", args=[row.pk]),
        "text": str(row),
        "kind": row._meta.verbose_name,
        "due_on": getattr(row, "due_on", None),
    }


def _desk() -> str:
    try:
        return reverse("portal:desk")
    except NoReverseMatch:
        return ""


def index(request, extra_context=None):
    """The stock index with the official's work beside the tables."""
    context = {"duties": duties_of(request.user), "desk_url": _desk(), **(extra_context or {})}
    return _index(request, context)


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


admin.site.index = index
admin.site.get_urls = get_urls
