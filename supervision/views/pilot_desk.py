"""The desk of monthly reports: who has sent in, and the page where a unit writes its own."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs.models import Official
from supervision import monthly_reporting, pilot_work
from supervision.dashboard_periods import month_words
from supervision.forms.pilot import MonthlyReportForm
from supervision.models import MonthlyReport
from supervision.views.scoreboard_words import month_of

CHANGED = 409


@never_cache
@login_required
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Show a month's reports: the office sees every unit, a unit sees its own months."""
    today, user = timezone.localdate(), request.user
    rows = MonthlyReport.objects.visible_to(user).select_related("unit")
    months = list(rows.order_by("-month").values_list("month", flat=True).distinct())
    chosen = _month(request, months) if user.sees_all_departments else None
    if chosen:
        rows = rows.filter(month=chosen)
    shown = [_row(row, today) for row in rows]
    context = {
        "rows": shown,
        "whole_district": user.sees_all_departments,
        "sent": sum(row["sent"] for row in shown),
        "months": [
            {"text": month_words(m), "url": f"?month={m:%Y-%m}", "selected": m == chosen}
            for m in months
        ],
        "keeps_tasks": pilot_work.may_update(user),
    }
    return render(request, "supervision/pilot/desk_list.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report; who writes it keeps a draft or sends it in."""
    today = timezone.localdate()
    row = _find(request.user, pk)
    writes = monthly_reporting.may_write(request.user, row)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    form = MonthlyReportForm(posted, report=row, actor=request.user, today=today)
    status = 200
    if posted is not None and form.is_valid():
        try:
            form.perform()
        except ValidationError as refusal:
            form.take(refusal)
            status = CHANGED if row.submitted_on else 200
        else:
            done = _("The report is sent in.") if form.sends else _("The draft is kept.")
            messages.success(request, done)
            return redirect(_after(form, row))
    context = {
        "report": row,
        "shown": _row(row, today),
        "heading": f"{row.unit.display_name} {month_words(row.month)}",
        "form": form if writes and (row.submitted_on is None or posted is not None) else None,
        "sent_by": row.submitted_by,
    }
    return render(request, "supervision/pilot/desk_report.html", context, status=status)


def _find(user: Official, pk: int) -> MonthlyReport:
    rows = MonthlyReport.objects.visible_to(user).select_related("unit", "submitted_by")
    return get_object_or_404(rows, pk=pk)


def _after(form: MonthlyReportForm, row: MonthlyReport) -> str:
    if form.sends:
        return reverse("supervision:pilot-desk")
    return reverse("supervision:pilot-desk-report", args=[row.pk])


def _month(request: HttpRequest, months: list[date]) -> date | None:
    """Return the month asked for, else the newest there is."""
    try:
        asked = month_of(request.GET.get("month", ""))
    except ValueError:
        raise Http404 from None
    return asked or (months[0] if months else None)


def _row(row: MonthlyReport, today: date) -> dict[str, Any]:
    state, tone = _state(row, today)
    return {
        "url": reverse("supervision:pilot-desk-report", args=[row.pk]),
        "unit": row.unit.display_name,
        "month": month_words(row.month),
        "due_on": row.due_on,
        "submitted_on": row.submitted_on,
        "sent": row.submitted_on is not None,
        "state": state,
        "tone": tone,
    }


def _state(row: MonthlyReport, today: date) -> tuple[str, str]:
    if row.submitted_on is not None:
        return (_("sent in late"), "amber") if row.is_late() else (_("sent in"), "green")
    if row.is_missing(today):
        return _("missing"), "red"
    if row.work_done:
        return pgettext("monthly report", "draft"), "blue"
    return _("not written yet"), "grey"
