"""Which departments take applications, and how they are reached."""

from django.db.models import QuerySet

from catalogs.models import Department


def receivers() -> QuerySet[Department]:
    """Return the district's units that answer applications."""
    return Department.objects.answering()
