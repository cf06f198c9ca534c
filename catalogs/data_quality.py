"""The quality score of a dataset: out of 100 points, from parts that anyone can check."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalogs.data_enums import DataFormat, Openness, UpdateFrequency
from catalogs.models import Dataset

# Below this a description says little; it is also what catalogues of other portals ask for.
FULL_DESCRIPTION = 50
# What is updated irregularly counts as kept for so long.
KEPT_DAYS = 365
FULL_SCORE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score; ``advice`` says how to gain the rest, and is empty at the most."""

    code: str
    label: Any
    points: int
    most: int
    advice: Any


def parts(dataset: Dataset, *, today: date) -> list[Part]:
    """Return the parts of the score; the row comes with ``with_explained()`` and its version."""
    measured = [
        ("description", _("Description"), 15, _description(dataset),
         _("Describe the data in fifty characters or more.")),
        ("dictionary", _("Data dictionary"), 20, _dictionary(dataset),
         _("Say what each column means.")),
        ("languages", _("English name and description"), 10, _languages(dataset),
         _("Write the name and the description in English too.")),
        ("timeliness", _("Kept up to date"), 20, _timeliness(dataset, today),
         _("Release a version within the update frequency.")),
        ("format", _("Machine-readable format"), 15, _format(dataset),
         _("Release the data as CSV or JSON.")),
        ("queries", _("Open to queries"), 10, _queries(dataset),
         _("Mend what keeps the rows from being queried.")),
        ("terms", _("Terms of use"), 10, _terms(dataset),
         _("Give the data without conditions.")),
    ]  # fmt: skip
    return [
        Part(code, label, round(share * most), most, "" if share == 1 else advice)
        for code, label, most, share, advice in measured
    ]


def score(dataset: Dataset, *, today: date) -> int:
    """Return the sum of the parts, from 0 to ``FULL_SCORE``."""
    return sum(part.points for part in parts(dataset, today=today))


def _description(dataset: Dataset) -> float:
    return min(1, len(dataset.description.strip()) / FULL_DESCRIPTION)


def _dictionary(dataset: Dataset) -> float:
    columns = dataset.latest.column_count if dataset.latest else 0
    return min(1, dataset.explained / columns) if columns else 0


def _languages(dataset: Dataset) -> float:
    return (bool(dataset.name_en) + bool(dataset.description_en)) / 2


def _timeliness(dataset: Dataset, today: date) -> float:
    if dataset.updated_on is None or dataset.is_stale(today):
        return 0
    if dataset.frequency == UpdateFrequency.IRREGULAR:
        return 1 if dataset.updated_on >= today - timedelta(days=KEPT_DAYS) else 0.5
    return 1 if dataset.next_update_by >= today else 0.5


def _format(dataset: Dataset) -> float:
    if dataset.latest is None:
        return 0
    return 0.6 if dataset.latest.format == DataFormat.XLSX else 1


def _queries(dataset: Dataset) -> float:
    return 1 if dataset.latest is not None and dataset.latest.built_at is not None else 0


def _terms(dataset: Dataset) -> float:
    return 1 if dataset.openness == Openness.UNCONDITIONAL else 0.5
