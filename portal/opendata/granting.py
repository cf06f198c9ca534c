"""Who may read the rows and files of a dataset."""

from django.http import HttpRequest

from catalogs.data_enums import Openness
from catalogs.models import Dataset


def may_read(request: HttpRequest, dataset: Dataset) -> bool:
    """Say whether this reader may have the data: everyone, unless they are open on conditions."""
    return dataset.openness == Openness.UNCONDITIONAL
