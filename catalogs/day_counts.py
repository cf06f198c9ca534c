"""Rows that count something by day: ``times`` is one number beside the columns it is kept by."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Model


def add(counts: type[Model], *, times: int = 1, **kept_by: Any) -> None:
    """Add ``times`` to the row of ``counts`` that ``kept_by`` names, its unique columns.

    The first of a day writes the row; two that count at once lose nothing.
    """
    rows = counts._default_manager.filter(**kept_by)
    if rows.update(times=F("times") + times):
        return
    try:
        with transaction.atomic():
            rows.create(**kept_by, times=times)
    except IntegrityError:
        rows.update(times=F("times") + times)
