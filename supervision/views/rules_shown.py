"""The table of rules as every official reads it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogs.models import Official
from supervision.enums import Aspect, Indicator, Level
from supervision.models import Finding, IndicatorWeight, RuleSetting
from supervision.rules import RULES, Rule
from supervision.ruling import settings_of_rules


@never_cache
@login_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show every rule by aspect, with its setting and the findings of it the reader may see."""
    settings, user = settings_of_rules(), request.user
    standing = _standing(user)
    may_change = user.has_perm("supervision.change_rulesetting")
    context = {
        "heading": _("Rules of supervision"),
        "parts": [
            {
                "aspect": aspect.label,
                "rows": [
                    _row(rule, settings[rule.code], standing.get(rule.code, {}), may_change)
                    for rule in RULES
                    if rule.aspect == aspect
                ],
            }
            for aspect in Aspect
        ],
        "weights": _weights(user),
    }
    return render(request, "supervision/inspections/rules.html", context)


def _standing(user: Official) -> dict[str, dict[str, Any]]:
    rows = Finding.objects.visible_to(user).counted().order_by().values("rule")
    red = Q(level=Level.RED)
    return {
        row["rule"]: row for row in rows.annotate(number=Count("pk"), red=Count("pk", filter=red))
    }


def _row(
    rule: Rule, setting: RuleSetting, standing: dict[str, Any], may_change: bool
) -> dict[str, Any]:
    url = reverse("supervision:findings")
    return {
        "rule": rule,
        "setting": setting,
        "aspect": rule.aspect.label,
        "indicator": Indicator(rule.indicator).label,
        "level": {
            "text": setting.get_level_display(),
            "tone": "red" if setting.level == Level.RED else "amber",
        },
        "parameters": [
            {
                "label": parameter.label,
                "value": setting.parameters.get(parameter.name, parameter.default),
            }
            for parameter in rule.parameters
        ],
        "number": standing.get("number", 0),
        "red": standing.get("red", 0),
        "findings_url": f"{url}?tab=open&rule={rule.code}",
        "change_url": reverse("admin:supervision_rulesetting_change", args=[setting.pk])
        if may_change
        else "",
    }


def _weights(user: Official) -> list[dict[str, Any]]:
    may_change = user.has_perm("supervision.change_indicatorweight")
    return [
        {
            "name": row.get_indicator_display(),
            "weight": row.weight,
            "url": reverse("admin:supervision_indicatorweight_change", args=[row.pk])
            if may_change
            else "",
        }
        for row in IndicatorWeight.objects.complete()
    ]
