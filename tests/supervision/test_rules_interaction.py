"""Rules of interaction: submissions, consultations, public opinion and the knowledge list."""

from datetime import date, time

import pytest

from catalogs.enums import AdjustmentState
from feedback.enums import OpinionState, SubmissionKind, SubmissionState
from feedback.models import Consultation, KnowledgeEntry, OpinionCase, Submission
from supervision.enums import Indicator, Level
from supervision.rules import interaction
from supervision.rules.spans import months_before
from tests import factories
from tests.feedback.factories import (
    ConsultationFactory,
    KnowledgeEntryFactory,
    OpinionCaseFactory,
    SubmissionFactory,
    moment,
)
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


def issued(received_on: date, **values) -> Submission:
    return SubmissionFactory(issued=True, received_on=received_on, **values)


def answer(row: Submission) -> None:
    Submission.objects.filter(pk=row.pk).update(
        state=SubmissionState.REVIEWED,
        reply="请向街道申请。",
        drafter=factories.OfficialFactory(department=row.department),
        approver=factories.OfficialFactory(department=row.department, reviewer=True),
        concluded_on=TODAY,
        working_days_taken=6,
    )


def answered(received_on: date, on: date) -> Submission:
    return SubmissionFactory(reviewed=True, received_on=received_on, concluded_on=on)


def ended(closes_on: date, **values) -> Consultation:
    return ConsultationFactory(
        published=True, opens_on=date(2026, 10, 8), closes_on=closes_on, **values
    )


def publish_result(row: Consultation, day: date = TODAY) -> Consultation:
    row.result, row.result_published_on = "采纳两条。", day
    row.save()
    return row


def disposed(day: date, at: time) -> OpinionCase:
    return OpinionCaseFactory(
        disposed=True, collected_at=moment(date(2026, 11, 20)), respond_by=moment(day, at)
    )


def respond(row: OpinionCase) -> None:
    row.state, row.responded_at = OpinionState.RESPONDED, moment(TODAY, time(0, 45))
    row.response = factories.PublicationFactory(published=True)
    row.save()


def responded(day: date) -> OpinionCase:
    return OpinionCaseFactory(
        responded=True,
        collected_at=moment(date(2026, 11, 18)),
        respond_by=moment(date(2026, 11, 20)),
        responded_at=moment(day),
    )


def adjusted(day: date) -> KnowledgeEntry:
    """An entry last reviewed on 2 November whose matter was adjusted on a day."""
    matter = factories.MatterFactory(in_force=True)
    entry = KnowledgeEntryFactory(published=True)
    entry.matters.add(matter)
    factories.AdjustmentFactory(
        matter=matter, state=AdjustmentState.APPLIED, applied_at=moment(day)
    )
    return entry


def review(entry: KnowledgeEntry) -> None:
    KnowledgeEntry.objects.filter(pk=entry.pk).update(reviewed_at=moment(TODAY))


OCTOBER_15 = date(2026, 10, 15)
CASES = [
    # Seven working days from 16 November end on the 25th.
    Case(
        "submission-due-soon",
        gap=lambda: issued(date(2026, 11, 16)),
        clean=lambda: issued(date(2026, 11, 16), kind=SubmissionKind.SUGGESTION),
        mend=answer,
    ),
    Case(
        "submission-overdue",
        gap=lambda: issued(date(2026, 11, 9)),
        clean=lambda: issued(date(2026, 11, 16)),
        mend=answer,
    ),
    Case(
        "submission-late",
        gap=lambda: answered(date(2026, 11, 2), date(2026, 11, 20)),
        clean=lambda: answered(date(2026, 11, 16), date(2026, 11, 20)),
        later=AFTER_ITS_DAYS,
    ),
    Case(
        "submission-unanswered",
        gap=lambda: issued(date(2026, 8, 23)),
        clean=lambda: issued(date(2026, 8, 24)),
        mend=answer,
    ),
    # Fifteen working days from 13 November end on 4 December.
    Case(
        "consultation-result-due-soon",
        gap=lambda: ended(date(2026, 11, 13)),
        clean=lambda: ended(date(2026, 11, 30)),
        mend=publish_result,
        day=date(2026, 12, 1),
        later=date(2026, 12, 2),
    ),
    Case(
        "consultation-result-overdue",
        gap=lambda: ended(OCTOBER_15),
        clean=lambda: publish_result(ended(OCTOBER_15), date(2026, 10, 30)),
        mend=publish_result,
    ),
    Case(
        "consultation-result-late",
        gap=lambda: publish_result(ended(OCTOBER_15), date(2026, 11, 20)),
        clean=lambda: publish_result(ended(OCTOBER_15), date(2026, 10, 30)),
        later=AFTER_ITS_DAYS,
    ),
    # Inspections begin at one in the morning.
    Case(
        "opinion-response-overdue",
        gap=lambda: disposed(TODAY, time(0, 30)),
        clean=lambda: disposed(TODAY, time(1, 30)),
        mend=respond,
    ),
    Case(
        "opinion-response-late",
        gap=lambda: responded(date(2026, 11, 21)),
        clean=lambda: responded(date(2026, 11, 19)),
        later=AFTER_ITS_DAYS,
    ),
    Case(
        "knowledge-not-reviewed",
        gap=lambda: adjusted(date(2026, 11, 6)),
        clean=lambda: adjusted(date(2026, 11, 16)),
        mend=review,
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


def test_every_rule_of_interaction_has_its_case():
    assert [case.rule for case in CASES] == [rule.code for rule in interaction.RULES]
    assert {rule.indicator for rule in interaction.RULES} == {Indicator.INTERACTION}


def test_submissions_and_cases_are_named_by_their_numbers_alone(inspect):
    submission = issued(date(2026, 11, 9))
    case = disposed(TODAY, time(0, 30))
    inspect(TODAY)
    assert [row.title for row in standing("submission-overdue")] == [submission.receipt_number]
    found = standing("opinion-response-overdue")[0]
    assert found.title == case.number == f"YQ-2026-{case.pk}"
    assert (found.since, found.level, found.department) == (TODAY, Level.RED, case.department)


def test_what_is_refused_merged_or_withdrawn_waits_for_nothing(inspect):
    long_ago = {"received_on": date(2026, 3, 2)}
    SubmissionFactory(not_accepted=True, **long_ago)
    SubmissionFactory(withdrawn=True, **long_ago)
    leading = answered(date(2026, 3, 2), date(2026, 3, 10))
    SubmissionFactory(merged=True, merged_into=leading, **long_ago)
    inspect(TODAY, rule="submission-unanswered")
    inspect(TODAY, rule="submission-overdue")
    assert standing("submission-unanswered") + standing("submission-overdue") == []


def test_a_submission_not_yet_issued_is_the_office_s(inspect, office):
    SubmissionFactory(received_on=date(2026, 11, 9))
    inspect(TODAY, rule="submission-overdue")
    assert [row.department for row in standing("submission-overdue")] == [office]


def test_a_case_that_is_dropped_or_not_judged_has_no_hour(inspect):
    OpinionCaseFactory(collected_at=moment(date(2026, 11, 2)))
    OpinionCaseFactory(dropped=True, collected_at=moment(date(2026, 11, 2)))
    inspect(TODAY, rule="opinion-response-overdue")
    assert standing("opinion-response-overdue") == []


def test_an_answer_reviewed_after_the_adjustment_needs_no_other_review(inspect):
    entry = adjusted(date(2026, 11, 6))
    KnowledgeEntry.objects.filter(pk=entry.pk).update(reviewed_at=moment(date(2026, 11, 7)))
    inspect(TODAY, rule="knowledge-not-reviewed")
    assert standing("knowledge-not-reviewed") == []


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 11, 24), 3, date(2026, 8, 24)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
        (date(2026, 3, 31), 24, date(2024, 3, 31)),
    ],
)
def test_months_are_counted_back_by_the_calendar(day, months, earlier):
    assert months_before(day, months) == earlier
