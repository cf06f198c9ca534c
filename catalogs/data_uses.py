"""Count how a dataset is used: one number a day and way, and nothing of who used it."""

from datetime import date

from django.db.models import Sum

from catalogs import day_counts
from catalogs.data_enums import DataUse
from catalogs.models import Dataset, DatasetUse


def count(dataset: Dataset, way: DataUse, *, today: date, times: int = 1) -> None:
    """Add ``times`` to the day's number."""
    day_counts.add(DatasetUse, times=times, dataset=dataset, day=today, way=way)


def totals(dataset: Dataset) -> dict[DataUse, int]:
    """Return how often the dataset was used so far, by way; every way is in it."""
    rows = DatasetUse.objects.filter(dataset=dataset).order_by().values_list("way")
    counted = dict(rows.annotate(all=Sum("times")))
    return {way: counted.get(way, 0) for way in DataUse}
