"""Inspections of the demonstration: half a year of days, and what was done about findings.

The rules look at the rows as they are today, so what is overdue now was overdue on every past
day after it was due; what a rule forgets after some days closes by itself, as in service. Rules
about the lists were switched on step by step, the last a week ago: what they find is yellow still.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from catalogs.demo.dates import at_nine, months_before
from catalogs.editing import record_edit, values_of
from catalogs.models import Official
from catalogs.reference import read_fixture
from supervision import inspecting, rectifying, ruling, table_sizes
from supervision.enums import FindingState
from supervision.models import Finding, Inspection
from supervision.models.findings import FindingQuerySet

# Months back whose last day was inspected, weeks back of an inspection every seven days, and days
# back of one every day.
MONTHS, WEEKS, DAYS = 6, 6, 3
# What a department can only explain: it is reported at once and ends by itself.
EXPLAINED = ("publication-late", "application-late", "submission-late")
# Where nothing has happened yet that could be published: five of six are exempt.
NOTHING_YET = ("matter-without-document", "department-without-documents")
COUNTED_EVERY = 6
# Days back on which rules were switched on that were off before.
STEPS = {
    21: ("matter-without-document", "matter-element-uncovered"),
    7: (
        "matter-without-channel",
        "matter-without-time-limit",
        "department-without-guide",
        "field-without-datasets",
    ),
}
# Days back on which so many units wrote the guide that they lacked.
GUIDES_BEFORE, GUIDES = 3, 3
# Findings reported as rectified some days before today, sent back, exempt and verified since.
REPORTED, SENT_BACK, EXEMPT, VERIFIED = 40, 8, 2, 4
EXEMPTION = timedelta(days=300)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def load(*, today: date, now: datetime) -> int:
    """Inspect the past days and act on what was found between them; return how many."""
    table_sizes.learn(just_loaded=True)
    words, days = read_fixture("demo/supervision"), inspected_days(today)
    later = [code for codes in STEPS.values() for code in codes]
    _switch(later, is_active=False, reason=words["rules_off"], at=at_nine(days[0] - DAY))
    for day in days:
        at, back = at_nine(day), (today - day).days
        if back in STEPS:
            _switch(STEPS[back], is_active=True, reason=words["rules_on"], at=at - 9 * HOUR)
        _inspect(at - 8 * HOUR)
        _exempt_what_has_not_happened(at, words["nothing_yet"])
        _report(Finding.objects.filter(rule__in=EXPLAINED), 50, at, words["explained"])
        if back == GUIDES_BEFORE:
            _write_guides(at, words)
    last = at_nine(days[-1], 30)
    _report(Finding.objects.all(), REPORTED, last, words["rectified"])
    _judge(last + 2 * HOUR, words)
    _inspect(now)
    _verify(now)
    return len(days) + 1


def _switch(codes: Iterable[str], *, is_active: bool, reason: str, at: datetime) -> None:
    """Switch rules on or off, as an administrator does."""
    actor, set_for = Official.objects.get(username="admin"), ruling.settings_of_rules()
    for code in codes:
        values = {"is_active": is_active}
        ruling.change_rule(set_for[code], actor=actor, reason=reason, values=values, at=at)


def _write_guides(at: datetime, words: dict) -> None:
    """Let some units write the guide to disclosure that they lack, and report it."""
    admin, supervisor = (Official.objects.get(username=name) for name in ("admin", "supervisor"))
    for finding in _open(Finding.objects.filter(rule="department-without-guide"), GUIDES):
        department = finding.department
        before = values_of(department)
        department.disclosure_guide = words["guide"].format(name=department.name)
        department.save(update_fields=["disclosure_guide"])
        record_edit(department, actor=admin, before=before)
        clerk = Official.objects.get(username=f"clerk-{department.code}")
        rectifying.report(finding, actor=clerk, text=words["guide_written"], now=at + HOUR)
        rectifying.verify(finding, actor=supervisor, now=at + 2 * HOUR)


def inspected_days(today: date) -> list[date]:
    """Return the days before today that were inspected, the first first."""
    ends = {months_before(today, back) - timedelta(days=1) for back in range(MONTHS)}
    weekly = {today - timedelta(days=7 * week) for week in range(1, WEEKS + 1)}
    daily = {today - timedelta(days=back) for back in range(1, DAYS + 1)}
    return sorted(ends | weekly | daily)


def _exempt_what_has_not_happened(at: datetime, reason: str) -> None:
    """Exempt what was found this day where nothing has happened yet that could be published."""
    supervisor = Official.objects.get(username="supervisor")
    until = (at + EXEMPTION).date()
    rows = Finding.objects.filter(
        rule__in=NOTHING_YET, state=FindingState.OPEN, opened_on=at.date()
    ).order_by("pk")
    for place, finding in enumerate(rows):
        if place % COUNTED_EVERY:
            rectifying.exempt(finding, actor=supervisor, reason=reason, until=until, now=at)


def _inspect(at: datetime) -> Inspection:
    return inspecting.run(inspecting.ask(actor=None, now=at), now=at)


def _open(rows: FindingQuerySet, number: int) -> list[Finding]:
    """Return open findings of departments with a clerk, one of each rule before a second."""
    clerks = Official.objects.filter(username__startswith="clerk-", is_active=True)
    rows = rows.filter(
        Exists(clerks.filter(department=OuterRef("department"))), state=FindingState.OPEN
    ).select_related("department")
    seen: Counter[str] = Counter()
    places = []
    for row in rows.order_by("opened_on", "pk"):
        seen[row.rule] += 1
        places.append((seen[row.rule], row.pk, row))
    return [row for _place, _pk, row in sorted(places, key=lambda place: place[:2])[:number]]


def _report(rows: FindingQuerySet, number: int, at: datetime, texts: list[str]) -> None:
    """Let departments report of so many findings what they did."""
    clerks = {
        row.department_id: row for row in Official.objects.filter(username__startswith="clerk-")
    }
    for place, finding in enumerate(_open(rows, number)):
        clerk, text = clerks[finding.department_id], texts[place % len(texts)]
        rectifying.report(finding, actor=clerk, text=text, now=at)


def _judge(at: datetime, words: dict) -> None:
    """Send some reports back and exempt some findings; the other reports wait or are verified."""
    supervisor = Official.objects.get(username="supervisor")
    waiting = Finding.objects.awaiting_verification().exclude(rule__in=EXPLAINED).order_by("pk")
    for finding in waiting[:SENT_BACK]:
        rectifying.send_back(finding, actor=supervisor, reason=words["sent_back"], now=at)
    until = (at + EXEMPTION).date()
    for finding in _open(Finding.objects.exclude(rule__in=NOTHING_YET), EXEMPT):
        rectifying.exempt(finding, actor=supervisor, reason=words["exempted"], until=until, now=at)


def _verify(now: datetime) -> None:
    """Verify some of the reports; the next inspection looks whether the gaps are gone."""
    supervisor = Official.objects.get(username="supervisor")
    waiting = Finding.objects.awaiting_verification().exclude(rule__in=EXPLAINED).order_by("-pk")
    for finding in waiting[:VERIFIED]:
        rectifying.verify(finding, actor=supervisor, now=now)
