"""Supervision and pilot work in a few figures, for the pages of home and of a department."""

from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs.models import Department
from supervision import scoreboard
from supervision.dashboard_periods import month_words
from supervision.enums import WHOLE, Indicator, TaskState
from supervision.models import Finding, MonthlyReport, PilotStage, PilotTask
from supervision.views.pilot import STATE_TONES, stage_row, where_it_stands
from supervision.views.scoreboard_words import change_words, score

LATEST_REPORTS = 3


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
    """Return tasks with their units, the stages, and the newest monthly reports."""
    tasks = PilotTask.objects.select_related("responsible").annotate(helpers=Count("cooperating"))
    tasks = tasks.order_by("number")  # a query that counts takes no order of the model
    stages = list(PilotStage.objects.all())
    latest = MonthlyReport.objects.public(today).select_related("unit")[:LATEST_REPORTS]
    rows = [_task(task) for task in tasks]
    return {
        "tasks": rows,
        "done": sum(row["is_done"] for row in rows),
        "total": len(rows),
        "stands": where_it_stands(stages, today),
        "stages": [stage_row(stage, today) for stage in stages],
        "reports": [
            {
                "url": reverse("supervision:pilot-report", args=[row.pk]),
                "unit": row.unit.display_name,
                "month": month_words(row.month),
            }
            for row in latest
        ],
    }


def _task(task: Any) -> dict[str, Any]:
    """Return one task as a line; ``helpers`` was counted with it."""
    return {
        "url": reverse("supervision:pilot-task", args=[task.number]),
        "number": task.number,
        "title": task.display_title,
        "responsible": task.responsible.display_name,
        "helpers": task.helpers,
        "is_done": task.state == TaskState.DONE,
        "state": task.get_state_display(),
        "tone": STATE_TONES[TaskState(task.state)],
    }
