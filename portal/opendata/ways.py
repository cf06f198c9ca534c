"""The addresses at which the newest version of a dataset is read."""

from catalogs.data_enums import DataFormat, Openness
from catalogs.models import Dataset
from portal.opendata.addresses import permanent
from portal.opendata.rows.parameters import Format


def rows_url(dataset: Dataset, format: DataFormat | None = None) -> str | None:
    """Return where everyone reads the rows of the newest version; None where nobody can yet."""
    version = dataset.latest
    if version is None or version.built_at is None or dataset.openness != Openness.UNCONDITIONAL:
        return None
    address = permanent("api:dataset-rows", dataset.code)
    return f"{address}?_format={Format(format.value)}" if format else address


def csv_url(dataset: Dataset) -> str | None:
    """Return where the newest version is read as CSV: its file, or else its rows; None if neither.

    Where conditions hold it is the file all the same, for those who were granted it.
    """
    version = dataset.latest
    if version is None:
        return None
    if version.format == DataFormat.CSV:
        return permanent("portal:dataset-file", dataset.code, version.number)
    return rows_url(dataset, DataFormat.CSV)
