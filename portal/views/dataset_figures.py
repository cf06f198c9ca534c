"""Figures of a dataset's page: the quality score with its parts, and how often it was used."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalogs import data_quality, data_uses
from catalogs.data_enums import DataUse
from catalogs.models import Dataset


def quality(dataset: Dataset, *, today: date) -> dict[str, Any]:
    """Return the score and its parts as ``components/table.html`` takes them."""
    parts = data_quality.parts(dataset, today=today)
    labels = (_("Part"), _("Points"), _("How to gain the rest"))
    rows = [
        [
            {"label": labels[0], "text": part.label},
            {"label": labels[1], "text": f"{part.points} / {part.most}", "number": True},
            {"label": labels[2], "text": part.advice or "—"},
        ]
        for part in parts
    ]
    columns = [{"label": label, "number": place == 1} for place, label in enumerate(labels)]
    return {
        "score": sum(part.points for part in parts),
        "most": data_quality.FULL_SCORE,
        "columns": columns,
        "rows": rows,
    }


def uses(dataset: Dataset) -> list[dict[str, Any]]:
    """Return how often the dataset was used, in each way, for ``components/stats.html``."""
    counted = data_uses.totals(dataset)
    return [{"label": way.label, "figure": counted[way]} for way in DataUse]
