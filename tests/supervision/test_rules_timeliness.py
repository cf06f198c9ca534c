"""Rules of timeliness: documents, periods and monthly reports, and findings left undone."""

from datetime import date, datetime, time, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from catalogs.enums import PublicationState
from catalogs.matter_parts import save_matter_parts
from catalogs.models import Publication, PublicityMatter
from supervision.enums import FindingState, Level, ReportState
from supervision.models import Finding, MonthlyReport
from supervision.rules import find, rectification, timeliness
from supervision.score_sources import parts_by_indicator
from supervision.scoring import Place
from tests import factories
from tests.supervision.watching import (
    AFTER_ITS_DAYS,
    TODAY,
    Case,
    check_closes,
    check_does_not,
    check_opens,
    standing,
)

pytestmark = pytest.mark.django_db


def unpublished(formed_on: date) -> Publication:
    return factories.PublicationFactory(formed_on=formed_on)


def published(formed_on: date, issued_on: date) -> Publication:
    return factories.PublicationFactory(published=True, formed_on=formed_on, issued_on=issued_on)


def publish(document: Publication) -> None:
    Publication.objects.filter(pk=document.pk).update(
        state=PublicationState.PUBLISHED,
        index_number="000000001/2026-00001",
        issued_on=TODAY,
        published_at=timezone.make_aware(datetime.combine(TODAY, time(9, 0))),
    )


def matter(wording: str, since: date) -> PublicityMatter:
    row = factories.MatterFactory(in_force=True, effective_on=since)
    save_matter_parts(row, elements=["统计数据"], channels=[], time_limit_text=wording)
    return row


def issue(row: PublicityMatter, day: date = TODAY) -> PublicityMatter:
    factories.PublicationFactory(
        published=True, issued_on=day, formed_on=day, matters=[row], department=row.department
    )
    return row


def october(submitted_on: date | None = None) -> MonthlyReport:
    sent = {"state": ReportState.SUBMITTED, "submitted_on": submitted_on, "work_done": "已完成。"}
    month = date(2026, 10, 1)
    return MonthlyReport.objects.create(
        unit=factories.DepartmentFactory(),
        month=month,
        due_on=MonthlyReport.due_day(month),
        **(sent if submitted_on else {}),
    )


def send_in(report: MonthlyReport) -> None:
    report.state, report.submitted_on, report.work_done = ReportState.SUBMITTED, TODAY, "已完成。"
    report.save()


def finding(rectify_by: date, **columns) -> Finding:
    row = factories.MatterFactory(in_force=True, **columns)
    return Finding.objects.create(
        rule="matter-without-elements",
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        department=row.department,
        title=row.name,
        level=Level.YELLOW,
        opened_on=date(2026, 11, 2),
        rectify_by=rectify_by,
    )


def report(row: Finding) -> None:
    Finding.objects.filter(pk=row.pk).update(state=FindingState.RECTIFIED)


QUARTERLY = "每季度结束后15日内"
CASES = [
    # Twenty working days from 28 October end on 25 November.
    Case(
        "publication-due-soon",
        gap=lambda: unpublished(date(2026, 10, 28)),
        clean=lambda: unpublished(date(2026, 11, 10)),
        mend=publish,
    ),
    Case(
        "publication-overdue",
        gap=lambda: unpublished(date(2026, 10, 9)),
        clean=lambda: unpublished(date(2026, 11, 10)),
        mend=publish,
    ),
    Case(
        "publication-late",
        gap=lambda: published(date(2026, 9, 1), date(2026, 11, 20)),
        clean=lambda: published(date(2026, 11, 10), date(2026, 11, 20)),
        later=AFTER_ITS_DAYS,
    ),
    Case(
        "period-due-soon",
        gap=lambda: matter("每月公开", date(2026, 11, 1)),
        clean=lambda: issue(matter("每月公开", date(2026, 11, 1))),
        mend=lambda row: issue(row, date(2026, 11, 25)),
        day=date(2026, 11, 25),
        later=date(2026, 11, 26),
    ),
    Case(
        "period-missing",
        gap=lambda: matter("每月公开", date(2026, 10, 8)),
        clean=lambda: issue(matter("每月公开", date(2026, 10, 8)), date(2026, 10, 20)),
        mend=lambda row: issue(row, date(2026, 10, 31)),
    ),
    Case(
        "period-late",
        gap=lambda: issue(matter(QUARTERLY, date(2026, 7, 1)), date(2026, 11, 10)),
        clean=lambda: issue(matter(QUARTERLY, date(2026, 7, 1)), date(2026, 10, 12)),
        later=AFTER_ITS_DAYS,
    ),
    Case(
        "monthly-report-missing",
        gap=october,
        clean=lambda: october(date(2026, 10, 30)),
        mend=send_in,
    ),
    Case(
        "monthly-report-late",
        gap=lambda: october(date(2026, 11, 10)),
        clean=lambda: october(date(2026, 10, 30)),
        later=AFTER_ITS_DAYS,
    ),
    Case(
        rectification.NOT_RECTIFIED,
        gap=lambda: finding(date(2026, 11, 16)),
        clean=lambda: finding(TODAY),
        mend=report,
    ),
]
every_rule = pytest.mark.parametrize("case", CASES, ids=str)


@every_rule
def test_a_gap_is_found_once(case, inspect):
    check_opens(case, inspect)


@every_rule
def test_a_row_without_the_gap_is_not_found(case, inspect):
    check_does_not(case, inspect)


@every_rule
def test_a_gap_that_is_gone_is_closed(case, inspect):
    check_closes(case, inspect)


def test_every_rule_of_timeliness_has_its_case():
    rules = (*timeliness.RULES, *rectification.RULES)
    assert [case.rule for case in CASES] == [rule.code for rule in rules]


def test_a_document_that_was_due_yesterday_is_overdue_and_not_due_soon(inspect):
    row = unpublished(date(2026, 10, 26))
    assert row.due_on == date(2026, 11, 23)
    inspect(TODAY)
    assert standing("publication-due-soon") == []
    assert [found.since for found in standing("publication-overdue")] == [date(2026, 11, 23)]


def test_a_warning_costs_no_score_and_a_breach_does(inspect):
    row = unpublished(date(2026, 10, 28))
    inspect(TODAY, rule="publication-due-soon")
    assert standing("publication-due-soon")
    place = Place(row.department_id, None)
    assert "timeliness" not in parts_by_indicator(place)
    inspect(date(2026, 11, 26))
    parts = parts_by_indicator(place)["timeliness"]
    assert ("publication-overdue", 1) in [(part.rule.code, part.found) for part in parts]


def test_a_parameter_changes_how_many_days_are_soon():
    assert find("publication-due-soon").check({"working_days": 5}) == {"working_days": 5}


def test_a_document_withdrawn_or_overdue_longer_than_a_year_is_not_lost(inspect):
    old = unpublished(date(2025, 3, 3))
    factories.PublicationFactory(withdrawn=True, formed_on=date(2026, 9, 1))
    inspect(TODAY, rule="publication-overdue")
    assert [found.target for found in standing("publication-overdue")] == [old]


def test_findings_left_undone_are_one_red_finding_of_the_department_and_never_its_own(inspect):
    late = finding(date(2026, 11, 16))
    finding(date(2026, 11, 16), department=late.department)
    inspect(TODAY, rule=rectification.NOT_RECTIFIED)
    (own,) = standing(rectification.NOT_RECTIFIED)
    assert (own.level, own.target) == (Level.RED, late.department)
    Finding.objects.filter(pk=own.pk).update(rectify_by=date(2026, 11, 24))
    inspect(TODAY + timedelta(days=30), rule=rectification.NOT_RECTIFIED)
    assert [row.pk for row in standing(rectification.NOT_RECTIFIED)] == [own.pk]


def test_a_finding_exempt_or_closed_is_not_asked_for(inspect):
    row = finding(date(2026, 11, 16))
    Finding.objects.filter(pk=row.pk).update(
        state=FindingState.EXEMPT, exempt_until=date(2026, 12, 31)
    )
    inspect(TODAY, rule=rectification.NOT_RECTIFIED)
    assert standing(rectification.NOT_RECTIFIED) == []
