"""From the code in an address to rows that can be asked, or the reason why they cannot."""

import time
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalogs.models import Dataset
from portal.opendata import granting
from portal.opendata.addresses import permanent
from portal.opendata.finding import public_dataset
from portal.opendata.problems import Problem
from portal.opendata.store import Store, opening

MOST_REMEMBERED = 256
# In so many seconds rows that are being made ready may be there; those that failed need a person.
SOON, LATER = 30, 60 * 60


def readable(request: HttpRequest, code: str, *, today: date) -> Dataset:
    """Return a dataset whose rows this reader may have.

    Raises ``Http404`` for what was never public, and ``Problem`` for what was withdrawn or is open
    on conditions.
    """
    dataset = _remembered(code)
    if dataset is None or not dataset.is_public(today):
        dataset = public_dataset(code, today=today)
        if dataset is None:
            raise Problem(410, _("These data were withdrawn."))
        _remember(dataset)
    if not granting.may_read(request, dataset):
        sentence = _(
            "These data are open on conditions. Their page says which, and how to ask for access:"
            " %(page)s"
        )
        page = permanent("portal:dataset-detail", dataset.code)
        raise Problem(403, sentence % {"page": page})
    return dataset


def opened(dataset: Dataset) -> Store:
    """Return the rows of the newest version that can be queried, or raise a ``Problem``."""
    store = opening.newest(dataset)
    if store is not None:
        return store
    page = permanent("portal:dataset-detail", dataset.code)
    if dataset.latest and dataset.latest.build_error:
        sentence = _("The rows could not be made ready for queries. The whole file is at %(page)s")
        raise Problem(503, sentence % {"page": page}, headers={"Retry-After": str(LATER)})
    sentence = _("The rows are being made ready. Try again soon; the whole file is at %(page)s")
    raise Problem(503, sentence % {"page": page}, headers={"Retry-After": str(SOON)})


# Entries of the catalogue by their codes, each with the moment until which it is believed. To read
# one from the database costs more than to find a page of its rows.
_entries: dict[str, tuple[float, Dataset]] = {}


def _remembered(code: str) -> Dataset | None:
    until, dataset = _entries.get(code, (0.0, None))
    return dataset if time.monotonic() < until else None


def _remember(dataset: Dataset) -> None:
    if len(_entries) >= MOST_REMEMBERED:
        _entries.clear()
    _entries[dataset.code] = (time.monotonic() + settings.DATA_ENTRY_SECONDS, dataset)
