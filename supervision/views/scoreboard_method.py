"""How it is measured: the rules with their sources and weights, and the formula in words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from supervision import scoreboard
from supervision.comparable import FEWEST_EXAMINED
from supervision.comparing import RECTIFICATION_WORKING_DAYS
from supervision.enums import INDICATOR_WEIGHTS, Aspect, Indicator, Level
from supervision.models import IndicatorWeight, RuleSetting
from supervision.rules import RULES, Rule

TONES = {Level.YELLOW: "amber", Level.RED: "red"}


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    settings = {row.code: row for row in RuleSetting.objects.all()}
    rules = [_rule(rule, settings.get(rule.code)) for rule in RULES]
    inspected = scoreboard.inspected_last()
    context = {
        "trail": [
            {"text": _("Supervision and evaluation"), "url": reverse("supervision:scoreboard")},
            {"text": _("How it is measured")},
        ],
        "aspects": [
            {"name": words, "rules": [row for row in rules if row["aspect"] == aspect]}
            for aspect, words in Aspect.choices
        ],
        "indicators": _indicators(),
        "fewest_examined": FEWEST_EXAMINED,
        "rectification_days": RECTIFICATION_WORKING_DAYS,
        "inspected_at": inspected.ended_at if inspected else None,
        "today": timezone.localdate(),
    }
    return render(request, "supervision/scoreboard/method.html", context)


def _rule(rule: Rule, setting: RuleSetting | None) -> dict[str, Any]:
    """Return a rule in words; what an administrator has not set yet is as the rule is written."""
    level = Level(setting.level if setting else rule.level)
    red_after = setting.red_after if setting else rule.red_after
    return {
        "code": rule.code,
        "aspect": rule.aspect,
        "name": rule.name,
        "meaning": rule.meaning,
        "source": rule.source,
        "indicator": rule.indicator.label,
        "level": {"text": level.label, "tone": TONES[level]},
        "weight": setting.weight if setting else rule.weight,
        "red_after": red_after,
        "turns_red": level == Level.YELLOW
        and (setting.red_after if setting else rule.red_after) > 0,
        "is_warning": rule.is_warning,
        "is_active": setting.is_active if setting else True,
    }


def _indicators() -> list[dict[str, Any]]:
    known = dict(IndicatorWeight.objects.values_list("indicator", "weight"))
    weights = {
        indicator: known.get(indicator, INDICATOR_WEIGHTS[indicator]) for indicator in Indicator
    }
    return [{"label": row.label, "value": str(weight)} for row, weight in weights.items()]
