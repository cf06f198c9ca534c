"""Writing the chapters of an annual report and entering its figures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications import annual_chapters
from applications.annual_chapters import chapters_of
from applications.annual_report import annual_report, enter_figures
from applications.forms.annual import ChaptersForm, FiguresForm
from applications.models import AnnualChapters, AnnualFigures
from applications.statistics import years
from applications.views.annual import asked_department


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, year: int) -> HttpResponse:
    """Show the chapters, and for a department its figures; keep both together on POST."""
    department = asked_department(request)
    if year not in years(timezone.localdate()):
        raise Http404
    if not annual_chapters.may_write(request.user, department):
        raise Http404
    data = request.POST if request.method == "POST" else None
    written = AnnualChapters.objects.filter(department=department, year=year).first()
    figures = AnnualFigures.objects.filter(department=department, year=year).first()
    form = ChaptersForm(data, instance=written)
    numbers = FiguresForm(data, instance=figures) if department else None
    if form.is_valid() and (numbers is None or numbers.is_valid()):
        with transaction.atomic():
            who = {"actor": request.user, "department": department, "year": year}
            annual_chapters.write(**who, **form.cleaned_data)
            if numbers is not None:
                enter_figures(**who, **numbers.cleaned_data)
        messages.success(request, _("The annual report is kept."))
        return redirect(_address(year, department))
    context = {
        "year": year,
        "department": department,
        "form": form,
        "numbers": numbers,
        "back": _address(year, department),
        "drafts": [
            chapter
            for chapter in chapters_of(
                annual_report(year, department=department), department=department
            )
            if chapter.drafted
        ],
    }
    return render(request, "applications/annual/edit.html", context)


def _address(year: int, department) -> str:
    address = reverse("applications:annual-report", args=[year])
    return f"{address}?department={department.code}" if department else address
