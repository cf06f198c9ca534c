"""The dataset that an address for machines names."""

from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from catalogs.models import Dataset


def public_dataset(code: str, *, today: date) -> Dataset | None:
    """Return a public dataset with department, field and newest version; None if withdrawn.

    Raises ``Http404`` for what was never public.
    """
    rows = Dataset.objects.select_related("department", "field", "latest")
    found = rows.filter(code=code, published_on__isnull=False).first()
    if found is None:
        raise Http404(_("No public dataset has this code."))
    return found if found.latest is not None and found.is_public(today) else None
