"""The list of powers and responsibilities, and the page of one power."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from catalogs.enums import Level
from catalogs.models import PowerItem
from catalogs.models.powers import FOUR_SAMES, departures_from_standard
from portal import downloads, structured_data
from portal.chains import chain_of_item
from portal.filters import PowerFilter

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

HEADING = _lazy("Powers and responsibilities")
LEAD = _lazy(
    "What the district's departments may do and must answer for, with the standard item of "
    "province and city that each one implements."
)


@require_safe
def power_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    powers = PowerItem.objects.public(today).select_related("department", "field")
    found = PowerFilter(request.GET, powers, today=today)
    if wanted := downloads.wanted(request):
        return downloads.powers(found.ordered, wanted)
    context = listing(request, found, heading=HEADING, lead=LEAD)
    context["table"] = _table(context["page_obj"])
    return render(request, "portal/entry_list.html", context)


@require_safe
def power_detail(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    level = request.GET.get("level", Level.COUNTY)
    if level not in Level.values:
        raise Http404(_("There is no level “%(level)s”.") % {"level": level})
    power = get_object_or_404(
        PowerItem.objects.permalinked(today).select_related(
            "department",
            "field",
            "guide",
            "standard__department",
            "standard__standard__department",
        ),
        code=code,
        level=level,
    )
    context = {
        "data_block": structured_data.service(power, audience=power.target),
        "entry": power,
        "head": head(
            power, " · ".join([_("Power and responsibility"), str(power.get_category_display())])
        ),
        "trail": trail(HEADING, "portal:power-list", power),
        "rows": _rows(power),
        "duties": _duties(power),
        "levels": _levels(power),
        "guide": guide_parts(getattr(power, "guide", None)),
        "chain": chain_of_item(power, today=today),
        "events": past_adjustments(power, today=today),
    }
    return render(request, "portal/power_detail.html", context)


def _table(powers: Iterable[PowerItem]) -> dict:
    columns = [_("Name"), _("Category"), _("Field"), _("Department")]
    return entry_table(
        columns,
        (
            (
                power,
                [
                    power.get_category_display(),
                    power.field.display_name,
                    power.department.display_name,
                ],
                "" if power.level == Level.COUNTY else power.get_level_display(),
            )
            for power in powers
        ),
    )


def _rows(power: PowerItem) -> list[dict]:
    return filled(
        [
            (_("Category"), power.get_category_display()),
            (_("Level"), power.get_level_display()),
            (_("Handling office"), power.office),
            (_("Who it applies to"), power.target),
            (_("Limits"), limits_sentence(getattr(power, "guide", None))),
            (_("Scope of management"), power.scope),
            (_("Telephone"), power.department.telephone),
            (_("Address"), power.department.address),
        ]
    )


def _duties(power: PowerItem) -> list[dict]:
    """What the department answers for, and where to turn against it; below the guide."""
    return filled(
        [
            (_("Responsibilities"), power.responsibilities),
            (_("Supervision measures"), power.supervision),
            (_("Ways of remedy"), power.remedies),
            (_("Accountability"), power.accountability),
            (_("Intermediary services involved"), power.intermediary_services),
        ]
    )


def _levels(power: PowerItem) -> list[dict]:
    """The item with the standard items above it, and in what each is the same (三级四同)."""
    levels, item = [{"item": power, "sames": None}], power
    while item.standard_id:
        departures = departures_from_standard(power, item.standard)
        sames = [
            {
                "label": capfirst(PowerItem._meta.get_field(name).verbose_name),
                "same": name not in departures,
            }
            for name in FOUR_SAMES
        ]
        levels.append({"item": item.standard, "sames": sames})
        item = item.standard
    return list(reversed(levels))
