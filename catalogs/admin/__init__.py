"""Where officials edit: the stock admin, scoped to what each may reach; one module a topic."""

from . import adjustments, calendar, index, matters, powers, publications, reviews, services, units

__all__ = [
    "adjustments",
    "calendar",
    "index",
    "matters",
    "powers",
    "publications",
    "reviews",
    "services",
    "units",
]
