"""The list of submissions an official works from."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.deadlines import load_calendar
from catalogs.desk import listing
from feedback.models import Submission
from feedback.views import desk_rows, desk_tabs


@never_cache
@login_required
@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """Show one tab of what the official may see; everything is counted within the search."""
    today, calendar = timezone.localdate(), load_calendar()
    found, query = Submission.objects.visible_to(request.user), listing.query_of(request)
    found = found.containing(query) if query else found
    context = listing.listed(request, desk_tabs.TABS, found, today=today)
    context |= {
        "heading": _("Submissions of the public"),
        "rows": [
            desk_rows.row_of(row, today=today, calendar=calendar) for row in context["page_obj"]
        ],
    }
    return render(request, "feedback/desk/list.html", context)
