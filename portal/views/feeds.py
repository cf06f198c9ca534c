"""The page of the feeds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogs.models import Department, Field
from portal.feeds.offers import general


@require_safe
def feed_list(request: HttpRequest) -> HttpResponse:
    context = {
        "trail": [{"text": _("Feeds")}],
        "general": general(),
        "fields": [
            {"name": row.display_name, "url": reverse("portal:feed-field", args=[row.slug])}
            for row in Field.objects.public()
        ],
        "departments": [
            {"name": row.display_name, "url": reverse("portal:feed-department", args=[row.code])}
            for row in Department.objects.public()
        ],
    }
    return render(request, "portal/feeds.html", context)
