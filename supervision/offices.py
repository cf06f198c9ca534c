"""The office that gaps of the whole site belong to."""

from catalogs.enums import DepartmentKind
from catalogs.models import Department


def supervising_office() -> Department:
    """Return the district's government office; ``Department.DoesNotExist`` without one."""
    offices = Department.objects.answering().filter(kind=DepartmentKind.GOVERNMENT_OFFICE)
    return offices.order_by("display_order", "pk")[:1].get()
