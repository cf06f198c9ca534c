"""Remind the handlers: yellow three working days before the due date, red once it has passed."""

from collections.abc import Callable
from datetime import date
from typing import Any


def remind(rows: Any, *, today: date, tell: Callable[..., int], soon: str, late: str) -> int:
    """Write the reminders that are not written yet; return how many letters that were.

    ``rows`` are cases, told by ``tell(case, occasion, news=…)``, with what that asks of them. The
    letter's key is the record: it names the due date, so a date that moved is told anew, a second
    run tells nothing and a missed night is caught up.
    """
    told = (
        ("yellow", soon, rows.due_soon(today)),
        ("red", late, rows.overdue(today)),
    )
    return sum(
        tell(row, f"{colour}-{row.due_on:%Y%m%d}", news=news)
        for colour, news, due in told
        for row in due.order_by("pk")
    )
