"""Datasets of the demonstration: the portal's own lists of every pilot field, as files."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import override

from catalogs import data_catalogue, data_releasing
from catalogs.demo.dataset_rows import ROWS, DataRow
from catalogs.demo.dates import at_nine
from catalogs.demo.files import workbook
from catalogs.demo.officials import publishing_departments
from catalogs.demo.publications import Desk
from catalogs.models import Dataset, Department, Field, PublicityMatter
from catalogs.reference import read_fixture
from catalogs.tables import write_csv

CHINESE = "zh-hans"
RELATED_MATTERS = 5
# What a series says of its datasets beside their names and texts.
TERMS = ("frequency", "licence", "keywords", "openness", "conditions")


def load_datasets(*, today: date) -> int:
    """Enter every series for each of its fields, release its versions, publish; return how many."""
    plan, desk = read_fixture("demo/datasets"), Desk()
    known = {department.pk for department in publishing_departments()}
    made = 0
    with override(CHINESE):
        for series in plan["series"]:
            fields = Field.objects.pilot().order_by("display_order", "pk")
            for field in fields:
                if field.slug in series.get("fields", [field.slug]):
                    code = series["code"].format(slug=field.slug)
                    record = {**series, **plan["exceptions"].get(code, {}), "code": code}
                    record["theme"] = plan["themes"][field.slug]
                    made += _load(record, field, today=today, desk=desk, known=known)
    return made


def _load(
    record: dict[str, Any], field: Field, *, today: date, desk: Desk, known: set[int]
) -> bool:
    """Make one dataset; nothing where the portal holds no rows of it, or of no known unit."""
    days = [today - timedelta(days=ago) for ago in record["released"]]
    files = [(day, rows) for day in days if (rows := list(ROWS[record["kind"]](field, day)))]
    if not files:
        return False
    department = _most_often(files[-1][1], known)
    if department is None:
        return False
    clerk, reviewer = desk.officials(department)
    first = files[0][0]
    dataset = data_catalogue.draft(
        actor=clerk,
        matters=_matters(field, department, today),
        columns=record["columns"],
        at=at_nine(first),
        department=department,
        field=field,
        code=record["code"],
        theme=record["theme"],
        **_texts(record, field),
        **{name: record[name] for name in TERMS if name in record},
    )
    for number, (day, rows) in enumerate(files):
        _release(dataset, record, rows, day=day, actor=clerk, note="更新数据" if number else "")
        if number == 0 and record.get("until") != "draft":
            data_catalogue.publish(dataset, actor=reviewer, now=at_nine(day, 40))
    return True


def _most_often(rows: Sequence[DataRow], known: set[int]) -> Department | None:
    """The unit most of the rows come from, among those that publish here."""
    counted = Counter(row.department for row in rows if row.department.pk in known)
    return counted.most_common(1)[0][0] if counted else None


def _matters(field: Field, department: Department, today: date) -> list[PublicityMatter]:
    """The first matters of the field that the department answers for."""
    rows = PublicityMatter.objects.public(today).filter(field=field, department=department)
    return list(rows.order_by("code")[:RELATED_MATTERS])


def _texts(record: dict[str, Any], field: Field) -> dict[str, str]:
    names = {"field": field.name, "field_en": field.name_en}
    texts = ("name", "name_en", "description", "description_en")
    return {name: record[name].format(**names) for name in texts}


def _release(
    dataset: Dataset,
    record: dict[str, Any],
    rows: Sequence[DataRow],
    *,
    day: date,
    actor: Any,
    note: str,
) -> None:
    headers = [column["name"] for column in record["columns"]]
    lines = [["" if cell is None else str(cell) for cell in row.cells] for row in rows]
    if record["format"] == "json":
        records = [dict(zip(headers, line, strict=True)) for line in lines]
        content = json.dumps(records, ensure_ascii=False, indent=1).encode()
    elif record["format"] == "xlsx":
        content = workbook(dataset.name, headers, lines)
    else:
        content = b"".join(write_csv(lines, headers))
    data_releasing.release_version(
        dataset,
        content=content,
        name=f"{dataset.code}-{day:%Y%m%d}.{record['format']}",
        actor=actor,
        now=at_nine(day, 20),
        note=note,
    )
