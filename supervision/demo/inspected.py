"""Inspections of the demonstration: half a year of days, and what was done about findings.

The rules look at the rows as they are today, so what is overdue now was overdue on every past
day after it was due; what a rule forgets after some days closes by itself, as in service.
"""

from collections import Counter
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef

from catalogs.demo.dates import at_nine, months_before
from catalogs.models import Official
from catalogs.reference import read_fixture
from supervision import inspecting, rectifying
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
# Findings reported as rectified some days before today, sent back, exempt and verified since.
REPORTED, SENT_BACK, EXEMPT, VERIFIED = 40, 8, 2, 4
EXEMPTION = timedelta(days=300)


def load(*, today: date, now: datetime) -> int:
    """Inspect the past days and act on what was found between them; return how many."""
    _learn_sizes()
    words, days = read_fixture("demo/supervision"), inspected_days(today)
    for day in days:
        at = at_nine(day)
        _inspect(at - timedelta(hours=8))
        if day == days[0]:
            _exempt_what_has_not_happened(at, words["nothing_yet"])
        _report(Finding.objects.filter(rule__in=EXPLAINED), 50, at, words["explained"])
    last = at_nine(days[-1], 30)
    _report(Finding.objects.all(), REPORTED, last, words["rectified"])
    _judge(last + timedelta(hours=2), words)
    _inspect(now)
    _verify(now)
    return len(days) + 1


def _learn_sizes() -> None:
    """Have PostgreSQL count what was just loaded: what it thinks empty it joins row by row."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def inspected_days(today: date) -> list[date]:
    """Return the days before today that were inspected, the first first."""
    ends = {months_before(today, back) - timedelta(days=1) for back in range(MONTHS)}
    weekly = {today - timedelta(days=7 * week) for week in range(1, WEEKS + 1)}
    daily = {today - timedelta(days=back) for back in range(1, DAYS + 1)}
    return sorted(ends | weekly | daily)


def _exempt_what_has_not_happened(at: datetime, reason: str) -> None:
    supervisor = Official.objects.get(username="supervisor")
    until = (at + EXEMPTION).date()
    rows = Finding.objects.filter(rule__in=NOTHING_YET, state=FindingState.OPEN).order_by("pk")
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
