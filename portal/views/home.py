"""The home page."""

from datetime import date

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.statistics import glance
from catalogs.enums import DocumentKind
from catalogs.models import (
    Adjustment,
    Field,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)
from feedback.models import PublishedReply
from portal import structured_data
from portal.filters.adjustments import AdjustedList, with_list
from portal.templatetags.portal_ui import day
from supervision.views import at_a_glance

from .adjustments import entry_card
from .document_parts import card
from .fields import tile

NEWEST = 6
INTERPRETATIONS = 4
ADJUSTMENTS = 5
REPLIES = 4


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    newest = Publication.objects.public(today).select_related("department").defer("body")
    adjusted = Adjustment.objects.public(today).with_entries()
    context = {
        "data_block": structured_data.website(),
        "fields": _fields(today),
        "lists": _lists(today),
        "documents": [
            card(document, today=today)
            for document in newest.exclude(kind=DocumentKind.INTERPRETATION)[:NEWEST]
        ],
        "interpretations": [
            card(document, today=today) for document in newest.interpretations()[:INTERPRETATIONS]
        ],
        "interpretations_url": reverse("portal:interpretation-list"),
        "applications": _applications(today),
        "replies": _replies(today),
        "supervised": at_a_glance.of_district(today=today),
        "pilot": at_a_glance.of_pilot(today=today),
        "adjustments": [entry_card(adjustment) for adjustment in adjusted[:ADJUSTMENTS]],
    }
    return render(request, "portal/home.html", context)


def _fields(today: date) -> list[dict]:
    counted = PublicityMatter.objects.public(today).order_by().values("field")
    matters = dict(counted.annotate(rows=Count("*")).values_list("field", "rows"))
    return [tile(field, matters.get(field.pk, 0)) for field in Field.objects.public().pilot()]


def _lists(today: date) -> list[dict]:
    """The three lists as tiles, with how many entries are in force and when they last changed."""
    adjustments = with_list(Adjustment.objects.public(today)).order_by().values("of_list")
    last = dict(adjustments.annotate(last=Max("effective_on")).values_list("of_list", "last"))
    lists = [
        ("portal:power-list", AdjustedList.POWERS, "power",
         PowerItem.objects.public(today).of_district()),
        ("portal:service-list", AdjustedList.SERVICES, "service",
         ServiceItem.objects.public(today)),
        ("portal:matter-list", AdjustedList.MATTERS, "matter",
         PublicityMatter.objects.public(today)),
    ]  # fmt: skip
    return [
        {
            "url": reverse(address),
            "name": of_list.label,
            "icon": icon,
            "figure": rows.count(),
            "note": _last_change(last.get(of_list.value)),
        }
        for address, of_list, icon, rows in lists
    ]


def _applications(today: date) -> list[dict]:
    """Disclosure on application in figures: this year's, and what is open at this moment."""
    figures = glance(today=today)
    return [
        {"label": _("received this year"), "figure": figures["received"]},
        {"label": _("handled this year"), "figure": figures["handled"]},
        {"label": _("being handled now"), "figure": figures["open"]},
    ]


def _replies(today: date) -> list[dict]:
    rows = PublishedReply.objects.public(today).select_related("department")[:REPLIES]
    return [
        {
            "url": row.get_absolute_url(),
            "title": row.title,
            "issued_on": row.published_on,
            "department": row.department.display_name,
        }
        for row in rows
    ]


def _last_change(changed_on: date | None) -> str:
    if changed_on is None:
        return _("Not adjusted yet")
    return _("Last adjusted on %(date)s") % {"date": day(changed_on)}
