"""Datasets for tests, entered and published through the verbs."""

from datetime import date, datetime, time

from django.core.files.base import ContentFile
from django.utils import timezone

from catalogs import data_catalogue, data_releasing, data_uploading
from catalogs.models import Dataset, DatasetUpload
from tests import factories

# As it is stored: in UTF-8 with a mark for Excel.
CSV = "code,name,beds\nA-01,滨湖一号,12\nA-02,滨湖二号,8\n".encode("utf-8-sig")
COLUMNS = (
    {"name": "code", "title": "编号", "title_en": "Code", "meaning": "唯一编号"},
    {"name": "name", "title": "名称", "title_en": "Name", "meaning": "单位名称"},
    {
        "name": "beds",
        "title": "床位数",
        "title_en": "Beds",
        "type": "integer",
        "unit": "张",
        "meaning": "核定床位数",
    },
)


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 0)))


def drafted(*, actor=None, **values) -> Dataset:
    """A draft; ``values`` are columns of the table, with matters and columns of the dictionary."""
    number = Dataset.objects.count() + 1
    defaults = {
        "code": f"dataset-{number}",
        "name": f"养老机构名录{number}",
        "description": "滨湖区备案的养老机构，每月更新一次，由民政部门核对后发布。",
        "frequency": "monthly",
        "columns": COLUMNS,
    }
    values = {**defaults, **values}
    if "department" not in values:
        values["department"] = actor.department if actor else factories.DepartmentFactory()
    if "field" not in values:
        values["field"] = factories.FieldFactory()
    return data_catalogue.draft(actor=actor, **values)


def published(*, day: date, content: bytes = CSV, filename: str = "list.csv", **values) -> Dataset:
    """A dataset whose first version was released, and which was published, on ``day``."""
    dataset = drafted(**values)
    data_releasing.release_version(
        dataset, content=content, name=filename, actor=None, now=moment(day)
    )
    return data_catalogue.publish(dataset, actor=None, now=moment(day))


def sent(
    dataset: Dataset, actor, content: bytes = CSV, name: str = "list.csv", **values
) -> DatasetUpload:
    """A file sent for the next version, checked unless it is large."""
    file = ContentFile(content, name=name)
    now = values.pop("now", None) or timezone.now()
    return data_uploading.upload(dataset, file=file, name=name, actor=actor, now=now, **values)
