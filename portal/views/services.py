"""The list of public services, and the page of one service."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from catalogs.models import ServiceItem
from feedback.models import KnowledgeEntry
from portal import downloads, structured_data
from portal.chains import chain_of_item
from portal.filters import ServiceFilter

from .entry_parts import (
    entry_table,
    filled,
    guide_parts,
    head,
    limits_sentence,
    past_adjustments,
    trail,
)
from .listing import listing

HEADING = _lazy("Public services")
LEAD = _lazy(
    "What departments, institutions and enterprises do for you, with the guide to each service."
)


@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    services = ServiceItem.objects.public(today).select_related("department", "field")
    found = ServiceFilter(request.GET, services, today=today)
    if wanted := downloads.wanted(request):
        return downloads.services(found.ordered, wanted)
    context = listing(request, found, heading=HEADING, lead=LEAD)
    context["table"] = _table(context["page_obj"])
    return render(request, "portal/entry_list.html", context)


@require_safe
def service_detail(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    service = get_object_or_404(
        ServiceItem.objects.permalinked(today).select_related("department", "field", "guide"),
        code=code,
    )
    audience = str(service.get_audience_display())
    context = {
        "data_block": structured_data.service(service, audience=audience),
        "entry": service,
        "head": head(
            service, " · ".join([_("Public service"), str(service.get_provider_display())])
        ),
        "trail": trail(HEADING, "portal:service-list", service),
        "rows": _rows(service),
        "guide": guide_parts(getattr(service, "guide", None)),
        "chain": chain_of_item(service, today=today),
        "events": past_adjustments(service, today=today),
        "questions": KnowledgeEntry.objects.public(today).filter(services=service),
    }
    return render(request, "portal/service_detail.html", context)


def _table(services: Iterable[ServiceItem]) -> dict:
    columns = [_("Name"), _("Who it serves"), _("Field"), _("Provider")]
    return entry_table(
        columns,
        (
            (
                service,
                [
                    service.get_audience_display(),
                    service.field.display_name,
                    service.department.display_name,
                ],
                "",
            )
            for service in services
        ),
    )


def _rows(service: ServiceItem) -> list[dict]:
    return filled(
        [
            (_("Content of the service"), service.content),
            (_("Who it serves"), service.get_audience_display()),
            (_("Kind of provider"), service.get_provider_display()),
            (_("Accepting unit"), service.accepting_unit),
            (_("Place"), service.place),
            (_("Hours"), service.hours),
            (_("Fee"), service.fee),
            (_("Limits"), limits_sentence(getattr(service, "guide", None))),
            (_("Ways to ask"), service.consultation),
            (_("Ways to complain"), service.complaint),
        ]
    )
