"""A document issued at another time counts for a period, by a supervisor, with its history."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalogs.enums import Role
from catalogs.matter_parts import save_matter_parts
from catalogs.models import HistoryRow, Publication
from catalogs.workflow import MoveRefused
from supervision import crediting, expecting
from supervision.enums import Fulfilment
from supervision.models import ExpectedPublication
from tests import factories
from tests.feedback.factories import moment

pytestmark = pytest.mark.django_db
NOW = moment(date(2026, 11, 24))
WHY = "4月的公报合并公开了3月数据。"


@pytest.fixture
def matter():
    row = factories.MatterFactory(in_force=True, effective_on=date(2026, 3, 1))
    save_matter_parts(row, elements=["统计数据"], channels=[], time_limit_text="每月公开")
    return row


@pytest.fixture
def document(matter) -> Publication:
    day = date(2026, 4, 20)
    return factories.PublicationFactory(
        published=True, issued_on=day, formed_on=day, matters=[matter]
    )


@pytest.fixture
def march(matter, document, calendar, today) -> ExpectedPublication:
    expecting.expect(today=today, calendar=calendar)
    return ExpectedPublication.objects.get(period_start=date(2026, 3, 1))


@pytest.fixture
def supervisor():
    return factories.OfficialFactory(supervisor=True)


def credit(row, actor, publication, reason=WHY) -> ExpectedPublication:
    return crediting.credit(row, actor=actor, publication=publication, reason=reason, now=NOW)


def test_a_document_of_another_time_counts_on_the_day_it_was_issued(
    march, supervisor, document, today
):
    assert march.fulfilment(today) == Fulfilment.MISSING
    credited = credit(march, supervisor, document)
    assert (credited.publication, credited.met_on) == (document, date(2026, 4, 20))
    assert credited.fulfilment(today) == Fulfilment.LATE
    row = HistoryRow.objects.of(march).get()
    assert (row.action, row.actor, row.reason) == ("credit", supervisor, WHY)
    assert row.changes == {
        "met_on": ["", "2026-04-20"],
        "publication": ["", document.index_number],
    }


def test_what_was_credited_stays_at_the_next_inspection(
    march, supervisor, document, calendar, today
):
    credit(march, supervisor, document)
    expecting.expect(today=today, calendar=calendar)
    march.refresh_from_db()
    assert march.is_credited


def test_taking_back_leaves_the_period_to_the_machine(march, supervisor, document, matter):
    credit(march, supervisor, document)
    in_time = factories.PublicationFactory(
        published=True, issued_on=date(2026, 3, 30), formed_on=date(2026, 3, 30), matters=[matter]
    )
    row = crediting.take_back(march, actor=supervisor, reason="认定有误。", now=NOW)
    assert (row.is_credited, row.publication, row.met_on) == (False, in_time, date(2026, 3, 30))
    assert HistoryRow.objects.of(march).filter(action="take_back").exists()


def test_a_period_met_in_time_is_not_credited(march, supervisor, document):
    april = ExpectedPublication.objects.get(period_start=date(2026, 4, 1))
    with pytest.raises(MoveRefused):
        credit(april, supervisor, document)


def test_a_period_credited_once_is_taken_back_before_it_is_credited_again(
    march, supervisor, document
):
    credit(march, supervisor, document)
    with pytest.raises(MoveRefused):
        credit(march, supervisor, document)


def test_nothing_is_taken_back_that_was_not_credited(march, supervisor):
    with pytest.raises(MoveRefused):
        crediting.take_back(march, actor=supervisor, reason="认定有误。", now=NOW)


def test_only_a_public_document_of_the_matter_counts(march, supervisor, document, matter):
    foreign = factories.PublicationFactory(published=True)
    withdrawn = factories.PublicationFactory(withdrawn=True, matters=[matter])
    for other in (foreign, withdrawn):
        with pytest.raises(ValidationError) as refusal:
            credit(march, supervisor, other)
        assert set(refusal.value.message_dict) == {"publication"}


def test_a_reason_is_asked_for(march, supervisor, document):
    with pytest.raises(ValidationError) as refusal:
        credit(march, supervisor, document, reason="  ")
    assert set(refusal.value.message_dict) == {"reason"}
    assert not HistoryRow.objects.of(march).exists()


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.SUPERVISOR, Role.ADMINISTRATOR)]
)
def test_others_than_supervisors_decide_nothing(march, document, role):
    official = factories.OfficialFactory(role=role, department=march.matter.department)
    with pytest.raises(MoveRefused):
        credit(march, official, document)
    assert not crediting.may_credit(official, march, now=NOW)
    assert not crediting.may_take_back(official, march)
