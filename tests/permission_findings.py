"""Findings, inspections and rules in the permission table, and the rows their addresses need."""

import io
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from catalogs import private_files
from catalogs.enums import Role
from supervision.models import Evidence, Finding, IndicatorWeight, Inspection, Rectification
from supervision.ruling import settings_of_rules
from tests.permission_letters import NOBODY, ROW, SIGNED_IN

FINDINGS = {
    "supervision:findings": SIGNED_IN,
    "supervision:finding-download": SIGNED_IN,
    "supervision:finding-together": "> m m m m m m m",
    "supervision:finding-detail": ROW,
    "supervision:finding-file": "> m m m m m m m",
    "supervision:finding-move": "> o - o x x x o",  # report
    "supervision:inspection-list": SIGNED_IN,
    "supervision:inspection-detail": SIGNED_IN,
    "supervision:rule-list": SIGNED_IN,
}
for model in ("rulesetting", "indicatorweight"):
    FINDINGS |= {
        f"admin:supervision_{model}_changelist": SIGNED_IN,
        f"admin:supervision_{model}_change": SIGNED_IN,
        f"admin:supervision_{model}_history": SIGNED_IN,
        f"admin:supervision_{model}_add": NOBODY,
        f"admin:supervision_{model}_delete": NOBODY,
    }


def finding_rows(department, officials, row) -> dict:
    """Return an open finding of the department about ``row``, with a report, and the settings."""
    finding = Finding.objects.create(
        rule="publication-overdue",
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        department=department,
        title=str(row),
        level="yellow",
        opened_on=date(2024, 1, 8),
    )
    report = Rectification.objects.create(
        finding=finding,
        text="已公开。",
        reported_by=officials[Role.CLERK],
        reported_at=timezone.now(),
    )
    evidence = private_files.keep(
        Evidence(rectification=report), file=io.BytesIO("说明".encode()), name="e.txt"
    )
    return {
        "finding": finding,
        "evidence": evidence,
        "inspection": Inspection.objects.create(asked_at=timezone.now()),
        "rulesetting": settings_of_rules()["publication-overdue"],
        "indicatorweight": IndicatorWeight.objects.complete().first(),
    }


def finding_addresses(rows: dict) -> dict[str, list]:
    """Return the arguments of each address that is not named by its row alone."""
    finding = rows["finding"].pk
    return {
        "supervision:finding-download": ["csv"],
        "supervision:finding-together": ["verify"],
        "supervision:finding-detail": [finding],
        "supervision:finding-file": [finding, rows["evidence"].pk],
        "supervision:finding-move": [finding, "report"],
        "supervision:inspection-detail": [rows["inspection"].pk],
    }
