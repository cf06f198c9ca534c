"""A dataset of every type of column, with ties, empty cells and odd names, ready for queries."""

import json
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from catalogs.data_enums import ColumnType
from catalogs.models import Dataset
from portal.opendata.store import building
from tests import datasets

TODAY = date(2026, 11, 24)
TOWNS = ("河埒街道", "荣巷街道", "蠡湖街道", None)
NOTES = ("正常, 良好", '说"好"', "=1+1", "-5", None, "第一行\n第二行", "ABC café")
KINDS = {
    "编号": ColumnType.TEXT,
    "镇街": ColumnType.TEXT,
    "备注, 其他/说明": ColumnType.TEXT,
    "床位": ColumnType.INTEGER,
    "价格": ColumnType.NUMBER,
    "日期": ColumnType.DATE,
    "时间": ColumnType.DATETIME,
    "开放": ColumnType.BOOLEAN,
    "_id": ColumnType.INTEGER,
}
NAMES = tuple(KINDS)
INDEXED = {"镇街", "床位", "日期"}


def rows(count: int = 130) -> list[tuple]:
    """Return the rows as values: every column but the first and the last repeats itself."""
    return [
        (
            f"{number:05d}",
            TOWNS[number % 4],
            NOTES[number % 7],
            None if number % 11 == 0 else number % 9 - 2,
            None if number % 13 == 0 else Decimal(number % 17 * 25) / 100,
            None if number % 10 == 0 else date(2026, 1 + number % 12, 1 + number % 28),
            None if number % 9 == 0 else datetime(2026, 1, 1 + number % 5, number % 24, 30),  # noqa: DTZ001
            None if number % 8 == 0 else number % 3 == 0,
            number,
        )
        for number in range(count)
    ]


def told(value):
    """Return a value as JSON holds it."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def objects(found: list[tuple]) -> list[dict]:
    """Return rows as the answer in JSON has them."""
    return [dict(zip(NAMES, map(told, row), strict=True)) for row in found]


def content(found: list[tuple]) -> bytes:
    """Return the rows as a file that is sent in: JSON, which has kinds of values."""
    return json.dumps(objects(found), ensure_ascii=False).encode()


def dictionary() -> list[dict]:
    return [
        {
            "name": name,
            "title": f"标题：{name}",
            "title_en": "" if name == "_id" else f"Title of {kind}",
            "type": kind,
            "unit": "张" if name == "床位" else "",
            "meaning": "说明",
            "is_indexed": name in INDEXED,
        }
        for name, kind in KINDS.items()
    ]


def published(found: list[tuple] | None = None, **values) -> Dataset:
    """Return a public dataset with these rows, not yet ready for queries."""
    return datasets.published(
        day=TODAY,
        content=content(rows() if found is None else found),
        filename="rows.json",
        **{"code": "homes", "name": "养老机构", "columns": dictionary(), **values},
    )


def ready(found: list[tuple] | None = None, **values) -> Dataset:
    """Return a public dataset whose rows can be asked for."""
    dataset = published(found, **values)
    building.build(dataset.latest)
    return Dataset.objects.get(pk=dataset.pk)


def address(dataset: Dataset) -> str:
    return f"/api/v1/datasets/{dataset.code}/rows/"


def now():
    return timezone.now()
