"""Uses of data: counted by day and way, and by nothing else."""

from datetime import date

import pytest

from catalogs import data_uses
from catalogs.data_enums import DataUse
from catalogs.models import DatasetUse
from tests.datasets import drafted

TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


def test_a_use_is_counted_on_its_day_and_in_its_way():
    dataset = drafted()
    for day in (TODAY, TODAY, date(2026, 3, 3)):
        data_uses.count(dataset, DataUse.DOWNLOAD, today=day)
    data_uses.count(dataset, DataUse.QUERY, today=TODAY, times=40)

    assert list(DatasetUse.objects.order_by("day", "way").values_list("day", "way", "times")) == [
        (TODAY, "download", 2),
        (TODAY, "query", 40),
        (date(2026, 3, 3), "download", 1),
    ]


def test_the_totals_name_every_way():
    dataset = drafted()
    data_uses.count(dataset, DataUse.EXPORT, today=TODAY)

    assert data_uses.totals(dataset) == {
        DataUse.DOWNLOAD: 0,
        DataUse.EXPORT: 1,
        DataUse.QUERY: 0,
    }
