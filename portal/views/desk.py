"""An official's start page: what is due, what came back, what waits for a decision."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.views import desk_rows as application_rows
from catalogs import deadlines
from catalogs.access import WRITERS, role_of
from catalogs.models import Official
from catalogs.time_left import days_left
from catalogs.working_days import WorkCalendar
from feedback.views import consultation_desk_rows, knowledge_desk_tabs, opinion_rows
from feedback.views import desk_rows as submission_rows
from portal import desk_links, desk_work
from portal.views import data_desk
from portal.views.data_desk import KINDS
from supervision.views import findings_rows

SHOWN = 20


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    calendar = deadlines.load_calendar()
    user: Official = request.user
    due = desk_work.due(user, until=deadlines.due_soon_by(today, calendar=calendar))
    waiting = [
        application_rows.waiting_for(user, today=today, calendar=calendar),
        submission_rows.waiting_for(user, today=today, calendar=calendar),
        consultation_desk_rows.waiting_for(user, today=today, calendar=calendar),
        opinion_rows.waiting_for(user, now=timezone.now()),
        *(data_desk.waiting_for(user, kind, today=today, calendar=calendar) for kind in KINDS),
        findings_rows.waiting_for(user, today=today),
    ]
    context = {
        "desk_of": user.department.display_name if user.department else "",
        "writes": role_of(user) in WRITERS,
        "decides": desk_work.has_decisions(user),
        "waiting": [part for part in waiting if part["rows"]],
        "quiet": [part for part in waiting if not part["rows"]],
        "due": [_due_row(row, today, calendar) for row in due[:SHOWN]],
        "decisions": _parts(desk_work.decisions(user)),
        "returned": _parts(desk_work.returned(user)),
        "drafts": _parts(desk_work.drafts(user)),
        "knowledge": knowledge_desk_tabs.waiting_for(user, today=today),
        "groups": desk_links.links(user),
    }
    return render(request, "portal/desk.html", context)


def _parts(work: list[tuple[Any, Any]]) -> list[dict]:
    """Each kind of work with its rows, its count and the admin list where all of them are."""
    parts = []
    for label, rows in work:
        total = rows.count()
        if total:
            parts.append(
                {
                    "label": label,
                    "total": total,
                    "rows": [{"text": str(row), "url": _edit(row)} for row in rows[:SHOWN]],
                    "url": _admin(rows.model, "changelist"),
                    "left": max(0, total - SHOWN),
                }
            )
    return parts


def _due_row(row: Model, today: date, calendar: WorkCalendar) -> dict:
    left = calendar.days_left(today, row.due_on)
    late = row.is_overdue(today)
    return {
        "text": str(row),
        "url": _edit(row),
        "department": row.department.display_name,
        "state": row.get_state_display(),
        "due_on": row.due_on,
        "provisional": row.due_provisional,
        "tone": "red" if late else "amber",
        "left": days_left(left, late=late),
    }


def _admin(model: type[Model], page: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def _edit(row: Model) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
