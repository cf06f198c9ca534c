"""Consultations as rows of the desk: comments to read, when the result is due."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogs.access import WRITERS, role_of
from catalogs.desk.tabs import Tab, Tabs
from catalogs.desk.waiting import waiting
from catalogs.enums import Role
from catalogs.models import Official
from catalogs.time_left import due_tag
from catalogs.working_days import WorkCalendar
from feedback.enums import ConsultationState
from feedback.models import Consultation
from feedback.views import consultation_shown

ROWS = "feedback/consultations/_desk_rows.html"
TABS = Tabs(
    (
        Tab(
            "read",
            gettext_lazy("Comments to read"),
            lambda rows, user, today: rows.to_read(),
            gettext_lazy("Every comment is read."),
        ),
        Tab(
            "due",
            gettext_lazy("Result due"),
            lambda rows, user, today: rows.awaiting_result(today),
            gettext_lazy("No result is owed: what has ended has its result."),
        ),
        Tab(
            "overdue",
            gettext_lazy("Overdue"),
            lambda rows, user, today: rows.overdue(today),
            gettext_lazy("No result is overdue."),
        ),
        Tab(
            "open",
            gettext_lazy("Open now"),
            lambda rows, user, today: rows.open(today),
            gettext_lazy("No draft is open to comments today."),
        ),
        Tab(
            "drafts",
            gettext_lazy("Drafts"),
            lambda rows, user, today: rows.filter(state=ConsultationState.DRAFT),
            gettext_lazy("No draft waits to be published."),
        ),
        Tab(
            "all",
            gettext_lazy("All"),
            lambda rows, user, today: rows,
            gettext_lazy("The department has not consulted the public yet."),
        ),
    ),
    first={Role.CLERK: "read"},
)


def row_of(row: Consultation, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return one row; it has the counts of ``with_counts``."""
    owed = row.is_without_result()
    return {
        "url": reverse("feedback:consultation-desk-detail", args=[row.pk]),
        "row": row,
        "stage": consultation_shown.stage(row, today),
        "clock": due_tag(row.due_on, today=today, calendar=calendar)
        if owed and row.due_on
        else None,
    }


def waits_for(rows: QuerySet, user: Official, today: date) -> QuerySet:
    """Return what waits for this official: to read and results for writers, else what is late."""
    if role_of(user) in WRITERS:
        return rows.to_read() | rows.awaiting_result(today)
    return rows.overdue(today)


def waiting_for(user: Official, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return what the start page of the desk shows: the first rows by due date, and a link."""
    rows = waits_for(Consultation.objects.visible_to(user), user, today)
    return waiting(
        rows.with_counts().select_related("department").by_due_date(),
        partial(row_of, today=today, calendar=calendar),
        heading=_("Consultations of the public"),
        rows_template=ROWS,
        nothing=_("No consultation waits for you."),
        more=_("More consultations wait: see all of them"),
        all_=_("All consultations"),
        url=reverse("feedback:consultation-desk"),
    )
