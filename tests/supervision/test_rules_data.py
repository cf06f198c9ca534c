"""Rules of open data: each finds its gap, leaves what is in order, and closes what was mended."""

from datetime import timedelta

import pytest

from catalogs import data_catalogue, data_releasing
from supervision import rules
from supervision.enums import FindingState
from supervision.models import Finding, Tally
from tests import factories
from tests.datasets import COLUMNS, CSV, drafted, moment, published

pytestmark = pytest.mark.django_db

FEW, STALE, UNEXPLAINED = "field-without-datasets", "dataset-stale", "dataset-without-dictionary"


def standing(rule):
    return Finding.objects.filter(rule=rule).standing()


def pilot_field(**values):
    return factories.FieldFactory(is_pilot=True, **values)


def test_a_pilot_field_with_one_public_dataset_is_a_finding_of_the_office(inspect, office, today):
    field = pilot_field(name="城乡规划")
    published(day=today, field=field)
    drafted(field=field)
    inspect(today, rule=FEW)
    finding = standing(FEW).get()
    assert (finding.department, finding.field, finding.title) == (office, field, "城乡规划")


def test_a_pilot_field_with_two_datasets_and_other_fields_are_in_order(inspect, today):
    field = pilot_field()
    for _time in range(2):
        published(day=today, field=field)
    factories.FieldFactory()
    inspect(today, rule=FEW)
    assert not standing(FEW).exists()
    tally = Tally.objects.get(rule=FEW)
    assert (tally.examined, tally.found) == (1, 0)


def test_the_finding_of_a_field_closes_with_its_second_dataset_and_asks_its_parameter(
    inspect, today
):
    field = pilot_field()
    published(day=today, field=field)
    inspect(today, rule=FEW)
    published(day=today, field=field)
    inspect(today + timedelta(days=1), rule=FEW)
    assert Finding.objects.get(rule=FEW).state == FindingState.CLOSED
    assert rules.find(FEW).defaults() == {"datasets": 2}


def test_a_monthly_dataset_of_two_months_ago_is_stale(inspect, today):
    dataset = published(day=today - timedelta(days=60), frequency="monthly")
    inspect(today, rule=STALE)
    finding = standing(STALE).get()
    assert (finding.target, finding.department) == (dataset, dataset.department)
    assert (finding.field, finding.since) == (dataset.field, dataset.updated_on)


def test_data_in_time_irregular_data_and_drafts_are_not_stale(inspect, today):
    published(day=today - timedelta(days=38), frequency="monthly")
    published(day=today - timedelta(days=900), frequency="irregular")
    draft = drafted(frequency="daily")
    old = moment(today - timedelta(days=90))
    data_releasing.release_version(draft, content=CSV, name="a.csv", actor=None, now=old)
    inspect(today, rule=STALE)
    assert not standing(STALE).exists()
    assert Tally.objects.filter(rule=STALE).count() == 1


def test_a_new_version_closes_the_finding_of_stale_data(inspect, today):
    dataset = published(day=today - timedelta(days=60), frequency="monthly")
    inspect(today, rule=STALE)
    data_releasing.release_version(
        dataset, content=CSV, name="a.csv", actor=None, now=moment(today)
    )
    inspect(today + timedelta(days=1), rule=STALE)
    assert Finding.objects.get(rule=STALE).state == FindingState.CLOSED


def unexplained(day, clerk):
    """A public dataset whose clerk took the meaning of a column out again."""
    dataset = published(day=day, department=clerk.department)
    columns = [*COLUMNS[:2], {**COLUMNS[2], "meaning": ""}]
    return data_catalogue.edit(dataset, actor=clerk, columns=columns)


def test_a_public_dataset_with_an_unexplained_column_is_found(inspect, today):
    dataset = unexplained(today, factories.OfficialFactory())
    inspect(today, rule=UNEXPLAINED)
    finding = standing(UNEXPLAINED).get()
    assert (finding.target, finding.title) == (dataset, dataset.name)


def test_an_explained_dataset_and_a_draft_without_dictionary_are_in_order(inspect, today):
    published(day=today)
    draft = drafted(columns=())
    data_releasing.release_version(draft, content=CSV, name="a.csv", actor=None, now=moment(today))
    inspect(today, rule=UNEXPLAINED)
    assert not standing(UNEXPLAINED).exists()


def test_the_finding_closes_when_the_column_is_explained(inspect, today):
    clerk = factories.OfficialFactory()
    dataset = unexplained(today, clerk)
    inspect(today, rule=UNEXPLAINED)
    data_catalogue.edit(dataset, actor=clerk, columns=COLUMNS)
    inspect(today + timedelta(days=1), rule=UNEXPLAINED)
    assert Finding.objects.get(rule=UNEXPLAINED).state == FindingState.CLOSED
