"""An official's start page: what is due, what came back, what waits for a decision."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.views import desk_rows as application_rows
from catalogs import deadlines
from catalogs.access import WRITERS, role_of
from catalogs.models import Official
from catalogs.time_left import days_left
from catalogs.working_days import WorkCalendar
from feedback.views import desk_rows as submission_rows
from portal import desk_work

SHOWN = 20


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    calendar = deadlines.load_calendar()
    user: Official = request.user
    due = desk_work.due(user, until=deadlines.due_soon_by(today, calendar=calendar))
    context = {
        "desk_of": user.department.display_name if user.department else "",
        "writes": role_of(user) in WRITERS,
        "decides": desk_work.has_decisions(user),
        "applications": application_rows.waiting_for(user, today=today, calendar=calendar),
        "submissions": submission_rows.waiting_for(user, today=today, calendar=calendar),
        "due": [_due_row(row, today, calendar) for row in due[:SHOWN]],
        "decisions": _parts(desk_work.decisions(user)),
        "returned": _parts(desk_work.returned(user)),
        "drafts": _parts(desk_work.drafts(user)),
        "links": _links(user),
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


def _links(user: Official) -> list[dict]:
    """Where this official's work begins, in the words of what it does."""
    links = [
        ("catalogs.add_publication", "publication", "add", _("Write a publication")),
        ("catalogs.add_publicitymatter", "publicitymatter", "add", _("Draft a publicity matter")),
        ("catalogs.add_poweritem", "poweritem", "add", _("Draft a power")),
        ("catalogs.add_serviceitem", "serviceitem", "add", _("Draft a public service")),
        ("catalogs.view_publication", "publication", "changelist", _("All publications")),
        ("catalogs.view_adjustment", "adjustment", "changelist", _("All adjustments")),
        (
            "catalogs.view_publicitymatter",
            "publicitymatter",
            "changelist",
            _("All publicity matters"),
        ),
    ]
    editing = [
        {"url": reverse(f"admin:catalogs_{model}_{page}"), "text": text}
        for permission, model, page, text in links
        if user.has_perm(permission)
    ]
    following = {
        "url": reverse("portal:desk-interpretations"),
        "text": _("Interpretation of policies"),
    }
    return [*editing, following]


def _admin(model: type[Model], page: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def _edit(row: Model) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
