"""Rules of consistency: what contradicts itself, its standard item, or what it is linked with."""

from datetime import date

import pytest

from catalogs.enums import (
    Effectiveness,
    EntryState,
    InterpretationPhase,
    NonDisclosureGround,
    PowerCategory,
    PublicationState,
    PublicityMode,
)
from catalogs.matter_parts import save_matter_parts
from catalogs.models import Department, PowerItem, Publication, PublicityMatter
from catalogs.models.powers import departures_from_standard
from supervision.models import Tally
from supervision.rules import consistency
from tests import factories
from tests.supervision.watching import (
    TODAY,
    Case,
    check_closes,
    check_does_not,
    check_opens,
    standing,
)

pytestmark = pytest.mark.django_db
YESTERDAY = date(2026, 11, 23)


def change(**columns):
    """Return what writes columns of a row."""
    return lambda row: type(row).objects.filter(pk=row.pk).update(**columns)


def power(**columns) -> PowerItem:
    return factories.PowerItemFactory(in_force=True, **columns)


def power_of_ended_standard() -> PowerItem:
    row = power()
    change(state=EntryState.ABOLISHED, abolished_on=YESTERDAY)(row.standard)
    return row


def document(**columns) -> Publication:
    return factories.PublicationFactory(published=True, **columns)


def interpretation(*policies: Publication, **columns) -> Publication:
    row = document(interpretation=True, **columns)
    row.interprets.set(policies)
    return row


def policy(**columns) -> Publication:
    return document(policy=True, **columns)


def withdrawn_policy() -> Publication:
    return factories.PublicationFactory(withdrawn=True, policy=True)


def matter(*, wording: str = "信息形成之日起20个工作日内", **columns) -> PublicityMatter:
    row = factories.MatterFactory(in_force=True, time_limit_text=wording, **columns)
    save_matter_parts(row, elements=["决定"], channels=[], time_limit_text=wording)
    return row


def read_again(row: PublicityMatter) -> None:
    change(time_limit_text="每月5日前")(row)
    save_matter_parts(row, elements=["决定"], channels=[], time_limit_text="每月5日前")


def matter_of(*, abolished: bool) -> PublicityMatter:
    row = matter()
    row.powers.add(factories.PowerItemFactory(**{"abolished" if abolished else "in_force": True}))
    return row


def not_disclosed() -> PublicityMatter:
    return matter(
        mode=PublicityMode.NOT_DISCLOSED,
        non_disclosure_ground=NonDisclosureGround.THIRD_PARTY,
        non_disclosure_justification="涉及第三方商业秘密。",
    )


def published_all_the_same() -> PublicityMatter:
    row = not_disclosed()
    document(matters=[row])
    return row


def closed() -> Department:
    return factories.DepartmentFactory(is_active=False)


def hand_over(row) -> None:
    change(department=factories.DepartmentFactory())(row)


CASES = [
    Case(
        "power-departs-from-standard",
        gap=lambda: power(name="另一名称"),
        clean=power,
        mend=lambda row: change(name=row.standard.name)(row),
    ),
    Case(
        "power-standard-not-in-force",
        gap=power_of_ended_standard,
        clean=power,
        mend=lambda row: change(standard=factories.StandardFactory())(row),
    ),
    Case(
        "document-expired-in-force",
        gap=lambda: document(valid_until=YESTERDAY),
        clean=lambda: document(valid_until=TODAY),
        mend=change(effectiveness=Effectiveness.EXPIRED),
    ),
    Case(
        "interpretation-of-withdrawn-policy",
        gap=lambda: interpretation(withdrawn_policy()),
        clean=lambda: interpretation(withdrawn_policy(), policy()),
        mend=lambda row: row.interprets.add(policy()),
    ),
    Case(
        "interpretation-of-ended-policy",
        gap=lambda: interpretation(policy(effectiveness=Effectiveness.REPEALED)),
        clean=lambda: interpretation(policy()),
        mend=change(effectiveness=Effectiveness.REPEALED),
    ),
    Case(
        "matter-time-limit-unread",
        gap=lambda: matter(wording="视情况而定"),
        clean=matter,
        mend=read_again,
    ),
    Case(
        "matter-of-abolished-item",
        gap=lambda: matter_of(abolished=True),
        clean=lambda: matter_of(abolished=False),
        mend=lambda row: row.powers.clear(),
    ),
    Case(
        "matter-not-disclosed-with-document",
        gap=published_all_the_same,
        clean=not_disclosed,
        mend=lambda row: row.publications.clear(),
    ),
    Case(
        "power-of-closed-department",
        gap=lambda: power(department=closed()),
        clean=power,
        mend=hand_over,
    ),
    Case(
        "service-of-closed-department",
        gap=lambda: factories.ServiceItemFactory(in_force=True, department=closed()),
        clean=lambda: factories.ServiceItemFactory(in_force=True),
        mend=hand_over,
    ),
    Case(
        "matter-of-closed-department",
        gap=lambda: matter(department=closed()),
        clean=matter,
        mend=hand_over,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_contradiction_is_found(case, inspect):
    check_opens(case, inspect)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_agrees_is_examined_and_not_found(case, inspect):
    check_does_not(case, inspect)
    tally = Tally.objects.get(rule=case.rule, examined__gt=0)
    assert (tally.examined, tally.found) == (1, 0)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_mended_is_closed(case, inspect):
    check_closes(case, inspect)


def test_every_rule_of_consistency_has_its_case():
    assert [rule.code for rule in consistency.RULES] == [case.rule for case in CASES]


@pytest.mark.parametrize(
    ("columns", "differs"),
    [
        ({}, False),
        ({"code": "999"}, True),
        ({"category": PowerCategory.PENALTY}, True),
        ({"legal_basis": "另一依据"}, True),
        # The ends of lines and the blanks around a text make no difference.
        ({"legal_basis": "\u3000依据一。\r\n依据二。\n \t"}, False),
        ({"legal_basis": "依据一。 依据二。"}, True),
    ],
)
def test_the_set_and_the_comparison_of_one_item_agree(columns, differs):
    standard = factories.StandardFactory(legal_basis="依据一。\n依据二。")
    row = power(standard=standard, **columns)
    assert bool(departures_from_standard(row, standard)) is differs
    assert PowerItem.objects.departing_from_standard().filter(pk=row.pk).exists() is differs


def test_a_document_expires_the_day_after_its_last(inspect):
    row = document(valid_until=TODAY)
    inspect(date(2026, 11, 25), rule="document-expired-in-force")
    (finding,) = standing("document-expired-in-force")
    assert (finding.target, finding.since) == (row, TODAY)


def test_an_interpretation_before_the_release_may_wait_for_its_policy(inspect):
    draft = factories.PublicationFactory(policy=True)
    interpretation(draft, interpretation_phase=InterpretationPhase.BEFORE)
    inspect(TODAY, rule="interpretation-of-withdrawn-policy")
    assert standing("interpretation-of-withdrawn-policy") == []
    late = interpretation(draft, interpretation_phase=InterpretationPhase.AT_RELEASE)
    inspect(TODAY, rule="interpretation-of-withdrawn-policy")
    assert [row.target for row in standing("interpretation-of-withdrawn-policy")] == [late]


def test_an_interpretation_of_two_policies_ends_with_the_last(inspect):
    ended, other = policy(effectiveness=Effectiveness.EXPIRED), policy()
    row = interpretation(ended, other)
    inspect(TODAY, rule="interpretation-of-ended-policy")
    assert standing("interpretation-of-ended-policy") == []
    change(
        state=PublicationState.WITHDRAWN, withdrawn_at="2026-11-24T00:00Z", withdrawal_reason="错"
    )(other)
    inspect(TODAY, rule="interpretation-of-ended-policy")
    assert [finding.target for finding in standing("interpretation-of-ended-policy")] == [row]


def test_a_matter_of_an_abolished_service_is_found_too(inspect):
    row = matter()
    row.services.add(factories.ServiceItemFactory(abolished=True))
    inspect(TODAY, rule="matter-of-abolished-item")
    assert [finding.target for finding in standing("matter-of-abolished-item")] == [row]


def test_what_a_closed_department_left_is_told_to_the_office(inspect, office):
    row = matter(department=closed())
    inspect(TODAY, rule="matter-of-closed-department")
    (finding,) = standing("matter-of-closed-department")
    assert (finding.department, finding.field) == (office, row.field)
