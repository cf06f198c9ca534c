"""Receipt numbers: prefix, year and five digits; distinct whoever comes at the same moment."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.models import ReceiptSequence

LAST_SERIAL = 99_999
_SPACES = re.compile(r"\s")


def next_receipt_number(prefix: str, *, year: int) -> str:
    """Give the next number of ``prefix`` in ``year``, as ``SQ-2026-00001``.

    Raises ``ValidationError`` when the year's numbers are used up.
    """
    return f"{prefix}-{year}-{next_serial(prefix, year=year):05d}"


@transaction.atomic
def next_serial(prefix: str, *, year: int) -> int:
    """Give the next serial of ``prefix`` in ``year``, from 1 on.

    The sequence row stays locked until the caller's transaction ends, so a serial is used
    or given back. Raises ``ValidationError`` when the year's serials are used up.
    """
    # The row must exist before it can be locked; two first comers meet at the unique constraint.
    ReceiptSequence.objects.bulk_create(
        [ReceiptSequence(prefix=prefix, year=year)], ignore_conflicts=True
    )
    sequence = ReceiptSequence.objects.select_for_update().get(prefix=prefix, year=year)
    if sequence.last >= LAST_SERIAL:
        raise ValidationError(_("The receipt numbers of %(year)s are used up.") % {"year": year})
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return sequence.last


def normalised(number: str) -> str:
    """Return a number as a person typed it in the form it was given: no spaces, capitals."""
    return _SPACES.sub("", number).upper()[:24]
