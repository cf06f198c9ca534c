"""Rules of disclosure on application: due soon, overdue, answered late, corrected."""

from datetime import date, timedelta

import pytest

from applications.enums import ApplicationState, Outcome, RemedyKind, RemedyResult
from applications.models import Application, Remedy
from supervision.enums import Indicator, Level
from supervision.rules import applications
from tests.applications.factories import PERSON, ApplicationFactory
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


def examining(received_on: date) -> Application:
    return ApplicationFactory(examining=True, received_on=received_on)


def answered(received_on: date, on: date) -> Application:
    return ApplicationFactory(answered=True, received_on=received_on, concluded_on=on)


def answer(row: Application) -> None:
    Application.objects.filter(pk=row.pk).update(
        state=ApplicationState.ANSWERED,
        outcome=Outcome.DISCLOSED,
        answer="予以公开。",
        answered_on=TODAY,
        concluded_on=TODAY,
    )


def remedy(result: str) -> Remedy:
    return Remedy.objects.create(
        application=answered(date(2026, 9, 1), date(2026, 9, 20)),
        kind=RemedyKind.values[0],
        filed_on=date(2026, 10, 9),
        authority="滨湖区人民政府",
        result=result,
        decided_on=date(2026, 11, 10),
    )


CASES = [
    # Twenty working days from 2 November end on the 30th.
    Case(
        "application-due-soon",
        gap=lambda: examining(date(2026, 11, 2)),
        clean=lambda: examining(date(2026, 11, 3)),
        mend=answer,
        day=date(2026, 11, 25),
        later=date(2026, 11, 26),
    ),
    Case(
        "application-overdue",
        gap=lambda: examining(date(2026, 10, 9)),
        clean=lambda: examining(date(2026, 11, 2)),
        mend=answer,
    ),
    Case(
        "application-late",
        gap=lambda: answered(date(2026, 10, 9), date(2026, 11, 20)),
        clean=lambda: answered(date(2026, 11, 2), date(2026, 11, 20)),
        later=AFTER_ITS_DAYS,
    ),
    Case(
        "answer-corrected",
        gap=lambda: remedy(RemedyResult.CORRECTED),
        clean=lambda: remedy(RemedyResult.UPHELD),
        later=TODAY + timedelta(days=366),
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


def test_every_rule_of_applications_has_its_case():
    assert [case.rule for case in CASES] == [rule.code for rule in applications.RULES]
    assert {rule.indicator for rule in applications.RULES} == {Indicator.APPLICATIONS}


def test_a_finding_names_an_application_by_its_receipt_number_alone(inspect):
    row = examining(date(2026, 10, 9))
    inspect(TODAY, rule="application-overdue")
    found = standing("application-overdue")[0]
    assert found.title == row.receipt_number
    assert PERSON["name"] not in found.title
    assert (found.level, found.since, found.department) == (Level.RED, row.due_on, row.department)


def test_an_application_that_waits_for_the_applicant_is_not_overdue(inspect):
    ApplicationFactory(awaiting_correction=True, received_on=date(2026, 9, 1))
    ApplicationFactory(awaiting_payment=True, received_on=date(2026, 9, 1))
    inspect(TODAY, rule="application-overdue")
    assert standing("application-overdue") == []


def test_an_application_with_no_department_yet_is_the_office_s(inspect, office):
    ApplicationFactory(received_on=date(2026, 10, 9))
    inspect(TODAY, rule="application-overdue")
    assert [row.department for row in standing("application-overdue")] == [office]


def test_an_application_due_today_is_not_overdue(inspect):
    examining(date(2026, 11, 2))
    inspect(date(2026, 11, 30), rule="application-overdue")
    assert standing("application-overdue") == []
    inspect(date(2026, 12, 1), rule="application-overdue")
    assert len(standing("application-overdue")) == 1
