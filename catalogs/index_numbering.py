"""Index numbers: organization code, slash, year, dash, five digits; no gaps, no duplicates."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.models import Department, IndexSequence, Publication
from catalogs.models.publications import INDEX_NUMBER

LAST_SERIAL = 99_999


@transaction.atomic
def next_index_number(department: Department, *, year: int) -> str:
    """Give the next number of ``department`` in ``year``.

    The sequence row stays locked until the caller's transaction ends, so a number is
    used or given back, never lost. Raises ``ValidationError`` when the department has
    no organization code or the year's numbers are used up.
    """
    if not department.organization_code:
        raise ValidationError(
            _("%(department)s has no organization code, so no index number can be given.")
            % {"department": department}
        )
    sequence = _locked(department.organization_code, year)
    if sequence.last >= LAST_SERIAL:
        raise ValidationError(_("The index numbers of %(year)s are used up.") % {"year": year})
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return f"{department.organization_code}/{year}-{sequence.last:05d}"


@transaction.atomic
def reserve(index_number: str) -> str:
    """Take over a number given before this portal existed, and count on from it.

    Raises ``ValidationError`` when it has no known shape or is taken.
    """
    INDEX_NUMBER(index_number)
    code, _slash, rest = index_number.partition("/")
    year, _dash, serial = rest.partition("-")
    if len(year) == 4:
        sequence = _locked(code, int(year))
        if int(serial) > sequence.last:
            sequence.last = int(serial)
            sequence.save(update_fields=["last"])
    if Publication.objects.filter(index_number=index_number).exists():
        raise ValidationError(
            {"index_number": _("The index number %(number)s is taken.") % {"number": index_number}}
        )
    return index_number


def _locked(code: str, year: int) -> IndexSequence:
    # The row must exist before it can be locked; two first comers meet at the unique constraint.
    IndexSequence.objects.bulk_create(
        [IndexSequence(organization_code=code, year=year)], ignore_conflicts=True
    )
    return IndexSequence.objects.select_for_update().get(organization_code=code, year=year)
