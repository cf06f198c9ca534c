"""Who acts: the disclosure office, and the clerk and the reviewer of a department."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalogs.demo.officials import LOGINS, clerk_of, reviewer_of
from catalogs.models import Department, Official


@dataclass(frozen=True, slots=True)
class Cast:
    """The officials of one story."""

    office: Official
    department: Department
    clerk: Official
    reviewer: Official


# Where the log-ins of the demonstration work: most of what is open today lies there.
SHOWN = LOGINS["clerk"][1]


def casts(codes: Iterable[str]) -> dict[str, Cast]:
    """Return the casts of the departments with these codes."""
    office = Official.objects.get(username="office")
    return {
        department.code: Cast(office, department, *_officials(department))
        for department in Department.objects.filter(code__in=list(codes))
    }


def another(cast: Cast, among: dict[str, Cast]) -> Cast:
    """Return the cast of a department that is asked, or takes over."""
    return among["BHQ-CZJ" if cast.department.code == "BHQ-ZJJ" else "BHQ-ZJJ"]


def _officials(department: Department) -> tuple[Official, Official]:
    if department.code == SHOWN:
        return Official.objects.get(username="clerk"), Official.objects.get(username="reviewer")
    return clerk_of(department), reviewer_of(department)
