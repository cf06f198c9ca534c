"""Parts of the pages of open data: card, record, dictionary, preview, versions."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogs import data_quality
from catalogs.data_enums import (
    DataLicence,
    UpdateFrequency,
)
from catalogs.models import Dataset, DatasetColumn, DatasetVersion
from portal.opendata.licences import licence_page
from portal.templatetags.portal_ui import day

from .dataset_row_filters import NUMBERS

SHOWN_ROWS = 10


def freshness(dataset: Dataset, *, today: date) -> dict[str, str]:
    """Say whether the data are as new as the catalogue promises, as a tag."""
    if dataset.frequency == UpdateFrequency.IRREGULAR:
        return {"text": _("Updated when something changes"), "tone": "grey"}
    if dataset.is_stale(today):
        return {"text": _("Update overdue"), "tone": "red"}
    promised = dataset.next_update_by
    if promised is not None and promised < today:
        return {"text": _("Update due"), "tone": "amber"}
    return {"text": _("Up to date"), "tone": "green"}


def card(dataset: Dataset, *, today: date) -> dict[str, Any]:
    """The context of ``components/entry_card.html``, with its newest version and ``explained``."""
    version = dataset.latest
    facts = [str(dataset.get_frequency_display()), str(dataset.get_openness_display())]
    if version is not None:
        score = data_quality.score(dataset, today=today)
        quality = ngettext("Quality: %(score)d point", "Quality: %(score)d points", score)
        quality %= {"score": score}
        facts = [str(version.get_format_display()), _rows_words(version), *facts, quality]
    return {
        "url": dataset.get_absolute_url(),
        "name": dataset.display_name,
        "state": freshness(dataset, today=today),
        "summary": dataset.display_description,
        "department": dataset.department.display_name,
        "field": dataset.field.display_name,
        "facts": facts,
        "date": dataset.updated_on,
        "date_label": _("Data of"),
    }


def record(dataset: Dataset, version: DatasetVersion) -> list[dict[str, Any]]:
    """Rows of ``components/metadata_table.html``: what the catalogue says of the data."""
    promised = dataset.next_update_by
    rows: list[dict[str, Any]] = [
        {"label": _("Code"), "value": dataset.code},
        {
            "label": _("Department"),
            "value": dataset.department.display_name,
            "url": dataset.department.get_absolute_url(),
        },
        {"label": _("Theme"), "value": dataset.get_theme_display()},
        {"label": _("Published on"), "value": day(dataset.published_on)},
        {"label": _("Data updated on"), "value": day(dataset.updated_on)},
        {"label": _("Update frequency"), "value": dataset.get_frequency_display()},
        {"label": _("Next update by"), "value": day(promised) if promised else ""},
        {"label": _("Size"), "value": _size_words(version)},
        {"label": _("Openness"), "value": dataset.get_openness_display()},
        {"label": _("Conditions of use"), "value": dataset.conditions},
        {
            "label": _("Licence"),
            "value": dataset.get_licence_display(),
            "url": licence_page(DataLicence(dataset.licence)),
        },
        {"label": _("Keywords"), "value": _(", ").join(dataset.keywords)},
        {"label": _("Telephone"), "value": dataset.department.telephone},
        {"label": _("Email address"), "value": dataset.department.email},
    ]
    filled = [row for row in rows if row["value"]]
    last = len(filled) - 1
    return [
        {**row, "right": bool(place % 2), "wide": place == last and not place % 2}
        for place, row in enumerate(filled)
    ]


def dictionary(columns: list[DatasetColumn]) -> dict[str, Any]:
    """The data dictionary as ``components/table.html`` takes it."""
    parts: list[tuple[str, Callable[[DatasetColumn], str]]] = [
        (_("Column"), lambda column: column.display_title),
        (_("Name in the file"), lambda column: column.name),
        (_("Type"), lambda column: column.get_type_display()),
        (_("Unit"), lambda column: column.unit),
        (_("Meaning"), lambda column: column.meaning),
    ]
    if not any(column.unit for column in columns):
        del parts[3]
    rows = [[{"label": label, "text": text(column)} for label, text in parts] for column in columns]
    return {"columns": [{"label": label} for label, _text in parts], "rows": rows}


def preview(version: DatasetVersion, columns: list[DatasetColumn]) -> dict[str, Any]:
    """The first rows of the newest version, under the titles of the dictionary."""
    known = {column.name: column for column in columns}
    numbers = [name in known and known[name].type in NUMBERS for name in version.headers]
    return {
        "headers": [
            {
                "title": known[name].display_title if name in known else name,
                "unit": known[name].unit if name in known else "",
                "number": number,
            }
            for name, number in zip(version.headers, numbers, strict=True)
        ],
        "rows": [
            [{"text": text, "number": number} for text, number in zip(row, numbers, strict=False)]
            for row in version.sample[:SHOWN_ROWS]
        ],
        "more": max(0, version.row_count - SHOWN_ROWS),
    }


def versions(dataset: Dataset, rows: list[DatasetVersion]) -> list[dict[str, Any]]:
    """Every version with its file, the newest first."""
    return [
        {
            "number": row.number,
            "released_at": row.released_at,
            "url": file_url(dataset, row),
            "name": row.name,
            "format": row.get_format_display(),
            "size": row.size,
            "rows": row.row_count,
            "checksum": row.checksum,
            "note": row.note,
        }
        for row in rows
    ]


def file_url(dataset: Dataset, version: DatasetVersion) -> str:
    """Return where the file of a version is downloaded."""
    return reverse("portal:dataset-file", args=[dataset.code, version.number])


def _rows_words(version: DatasetVersion) -> str:
    words = ngettext("%(count)d row", "%(count)d rows", version.row_count)
    return words % {"count": version.row_count}


def _size_words(version: DatasetVersion) -> str:
    columns = ngettext("%(count)d column", "%(count)d columns", version.column_count)
    return _(", ").join([_rows_words(version), columns % {"count": version.column_count}])
