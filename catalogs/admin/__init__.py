"""Where officials edit: the stock admin, scoped to what each may reach; one module a topic."""

from . import (
    adjustments,
    calendar,
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
