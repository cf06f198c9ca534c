"""Where officials edit: the stock admin, scoped to what each may reach; one module a topic."""

from . import (
    adjustments,
    calendar,
    dataset_uploads,
    datasets,
    matters,
    powers,
    publications,
    pushing,
    reviews,
    services,
    site,
    units,
)

__all__ = [
    "adjustments",
    "calendar",
    "dataset_uploads",
    "datasets",
    "matters",
    "powers",
    "publications",
    "pushing",
    "reviews",
    "services",
    "site",
    "units",
]
