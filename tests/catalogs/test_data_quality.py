"""The quality score: each part rises with what it measures, and the whole is their sum."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from catalogs import data_quality
from catalogs.models import Dataset, DatasetColumn, DatasetVersion
from tests.datasets import published

DAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db
FULL = {
    "name_en": "Care homes",
    "description": "滨湖区备案的养老机构，" * 6,
    "description_en": "Care homes on record.",
}


def points(dataset, *, today=DAY) -> dict[str, int]:
    row = Dataset.objects.with_explained().select_related("latest").get(pk=dataset.pk)
    return {part.code: part.points for part in data_quality.parts(row, today=today)}


def test_a_dataset_that_lacks_nothing_has_a_hundred_points():
    dataset = published(day=DAY, **FULL)
    DatasetVersion.objects.filter(dataset=dataset).update(built_at=timezone.now())
    row = Dataset.objects.with_explained().select_related("latest").get()

    assert data_quality.score(row, today=DAY) == data_quality.FULL_SCORE
    assert [part.advice for part in data_quality.parts(row, today=DAY)] == [""] * 7


def test_the_most_of_the_parts_is_the_full_score():
    dataset = published(day=DAY)
    row = Dataset.objects.with_explained().select_related("latest").get(pk=dataset.pk)

    assert sum(part.most for part in data_quality.parts(row, today=DAY)) == data_quality.FULL_SCORE


def test_a_column_without_meaning_costs_its_share_of_the_dictionary():
    dataset = published(day=DAY, **FULL)
    DatasetColumn.objects.filter(dataset=dataset, name="beds").update(meaning="")

    assert points(dataset)["dictionary"] == 13


def test_points_for_timeliness_fall_when_the_update_is_due_and_vanish_when_it_is_overdue():
    dataset = published(day=DAY, **FULL)

    assert points(dataset, today=DAY + timedelta(days=31))["timeliness"] == 20
    assert points(dataset, today=DAY + timedelta(days=32))["timeliness"] == 10
    assert points(dataset, today=DAY + timedelta(days=39))["timeliness"] == 0


def test_data_updated_irregularly_count_half_after_a_year():
    dataset = published(day=DAY, **FULL, frequency="irregular")

    assert points(dataset, today=DAY + timedelta(days=365))["timeliness"] == 20
    assert points(dataset, today=DAY + timedelta(days=366))["timeliness"] == 10


@pytest.mark.parametrize(
    ("values", "part", "expected"),
    [
        ({"description": "二十五个字" * 5}, "description", 8),
        ({"name_en": ""}, "languages", 5),
        ({"description_en": "", "name_en": ""}, "languages", 0),
        ({"openness": "conditional", "conditions": "签订协议"}, "terms", 5),
    ],
)
def test_what_is_missing_costs_points_and_brings_advice(values, part, expected):
    dataset = published(day=DAY, **{**FULL, **values})
    row = Dataset.objects.with_explained().select_related("latest").get(pk=dataset.pk)
    found = {one.code: one for one in data_quality.parts(row, today=DAY)}[part]

    assert found.points == expected
    assert found.advice


def test_rows_that_cannot_be_queried_bring_no_points_for_it():
    dataset = published(day=DAY, **FULL)
    DatasetVersion.objects.filter(dataset=dataset).update(built_at=None)

    assert points(dataset)["queries"] == 0
