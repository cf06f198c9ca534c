"""Where officials edit: the stock admin, scoped to what each may reach; one module a topic."""

from . import adjustments, calendar, matters, powers, publications, reviews, services, site, units

__all__ = [
    "adjustments",
    "calendar",
    "matters",
    "powers",
    "publications",
    "reviews",
    "services",
    "site",
    "units",
]
