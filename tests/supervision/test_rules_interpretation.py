"""Rules of interpretation: planned, published in time, and linked with the policy."""

from datetime import date

import pytest

from catalogs.models import InterpretationPlan, Publication
from catalogs.publication_clocks import start_interpretation_clock
from supervision.rules import interpretation
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


def policy(issued_on: date, *, planned: bool = False, **values) -> Publication:
    row = factories.PublicationFactory(
        policy=True, published=True, formed_on=issued_on, issued_on=issued_on, **values
    )
    if planned:
        plan(row)
    return row


def plan(row: Publication) -> None:
    InterpretationPlan.objects.create(policy=row, responsible="办公室")
    start_interpretation_clock(row)


def interpret(row: Publication, issued_on: date = TODAY) -> Publication:
    link(
        factories.PublicationFactory(interpretation=True, published=True, issued_on=issued_on), row
    )
    return row


def link(interpreting: Publication, row: Publication | None = None) -> Publication:
    interpreting.interprets.add(row or policy(date(2026, 11, 2)))
    return interpreting


def unlinked() -> Publication:
    return factories.PublicationFactory(interpretation=True, published=True)


CASES = [
    # Three working days from Monday the 16th end on Thursday the 19th.
    Case(
        "interpretation-missing",
        gap=lambda: policy(date(2026, 11, 16), planned=True),
        clean=lambda: policy(date(2026, 11, 19), planned=True),
        mend=interpret,
    ),
    Case(
        "interpretation-late",
        gap=lambda: interpret(policy(date(2026, 11, 2), planned=True), date(2026, 11, 20)),
        clean=lambda: interpret(policy(date(2026, 11, 2), planned=True), date(2026, 11, 5)),
        later=AFTER_ITS_DAYS,
    ),
    Case(
        "policy-without-plan",
        gap=lambda: policy(date(2026, 11, 16)),
        clean=lambda: policy(date(2026, 11, 16), planned=True),
        mend=plan,
    ),
    Case(
        "policy-without-interpretation",
        gap=lambda: policy(date(2026, 11, 16)),
        clean=lambda: interpret(policy(date(2026, 11, 16)), date(2026, 11, 17)),
        mend=interpret,
    ),
    Case(
        "interpretation-without-policy",
        gap=unlinked,
        clean=lambda: link(unlinked()),
        mend=link,
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


def test_every_rule_of_interpretation_has_its_case():
    assert [case.rule for case in CASES] == [rule.code for rule in interpretation.RULES]


def test_the_last_of_three_working_days_is_still_in_time(inspect):
    policy(date(2026, 11, 16), planned=True)
    inspect(date(2026, 11, 19), rule="interpretation-missing")
    assert standing("interpretation-missing") == []
    inspect(date(2026, 11, 20), rule="interpretation-missing")
    assert [row.since for row in standing("interpretation-missing")] == [date(2026, 11, 19)]


def test_an_interpretation_that_is_withdrawn_is_missing_again(inspect):
    row = interpret(policy(date(2026, 11, 2), planned=True), date(2026, 11, 4))
    inspect(TODAY, rule="interpretation-missing")
    assert standing("interpretation-missing") == []
    row.interpretations.update(
        state="withdrawn", withdrawn_at="2026-11-24T08:00+08:00", withdrawal_reason="内容有误。"
    )
    inspect(TODAY, rule="interpretation-missing")
    assert [found.title for found in standing("interpretation-missing")] == [row.title]


def test_a_second_interpretation_does_not_bring_back_that_the_first_was_late(inspect):
    row = interpret(policy(date(2026, 3, 2), planned=True), date(2026, 4, 1))
    interpret(row, date(2026, 11, 20))
    inspect(TODAY, rule="interpretation-late")
    assert standing("interpretation-late") == []


def test_a_policy_has_its_working_days_before_an_interpretation_is_missed(inspect):
    policy(date(2026, 11, 19))
    inspect(TODAY, rule="policy-without-interpretation")
    assert standing("policy-without-interpretation") == []
    inspect(date(2026, 11, 25), rule="policy-without-interpretation")
    assert len(standing("policy-without-interpretation")) == 1


def test_a_policy_repealed_or_long_ago_is_asked_for_nothing(inspect):
    policy(date(2026, 11, 2), effectiveness="repealed")
    policy(date(2025, 11, 3))
    inspect(TODAY, rule="policy-without-plan")
    inspect(TODAY, rule="policy-without-interpretation")
    assert standing("policy-without-plan") + standing("policy-without-interpretation") == []
