"""Which departments take applications, and how they are reached."""

from django.db.models import QuerySet

from catalogs.enums import DepartmentKind
from catalogs.models import Department

ABOVE = (DepartmentKind.PROVINCIAL_DEPARTMENT, DepartmentKind.MUNICIPAL_DEPARTMENT)


def receivers() -> QuerySet[Department]:
    """Return the district's units that answer applications: those with a code of their own.

    A government without a parent is the city's.
    """
    own = Department.objects.public().exclude(organization_code="").exclude(kind__in=ABOVE)
    return own.exclude(kind=DepartmentKind.GOVERNMENT, parent__isnull=True)
