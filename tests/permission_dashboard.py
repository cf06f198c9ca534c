"""The dashboards and the kept reports in the permission table, and the rows they need."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from supervision.models import Score, SupervisionReport
from tests.permission_letters import ROW, SIGNED_IN

DASHBOARD = {
    # The district to who sees it whole, to others their own department.
    "supervision:dashboard": SIGNED_IN,
    "supervision:dashboard-department": ROW,
    # Without a department: the district's score, or the own.
    "supervision:dashboard-score": "> o - o o o o o",
    "supervision:dashboard-moved": SIGNED_IN,
    "supervision:dashboard-reports": SIGNED_IN,
    "supervision:dashboard-report-make": "> m m m m m m m",
    "supervision:dashboard-report-file": ROW,
}


def dashboard_rows(department) -> dict:
    """Return a report of the department, and write its score and the district's."""
    month = date(2024, 1, 1)
    for place in (department, None):
        Score.objects.create(
            month=month,
            day=date(2024, 1, 31),
            department=place,
            indicator="whole",
            value=80,
            examined=5,
            found=1,
        )
    report = SupervisionReport(month=month, department=department, made_at=timezone.now())
    report.workbook.save("a.xlsx", ContentFile(b"workbook"), save=False)
    report.document.save("a.pdf", ContentFile(b"document"), save=False)
    report.save()
    return {"supervision_report": report}


def dashboard_addresses(rows: dict) -> dict[str, list]:
    """Return the arguments of each address that is not named by its row alone."""
    return {
        "supervision:dashboard-department": [rows["department"].code],
        "supervision:dashboard-moved": ["opened"],
        "supervision:dashboard-report-file": [rows["supervision_report"].pk, "pdf"],
    }
