"""The pilot work as everyone reads it: plan, stages, tasks, acceptance checklist."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from supervision import acceptance, pilot_work
from supervision.acceptance import Check
from supervision.enums import StageMoment, TaskGroup, TaskState
from supervision.models import MonthlyReport, PilotStage, PilotTask

MOMENT_TONES = {
    StageMoment.TO_COME: "grey",
    StageMoment.UNDER_WAY: "blue",
    StageMoment.ENDED: "green",
}
STATE_TONES = {
    TaskState.NOT_STARTED: "grey",
    TaskState.UNDER_WAY: "blue",
    TaskState.DONE: "green",
}
LATEST_REPORTS = 5


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    stages = list(PilotStage.objects.all())
    tasks = [task_row(row) for row in _tasks()]
    checks = acceptance.checklist(today=today)
    latest = MonthlyReport.objects.public(today).select_related("unit")[:LATEST_REPORTS]
    context = {
        "trail": trail(),
        "plan": pilot_work.plan(today=today),
        "stats": _stats(stages, tasks, checks, today),
        "stages": [stage_row(stage, today) for stage in stages],
        "stands": where_it_stands(stages, today),
        "groups": [
            {"name": words, "tasks": [row for row in tasks if row["group"] == group]}
            for group, words in TaskGroup.choices
        ],
        "reports": [
            {
                "url": reverse("supervision:pilot-report", args=[row.pk]),
                "unit": row.unit.display_name,
                "month": row.month,
                "submitted_on": row.submitted_on,
            }
            for row in latest
        ],
    }
    return render(request, "supervision/pilot/overview.html", context)


@require_safe
def task(request: HttpRequest, number: str) -> HttpResponse:
    today = timezone.localdate()
    row = get_object_or_404(_tasks(), number=number)
    reports = MonthlyReport.objects.public(today).filter(unit=row.responsible)
    context = {
        "trail": trail(row.number),
        "task": row,
        "shown": task_row(row),
        "stage": stage_row(row.stage, today),
        "latest": reports.select_related("unit").first(),
    }
    return render(request, "supervision/pilot/task.html", context)


@require_safe
def acceptance_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    checks = acceptance.checklist(today=today)
    context = {
        "trail": trail(_("Acceptance checklist")),
        "today": today,
        "met": sum(check.is_met for check in checks),
        "total": len(checks),
        "computed": [check_row(check) for check in checks if not check.by_hand],
        "entered": [check_row(check) for check in checks if check.by_hand],
    }
    return render(request, "supervision/pilot/acceptance.html", context)


def trail(here: str = "") -> list[dict[str, Any]]:
    """Return the steps of the breadcrumbs: the pilot work, and the page below it."""
    start = {"text": _("Pilot work")}
    if not here:
        return [start]
    return [start | {"url": reverse("supervision:pilot")}, {"text": here}]


def task_row(task: PilotTask) -> dict[str, Any]:
    """Return what a table shows of a task; ``cooperating`` was fetched before."""
    return {
        "url": reverse("supervision:pilot-task", args=[task.number]),
        "number": task.number,
        "group": task.group,
        "title": task.display_title,
        "responsible": _unit(task.responsible),
        "cooperating": [_unit(unit) for unit in task.cooperating.all()],
        "state": task.state,
        "state_words": task.get_state_display(),
        "tone": STATE_TONES[TaskState(task.state)],
        "progress": task.progress,
    }


def stage_row(stage: PilotStage, today: date) -> dict[str, Any]:
    moment = pilot_work.moment_of(stage, today)
    return {
        "number": stage.number,
        "title": stage.display_title,
        "starts_on": stage.starts_on,
        "ends_on": stage.ends_on,
        "summary": stage.summary,
        "moment": moment.label,
        "tone": MOMENT_TONES[moment],
    }


def check_row(check: Check) -> dict[str, Any]:
    """Return a line of the checklist in words: met, not met, or nothing to count yet."""
    if check.is_met:
        state = (pgettext("acceptance", "Met"), "green")
    elif check.total:
        state = (pgettext("acceptance", "Not met"), "amber")
    else:
        state = (_("Nothing to count yet"), "grey")
    return {
        "words": check.words,
        "state": {"text": state[0], "tone": state[1]},
        "done": check.done,
        "total": check.total,
        "lacking": check.lacking,
        "url": reverse(check.evidence, args=check.arguments),
    }


def where_it_stands(stages: list[PilotStage], today: date) -> str:
    """Return the stage under way in words, or that all of them have ended or none has begun."""
    moments = {stage: pilot_work.moment_of(stage, today) for stage in stages}
    current = [row.display_title for row in stages if moments[row] == StageMoment.UNDER_WAY]
    if current:
        return _(", ").join(current)
    if stages and all(moment == StageMoment.ENDED for moment in moments.values()):
        return _("All stages have ended")
    return _("Not begun") if stages else "—"


def _tasks() -> Any:
    rows = PilotTask.objects.select_related("responsible", "stage")
    return rows.prefetch_related("cooperating")


def _unit(unit: Any) -> dict[str, str]:
    return {"name": unit.display_name, "url": unit.get_absolute_url()}


def _stats(
    stages: list[PilotStage], tasks: list[dict], checks: list[Check], today: date
) -> list[dict[str, Any]]:
    done = sum(row["state"] == TaskState.DONE for row in tasks)
    of = _("of %(total)d")
    return [
        {"label": _("Tasks done"), "figure": done, "unit": of % {"total": len(tasks)}},
        {
            "label": _("Points of acceptance met"),
            "figure": sum(check.is_met for check in checks),
            "unit": of % {"total": len(checks)},
        },
        {
            "label": _("Stages ended"),
            "figure": sum(pilot_work.moment_of(row, today) == StageMoment.ENDED for row in stages),
            "unit": of % {"total": len(stages)},
        },
    ]
