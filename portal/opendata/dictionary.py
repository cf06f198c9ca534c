"""The data dictionary for machines: Table Schema of Frictionless, and CSV on the Web of the W3C.

Both say of each column, in the order of the file, its name, its titles, its type and its meaning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from catalogs.data_enums import (
    OF_DAYS,
    ColumnType,
    DataFormat,
    DataLicence,
    DayWriting,
    UpdateFrequency,
)
from catalogs.data_layouts import CsvLayout, csv_layout
from catalogs.models import Dataset, DatasetColumn, DatasetVersion
from portal.opendata.addresses import permanent
from portal.opendata.licences import licence_url

TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
CSVW = "http://www.w3.org/ns/csvw"
CSVW_MEDIA_TYPE = "application/csvm+json"
# An empty cell is a value that is not there.
MISSING = ("",)
# Truth values as people and Excel write them in a file.
TRUE, FALSE = ["true", "TRUE", "True"], ["false", "FALSE", "False"]

MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}.*)?"
# Days as a file may write them otherwise, and moments that begin with one.
DAY = r"[0-9]{4}([-/.][0-9]{1,2}[-/.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4})"
LOOSE_MOMENT = rf"{DAY}([T ][0-9]{{1,2}}:[0-9]{{2}}.*)?"

_FIELD_TYPES: dict[ColumnType, dict[str, Any]] = {
    ColumnType.TEXT: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.DATE: {"type": "date"},
    ColumnType.DATETIME: {"type": "datetime", "format": "any"},
    ColumnType.BOOLEAN: {"type": "boolean", "trueValues": TRUE, "falseValues": FALSE},
}
_DATATYPES: dict[ColumnType, Any] = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "decimal",
    ColumnType.DATE: {"base": "date", "format": "yyyy-MM-dd"},
    # Moments are written as their senders wrote them: with a T or a space, to the minute or finer.
    ColumnType.DATETIME: {"base": "string", "format": MOMENT},
    ColumnType.BOOLEAN: {"base": "boolean", "format": "true|false"},
}
_PERIODS: dict[UpdateFrequency, str] = {
    UpdateFrequency.DAILY: "P1D",
    UpdateFrequency.WEEKLY: "P1W",
    UpdateFrequency.MONTHLY: "P1M",
    UpdateFrequency.QUARTERLY: "P3M",
    UpdateFrequency.HALF_YEARLY: "P6M",
    UpdateFrequency.YEARLY: "P1Y",
}


@dataclass(frozen=True, slots=True)
class _Described:
    """A column of the file with what the dictionary says of it, which may be nothing yet."""

    name: str
    type: ColumnType
    titles: tuple[str, ...]
    title_en: str
    meaning: str
    unit: str
    # How the file writes its days where not all are 2026-01-31.
    writings: frozenset[str]


def table_schema(dataset: Dataset, columns: list[DatasetColumn]) -> dict[str, Any]:
    """Return the Table Schema of the newest version."""
    return {
        "$schema": TABLE_SCHEMA,
        "fields": [_field(column) for column in _described(dataset, columns)],
        "missingValues": list(MISSING),
    }


def csv_metadata(dataset: Dataset, columns: list[DatasetColumn], *, url: str) -> dict[str, Any]:
    """Return the metadata of the CSV file at ``url``, which holds the newest version.

    Raises ``FileNotFoundError`` where the file of the version is missing.
    """
    period = _PERIODS.get(UpdateFrequency(dataset.frequency))
    # Rows that the portal writes as CSV have their days in ISO 8601.
    as_sent = dataset.latest.format == DataFormat.CSV
    layout = _layout(dataset.latest) if as_sent else CsvLayout()
    described = _described(dataset, columns)
    return {
        "@context": [CSVW, {"@language": "zh"}],
        "url": url,
        "dc:title": _in_languages(dataset.name, dataset.name_en),
        "dc:description": _in_languages(dataset.description, dataset.description_en),
        "dc:publisher": _in_languages(dataset.department.name, dataset.department.name_en),
        "dc:license": {"@id": licence_url(DataLicence(dataset.licence))},
        "dc:modified": _day(dataset),
        **({"dc:accrualPeriodicity": period} if period else {}),
        "dc:source": {"@id": permanent("portal:dataset-detail", dataset.code)},
        # A byte order mark at the beginning is no part of the text, as the encoding has it.
        "dialect": {
            "encoding": "utf-8",
            "delimiter": layout.delimiter,
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "headerRowCount": layout.header_rows,
            **({"skipRows": layout.skipped_rows} if layout.skipped_rows else {}),
            "lineTerminators": ["\r\n", "\n"],
        },
        "tableSchema": {"columns": [_column(column, as_sent=as_sent) for column in described]},
    }


def described_by(dataset: Dataset, version: DatasetVersion) -> str:
    """Return the ``Link`` header of a file: the newest CSV leads to what describes it."""
    if version.pk != dataset.latest_id:
        return ""
    schema = permanent("standards:table-schema", dataset.code)
    links = [f'<{schema}>; rel="describedby"; type="application/json"']
    if version.format == DataFormat.CSV:
        metadata = permanent("standards:csv-metadata", dataset.code)
        links.append(f'<{metadata}>; rel="describedby"; type="{CSVW_MEDIA_TYPE}"')
    return ", ".join(links)


def _layout(version: DatasetVersion) -> CsvLayout:
    with version.file.open("rb") as file:
        return csv_layout(file)


def _described(dataset: Dataset, columns: list[DatasetColumn]) -> Iterator[_Described]:
    """Yield the columns of the newest version in the order of its file."""
    version = dataset.latest
    known = {column.name: column for column in columns}
    types = dict(zip(version.headers, version.types, strict=False))
    for name in version.headers:
        column = known.get(name) or DatasetColumn(name=name, title=name)
        yield _Described(
            name=name,
            type=ColumnType(types.get(name, column.type)),
            titles=tuple(dict.fromkeys((name, column.title))),
            title_en=column.title_en,
            meaning=column.meaning,
            unit=column.unit,
            writings=frozenset(version.day_writings.get(name, ())) - {DayWriting.ISO},
        )


def _field(column: _Described) -> dict[str, Any]:
    parts = {
        "title": column.titles[-1],
        "titleEn": column.title_en,
        "description": column.meaning,
        "unit": column.unit,
    }
    filled = {key: text for key, text in parts.items() if text}
    kind = dict(_FIELD_TYPES[column.type])
    if column.type in OF_DAYS and column.writings:
        kind["format"] = "any"
    return {"name": column.name, **kind, **filled}


def _column(column: _Described, *, as_sent: bool) -> dict[str, Any]:
    """Return a column; the header of the file is among its titles, by which readers find it."""
    titles: dict[str, Any] = {"zh": list(column.titles)}
    if column.title_en:
        titles["en"] = column.title_en
    parts = {
        "dc:description": {"@value": column.meaning, "@language": "zh"} if column.meaning else None,
        "schema:unitText": {"@value": column.unit, "@language": "zh"} if column.unit else None,
    }
    return {
        "name": quote(column.name, safe="").replace("-", "%2D").replace("~", "%7E"),
        "titles": titles,
        "datatype": (_loose_datatype(column) if as_sent else None) or _DATATYPES[column.type],
        "null": list(MISSING),
        **{key: value for key, value in parts.items() if value},
    }


def _loose_datatype(column: _Described) -> Any:
    """Return how values are told that a file may write otherwise; None where it does not."""
    if column.type == ColumnType.BOOLEAN:
        return {"base": "string", "format": "|".join((*TRUE, *FALSE))}
    if column.type not in OF_DAYS or not column.writings:
        return None
    return {"base": "string", "format": DAY if column.type == ColumnType.DATE else LOOSE_MOMENT}


def _in_languages(chinese: str, english: str) -> list[dict[str, str]]:
    texts = {"zh": chinese, "en": english}
    return [{"@value": text, "@language": tag} for tag, text in texts.items() if text]


def _day(dataset: Dataset) -> dict[str, str]:
    return {"@value": dataset.updated_on.isoformat(), "@type": "xsd:date"}
