"""Uses are added up in the process and written within their seconds."""

import threading
from datetime import date

import pytest

from catalogs.data_enums import DataUse
from catalogs.models import Dataset, DatasetUse
from portal.opendata.rows import counting
from tests import datasets

TODAY = date(2026, 11, 24)


def uses() -> dict:
    rows = DatasetUse.objects.values_list("dataset__code", "way", "times")
    return {(code, way): times for code, way, times in rows}


@pytest.fixture
def dataset(settings):
    settings.DATA_USE_SECONDS = 3600
    yield datasets.drafted(code="homes")
    counting.write()


@pytest.mark.django_db(transaction=True)
def test_uses_are_written_together_and_none_is_lost(dataset, django_assert_num_queries):
    with django_assert_num_queries(0):
        threads = [
            threading.Thread(
                target=lambda: [
                    counting.count(dataset, DataUse.QUERY, today=TODAY) for _turn in range(50)
                ]
            )
            for _number in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        counting.count(dataset, DataUse.EXPORT, today=TODAY)
    assert uses() == {}
    counting.write()
    counting.write()
    assert uses() == {("homes", DataUse.QUERY): 400, ("homes", DataUse.EXPORT): 1}


@pytest.mark.django_db(transaction=True)
def test_uses_write_themselves_after_their_seconds(dataset, settings):
    settings.DATA_USE_SECONDS = 0.05
    counting.count(dataset, DataUse.QUERY, today=TODAY)
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(10)
    assert uses() == {("homes", DataUse.QUERY): 1}


@pytest.mark.django_db(transaction=True)
def test_uses_of_a_dataset_that_is_gone_trouble_nobody(dataset):
    counting.count(dataset, DataUse.QUERY, today=TODAY)
    other = datasets.drafted(code="schools")
    counting.count(other, DataUse.QUERY, today=TODAY)
    Dataset.objects.filter(pk=dataset.pk).delete()
    counting.write()
    assert uses() == {("schools", DataUse.QUERY): 1}
