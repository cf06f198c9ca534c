"""The list of cases of public opinion an official works from."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.access import role_of
from catalogs.desk import listing
from catalogs.models import Official
from feedback.models import OpinionCase
from feedback.opinion_figures import FIGURES_ROLES
from feedback.views import opinion_rows, opinion_tabs
from feedback.workflow import OFFICE_AND_HANDLERS

ORDERS = {
    "due": (gettext_lazy("Hour of the response"), lambda rows: rows.by_hour()),
    "newest": (gettext_lazy("Newest first"), lambda rows: rows.order_by("-collected_at", "-pk")),
    "oldest": (gettext_lazy("Oldest first"), lambda rows: rows.order_by("collected_at", "pk")),
}


@never_cache
@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Show one tab of what the official may see; everything is counted within the search."""
    now = timezone.now()
    found = OpinionCase.objects.visible_to(request.user).containing(listing.query_of(request))
    context = listing.listed(
        request, opinion_tabs.TABS, found, today=now, orders=ORDERS, related=["department"]
    )
    context |= {
        "heading": _("Public opinion"),
        "rows": [opinion_rows.row_of(row, now=now) for row in context["page_obj"]],
        "collects": role_of(request.user) in OFFICE_AND_HANDLERS,
        "links": links(request.user),
    }
    return render(request, "feedback/opinions/list.html", context)


def links(user: Official) -> list[dict[str, Any]]:
    """Return the further pages of public opinion that are the user's."""
    pages = [
        ("opinion-groups", _("Submissions that say the same"), OFFICE_AND_HANDLERS),
        ("opinion-import", _("Import from a file"), OFFICE_AND_HANDLERS),
        ("opinion-incentives", _("Incentives and restraints"), None),
        ("opinion-figures", _("Figures by month"), FIGURES_ROLES),
    ]
    role = role_of(user)
    return [
        {"text": text, "url": reverse(f"feedback:{name}")}
        for name, text, roles in pages
        if roles is None or role in roles
    ]
