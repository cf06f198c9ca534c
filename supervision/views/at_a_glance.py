"""Supervision and pilot work in a few figures, for the pages of home and of a department."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs.models import Department
from supervision import scoreboard
from supervision.enums import WHOLE, Indicator, TaskState
from supervision.models import Finding, MonthlyReport, PilotStage, PilotTask
from supervision.views.pilot import where_it_stands
from supervision.views.scoreboard_words import change_words, month_words, score


def of_district(*, today: date) -> dict[str, Any]:
    """Return the district's scores of the newest month, and how many red findings are open."""
    newest = scoreboard.glance(today=today)
    if newest is None:
        return {"month": "", "stats": []}
    month, values = newest
    return {
        "month": month_words(month),
        "stats": [
            {"label": _("whole score"), "figure": score(values.get(WHOLE)), "unit": _("of 100")},
            {
                "label": _("completeness"),
                "figure": score(values.get(Indicator.COMPLETENESS)),
                "unit": _("of 100"),
            },
            {
                "label": _("timeliness"),
                "figure": score(values.get(Indicator.TIMELINESS)),
                "unit": _("of 100"),
            },
            {"label": _("open red findings"), "figure": Finding.objects.public(today).count()},
        ],
    }


def of_department(department: Department, *, today: date) -> list[dict[str, Any]]:
    """Return the scores of a department with its rank; empty where it has none."""
    line = scoreboard.of_department(department, today=today)
    if line is None:
        return []
    values = line.values
    stats = [
        {
            "label": _("whole score"),
            "figure": score(values.get(WHOLE)),
            "unit": _("of 100"),
            "note": change_words(line.change()),
        },
        {"label": _("completeness"), "figure": score(values.get(Indicator.COMPLETENESS))},
        {"label": _("timeliness"), "figure": score(values.get(Indicator.TIMELINESS))},
    ]
    if line.rank is not None:
        stats.append({"label": _("rank among departments"), "figure": line.rank})
    return stats


def of_pilot(*, today: date) -> dict[str, Any]:
    """Return tasks done, the stage, and the newest monthly report."""
    tasks = PilotTask.objects.aggregate(
        total=Count("pk"), done=Count("pk", filter=Q(state=TaskState.DONE))
    )
    latest = MonthlyReport.objects.public(today).select_related("unit").first()
    report = None
    if latest:
        report = {
            "url": reverse("supervision:pilot-report", args=[latest.pk]),
            "unit": latest.unit.display_name,
            "month": month_words(latest.month),
        }
    return {
        "done": tasks["done"],
        "total": tasks["total"],
        "stage": where_it_stands(list(PilotStage.objects.all()), today),
        "report": report,
    }
