"""The public log of dynamic adjustments, and one adjustment with old and new side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from catalogs.entry_values import labels, shown
from catalogs.enums import AdjustmentAction
from catalogs.models import Adjustment
from catalogs.models.guides import MaterialForm
from portal import downloads
from portal.filters import AdjustmentFilter
from portal.filters.adjustments import AdjustedList, with_list

from .entry_parts import ACTION_TONES, filled, link
from .listing import listing

HEADING = _lazy("Adjustments")
LEAD = _lazy(
    "Every addition, revision and abolition in the three lists, with its reason and basis."
)
NARROW = [
    f"{entry}__{column}"
    for entry in ("power", "service", "matter")
    for column in ("code", "name", "name_en")
]
LISTS = {
    "power": AdjustedList.POWERS.label,
    "service": AdjustedList.SERVICES.label,
    "matter": AdjustedList.MATTERS.label,
}


@require_safe
def adjustment_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    narrow = (
        Adjustment.objects.public(today)
        .with_entries()
        .only(
            "action",
            "reason",
            "effective_on",
            "basis",
            "department__name",
            "department__name_en",
            "power__level",
            *NARROW,
        )
    )
    found = AdjustmentFilter(request.GET, with_list(narrow), today=today)
    if wanted := downloads.wanted(request):
        return downloads.adjustments(found.ordered, wanted)
    context = listing(request, found, heading=HEADING, lead=LEAD)
    context["entries"] = [entry_card(adjustment) for adjustment in context["page_obj"]]
    return render(request, "portal/adjustment_list.html", context)


@require_safe
def adjustment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    adjustment = get_object_or_404(Adjustment.objects.public(today).with_entries(), pk=pk)
    entry = adjustment.entry
    context = {
        "adjustment": adjustment,
        "trail": [
            {"text": HEADING, "url": reverse("portal:adjustment-list")},
            {"text": entry.display_name},
        ],
        "entry": entry,
        "list_name": LISTS[entry.list_name],
        "state": _action(adjustment),
        "department": link(adjustment.department),
        "rows": filled(
            [
                (_("List"), LISTS[entry.list_name]),
                (_("What was done"), adjustment.get_action_display()),
                (_("Reason"), adjustment.get_reason_display()),
                (_("Basis"), adjustment.basis),
                (_("Explanation"), adjustment.explanation),
            ]
        ),
        "changes": _changes(adjustment),
    }
    return render(request, "portal/adjustment_detail.html", context)


def entry_card(adjustment: Adjustment) -> dict:
    """The context of ``components/entry_card.html`` for one adjustment."""
    entry = adjustment.entry
    return {
        "url": adjustment.get_absolute_url(),
        "name": entry.display_name,
        "kind": "",
        "state": _action(adjustment),
        "summary": "",
        "snippet": "",
        "code": entry.code,
        "department": adjustment.department.display_name,
        "field": LISTS[entry.list_name],
        "facts": [adjustment.get_reason_display()],
        "date": adjustment.effective_on,
        "date_label": _("In force from"),
    }


def _action(adjustment: Adjustment) -> dict:
    tone = ACTION_TONES[AdjustmentAction(adjustment.action)]
    return {"text": adjustment.get_action_display(), "tone": tone or "blue"}


def _changes(adjustment: Adjustment) -> list[dict]:
    """What a revision changed, part by part, in words."""
    names = labels(adjustment.entry)
    return [
        {
            "label": capfirst(names.get(name, name)),
            "old": _words(shown(adjustment.entry, name, adjustment.former.get(name))),
            "new": _words(shown(adjustment.entry, name, new)),
        }
        for name, new in adjustment.proposed.items()
    ]


def _words(value: Any) -> str:
    """Any value of an entry as lines of text."""
    if isinstance(value, dict):
        parts = [_named(name, part) for name, part in value.items()]
        return "\n".join(part for part in parts if part)
    if isinstance(value, list):
        return "\n".join(_words(part).replace("\n", "; ") for part in value)
    return "" if value is None else str(value)


def _named(name: str, value: Any) -> str:
    """One part of a guide with its name; empty parts say nothing."""
    if value in (None, "", []):
        return ""
    names = {
        "conditions": _("Conditions"),
        "statutory_limit": _("Statutory limit"),
        "commitment_limit": _("Promised limit"),
        "limit_note": _("Note on the limits"),
        "result": _("Result"),
        "steps": _("Steps"),
        "materials": _("Materials"),
        "post": _("Responsible post"),
        "limit": _("Limit"),
        "source": _("Where it comes from"),
        "copies": _("Copies"),
    }
    if name == "form":
        value = dict(MaterialForm.choices).get(value, value)
    words = _words(value)
    if name not in names:
        return words if name in {"name", "description", "form"} else ""
    break_ = "\n" if isinstance(value, list) else " "
    return f"{names[name]}:{break_}{words}"
