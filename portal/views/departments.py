"""The departments, and everything of one department."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogs.enums import DepartmentKind
from catalogs.markdown import to_html
from catalogs.models import Adjustment, Department, Publication
from feedback.figures import department_figures
from portal import structured_data
from supervision.views import at_a_glance

from .adjustments import entry_card
from .document_parts import card
from .entry_parts import filled
from .fields import LATEST, list_tiles, newest_data


@require_safe
def department_list(request: HttpRequest) -> HttpResponse:
    kinds: dict[str, list[Department]] = {}
    for department in Department.objects.public():
        kinds.setdefault(department.kind, []).append(department)
    groups = [
        {"label": label, "departments": kinds[kind]}
        for kind, label in DepartmentKind.choices
        if kind in kinds
    ]
    context = {"groups": groups, "trail": [{"text": _("Departments")}]}
    return render(request, "portal/department_list.html", context)


@require_safe
def department_detail(request: HttpRequest, code: str) -> HttpResponse:
    today = timezone.localdate()
    department = get_object_or_404(Department.objects.public().select_related("parent"), code=code)
    documents = Publication.objects.public(today).filter(department=department)
    latest = documents.select_related("department").order_by("-issued_on", "-pk")[:LATEST]
    adjusted = Adjustment.objects.public(today).filter(department=department).with_entries()
    context = {
        "data_block": structured_data.department_page(department),
        "department": department,
        "trail": [
            {"text": _("Departments"), "url": reverse("portal:department-list")},
            {"text": department.display_name},
        ],
        "rows": _contact(department),
        "interaction": _interaction(department, today),
        "scores": at_a_glance.of_department(department, today=today),
        "replies_url": f"{reverse('feedback:replies')}?department={department.code}",
        "guide": to_html(department.disclosure_guide, top=3),
        "tiles": list_tiles(
            f"?department={department.code}",
            today=today,
            documents=documents,
            department=department,
        ),
        "documents": [card(document, today=today) for document in latest],
        "documents_url": f"{reverse('portal:document-list')}?department={department.code}",
        "datasets": newest_data(today=today, department=department),
        "datasets_url": f"{reverse('portal:dataset-list')}?department={department.code}",
        "adjustments": [entry_card(row) for row in adjusted[:5]],
        "adjustments_url": f"{reverse('portal:adjustment-list')}?department={department.code}",
    }
    return render(request, "portal/department_detail.html", context)


def _interaction(department: Department, today: date) -> list[dict]:
    """How the department answers what was sent to it this year; empty where nothing was."""
    first = date(today.year, 1, 1)
    counted = department_figures(first=first, last=today, department=department)
    if not counted:
        return []
    [figures] = counted
    stats = [
        {"label": _("received this year"), "figure": figures.received},
        {"label": _("reply rate"), "figure": f"{figures.reply_rate:.0%}"},
    ]
    if figures.mean_days is not None:
        days = {"figure": f"{figures.mean_days:.1f}", "unit": _("working days")}
        stats.append({"label": _("mean time to the reply"), **days})
    if figures.satisfaction is not None:
        stats.append({"label": _("satisfied"), "figure": f"{figures.satisfaction:.0%}"})
    return stats


def _contact(department: Department) -> list[dict]:
    rows = filled(
        [
            (_("Organization code"), department.organization_code),
            (_("Address"), department.address),
            (_("Postcode"), department.postcode),
            (_("Telephone"), department.telephone),
            (_("Fax"), department.fax),
            (_("Email address"), department.email),
            (_("Office hours"), department.office_hours),
        ]
    )
    if department.parent:
        parent = department.parent
        rows.insert(
            0,
            {
                "label": _("Parent unit"),
                "value": parent.display_name,
                "url": parent.get_absolute_url(),
            },
        )
    return rows
