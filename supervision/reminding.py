"""Letters about findings: to a department what is new, red, due soon or overdue; to supervisors
what waits for them.

Of what a department was told each finding keeps a mark, so that a second run, or a worker beside
it, tells nothing twice, and a missed morning is caught up.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from catalogs import letters
from catalogs.deadlines import due_soon_by, load_calendar
from catalogs.enums import Role
from catalogs.models import Department, Official
from catalogs.notices import clerks_of, reviewers_of
from supervision.models import Finding
from supervision.models.findings import FindingQuerySet
from supervision.rules import name_of

# A part of a letter names so many findings; the desk shows them all.
NAMED = 20
BATCH = 1000


def tell(*, today: date) -> int:
    """Write the letters of the morning that are not written yet; return how many."""
    soon_by = due_soon_by(today, calendar=load_calendar())
    departments = {
        pk
        for _heading, rows, _column, _value in _parts(Finding.objects.all(), today, soon_by)
        for pk in rows.order_by().values_list("department", flat=True).distinct()
    }
    rows = Department.objects.filter(pk__in=departments).order_by("pk")
    return sum(_tell_department(row, today, soon_by) for row in rows) + _tell_supervisors(today)


def _parts(
    rows: FindingQuerySet, today: date, soon_by: date
) -> list[tuple[str, FindingQuerySet, str, Any]]:
    """Return the parts of a letter: heading, findings, and the mark each gets from its column."""
    day = F("rectify_by")
    soon = rows.due_soon(today, soon_by=soon_by).not_told_of("told_soon")
    overdue = rows.overdue(today).not_told_of("told_overdue")
    return [
        (gettext_noop("New findings"), rows.news().filter(told_level=""), "told_level", F("level")),
        (gettext_noop("Turned red"), rows.news().exclude(told_level=""), "told_level", F("level")),
        (gettext_noop("To be rectified soon"), soon, "told_soon", day),
        (gettext_noop("Rectification overdue"), overdue, "told_overdue", day),
    ]


@transaction.atomic
def _tell_department(department: Department, today: date, soon_by: date) -> int:
    """Write one letter to each official of the department, and mark what it tells of.

    While it has nobody with an address, nothing is told and nothing is marked.
    """
    officials = [*clerks_of(department), *reviewers_of(department)]
    recipients = [official for official in officials if official.email]
    if not recipients:
        return 0
    own = Finding.objects.filter(department=department)
    told, body = [], []
    with override(settings.LANGUAGE_CODE):
        for heading, rows, column, value in _parts(own, today, soon_by):
            # Held until the marks are written: another worker waits, and finds them told.
            pks = list(rows.select_for_update().order_by("rectify_by", "pk").values_list("pk"))
            if pks:
                told.append((column, value, [pk for (pk,) in pks]))
                body.append(_paragraph(_(heading), told[-1][2]))
        if not told:
            return 0
        written = letters.write(
            f"findings-{today:%Y%m%d}-{_mark([pks for *_rest, pks in told])}:{department.pk}",
            recipients=recipients,
            subject=_("Findings of supervision in your department"),
            body="\n\n".join(body),
        )
    for column, value, pks in told:
        for start in range(0, len(pks), BATCH):
            Finding.objects.filter(pk__in=pks[start : start + BATCH]).update(**{column: value})
    return written


def _tell_supervisors(today: date) -> int:
    """Tell supervisors, once a day, how many reports wait for them and which wait longest."""
    rows = Finding.objects.awaiting_verification().order_by("rectify_by", "pk")
    pks = list(rows.values_list("pk", flat=True))
    if not pks:
        return 0
    with override(settings.LANGUAGE_CODE):
        return letters.write(
            f"findings-awaiting-{today:%Y%m%d}",
            recipients=Official.objects.filter(role=Role.SUPERVISOR, is_active=True),
            subject=_("Reports of rectifications wait to be verified"),
            body=_paragraph(_("Awaiting verification"), pks),
        )


def _paragraph(heading: str, pks: list[int]) -> str:
    """Return heading, number and the first findings, in the language now active."""
    rows = Finding.objects.filter(pk__in=pks[:NAMED]).order_by("rectify_by", "pk")
    lines = [_("%(part)s: %(number)d") % {"part": heading, "number": len(pks)}]
    lines += [_line(row) for row in rows.select_related("department")]
    if len(pks) > NAMED:
        lines.append(_("and more: the desk shows all of them"))
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    parts = [finding.get_level_display(), finding.title, name_of(finding.rule)]
    if finding.rectify_by:
        parts.append(_("by %(day)s") % {"day": date_format(finding.rectify_by)})
    return "- " + " · ".join(parts)


def _mark(parts: Iterable[list[int]]) -> str:
    """Return a mark of what a letter tells, so that two letters of a day differ."""
    return hashlib.sha256(repr(list(parts)).encode()).hexdigest()[:16]
