"""Who gets what of the files sent for datasets."""

from catalogs.models import Dataset, DatasetUpload
from tests.datasets import sent
from tests.permission_letters import NOBODY, NOBODY_ROW, ROW, SIGNED_IN, WRITE_ROW

UPLOADS = {
    "admin:catalogs_datasetupload_changelist": SIGNED_IN,
    "admin:catalogs_datasetupload_add": NOBODY,
    "admin:catalogs_datasetupload_change": ROW,
    "admin:catalogs_datasetupload_history": ROW,
    "admin:catalogs_datasetupload_delete": NOBODY_ROW,
    "admin:catalogs_datasetupload_report": ROW,
    "admin:catalogs_datasetupload_move": WRITE_ROW,  # release
}


def upload_rows(dataset: Dataset) -> dict[str, DatasetUpload]:
    """Return a file that its clerk may release."""
    return {"datasetupload": sent(dataset, dataset.created_by)}


def upload_addresses(rows: dict) -> dict[str, list]:
    return {"admin:catalogs_datasetupload_move": [rows["datasetupload"].pk, "release"]}
