"""Where the gap of a finding is mended: the page of the row, as far as the reader may open it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs.access import can_write, in_reach
from catalogs.models import Department, Field, Official
from supervision import crediting
from supervision.models import Finding

# Rows that are worked on where another row is.
_OWNERS: dict[str, Callable[[Any], Model]] = {
    "supervision.expectedpublication": lambda row: row.matter,
    "catalogs.interpretationplan": lambda row: row.policy,
    "catalogs.attachment": lambda row: row.publication,
    "applications.correction": lambda row: row.application,
    "applications.feenotice": lambda row: row.application,
    "applications.inquiry": lambda row: row.application,
    "applications.remedy": lambda row: row.application,
}
# The desk's own pages: the name of the address, and what it is called by.
_DESK: dict[str, tuple[str, str]] = {
    "applications.application": ("applications:desk-detail", "receipt_number"),
    "feedback.submission": ("feedback:desk-detail", "receipt_number"),
    "feedback.opinioncase": ("feedback:opinion-detail", "pk"),
    "feedback.consultation": ("feedback:consultation-desk-detail", "pk"),
    "supervision.finding": ("supervision:finding-detail", "pk"),
    "supervision.monthlyreport": ("supervision:pilot-desk-report", "pk"),
}


def places(finding: Finding, user: Official, *, today: date) -> list[dict[str, str]]:
    """Return links {text, url} to where the gap is mended and where the public sees it."""
    target = finding.target
    if target is None:
        return []
    label = target._meta.label_lower
    owner = _OWNERS[label](target) if label in _OWNERS else target
    if not _may_see(user, owner):
        return []
    links = [
        _desk_page(owner),
        _period_page(target, user),
        _write_page(target, user),
        _admin_page(owner, user),
    ]
    return [link for link in (*links, _public_page(owner, today)) if link]


def _may_see(user: Official, row: Model) -> bool:
    if not hasattr(type(row)._default_manager.all(), "visible_to"):
        return True
    return in_reach(user, row)


def _desk_page(row: Model) -> dict[str, str] | None:
    if row._meta.label_lower not in _DESK:
        return None
    name, key = _DESK[row._meta.label_lower]
    return {"text": _("Open it on the desk"), "url": reverse(name, args=[getattr(row, key)])}


def _period_page(target: Model, user: Official) -> dict[str, str] | None:
    """Where supervision may count a document of another time for the period."""
    if target._meta.label_lower != "supervision.expectedpublication":
        return None
    if not crediting.decides(user):
        return None
    return {
        "text": _("Open the period"),
        "url": reverse("supervision:calendar-period", args=[target.pk]),
    }


def _write_page(target: Model, user: Official) -> dict[str, str] | None:
    """A period without a document is mended by writing one for its matter."""
    if target._meta.label_lower != "supervision.expectedpublication":
        return None
    matter = target.matter
    if not can_write(user, matter.department_id) or not user.has_perm("catalogs.add_publication"):
        return None
    given = urlencode({"matters": matter.pk})
    url = f"{reverse('admin:catalogs_publication_add')}?{given}"
    return {"text": _("Write the document of this period"), "url": url}


def _admin_page(row: Model, user: Official) -> dict[str, str] | None:
    meta = row._meta
    if not admin.site.is_registered(type(row)):
        return None
    if not user.has_perm(f"{meta.app_label}.view_{meta.model_name}"):
        return None
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    return {"text": _("Open it where it is edited"), "url": url}


def _public_page(row: Model, today: date) -> dict[str, str] | None:
    rows = type(row)._default_manager.all()
    if not hasattr(row, "get_absolute_url") or not hasattr(rows, "public"):
        return None
    # Departments and fields are public whatever the day.
    public = rows.public() if isinstance(row, (Department, Field)) else rows.public(today)
    if not public.filter(pk=row.pk).exists():
        return None
    return {"text": _("See it as the public sees it"), "url": row.get_absolute_url()}
