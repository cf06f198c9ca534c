"""Uses of datasets, counted without a write to the database on every request.

A process adds up what it answers and writes the sums after a while, and when it ends. What is lost
with a process that is killed are the uses of that while.
"""

import atexit
import logging
import threading
from collections import Counter
from datetime import date

from django.conf import settings
from django.db import DatabaseError, connections

from catalogs import data_uses
from catalogs.data_enums import DataUse
from catalogs.models import Dataset

log = logging.getLogger(__name__)

_pending: Counter[tuple[int, DataUse, date]] = Counter()
_lock = threading.Lock()
_timer: threading.Timer | None = None


def count(dataset: Dataset, way: DataUse, *, today: date) -> None:
    """Count one use, to be written within ``settings.DATA_USE_SECONDS``; at once where 0."""
    global _timer
    with _lock:
        _pending[dataset.pk, way, today] += 1
        if settings.DATA_USE_SECONDS and _timer is None:
            _timer = threading.Timer(settings.DATA_USE_SECONDS, _write_in_thread)
            _timer.daemon = True
            _timer.start()
    if not settings.DATA_USE_SECONDS:
        write()


def write() -> None:
    """Write what was counted so far; what the database does not take now is kept for later."""
    global _timer
    with _lock:
        if _timer is not None:
            _timer.cancel()
        counted, _timer = dict(_pending), None
        _pending.clear()
    for (pk, way, day), times in counted.items():
        try:
            data_uses.count(Dataset(pk=pk), way, today=day, times=times)
        except DatabaseError:
            log.warning("The uses of a dataset could not be written yet.", exc_info=True)
            with _lock:
                _pending[pk, way, day] += times


def _write_in_thread() -> None:
    try:
        write()
    finally:
        connections.close_all()


atexit.register(_write_in_thread)
