"""The office registers by hand what came by the hotline, by telephone, by letter or in person."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.models import Official
from catalogs.workflow import MoveRefused
from feedback import access
from feedback.enums import Channel
from feedback.models import Submission
from feedback.receiving import Receipt, take_in


@transaction.atomic
def register_by_hand(
    *,
    actor: Official,
    channel: str,
    received_on: date,
    now: datetime,
    files: Iterable[tuple[BinaryIO, str]] = (),
    **values: Any,
) -> Receipt:
    """Take in what did not come by the portal; the clock runs from the day it arrived.

    ``values`` are the columns of the contact and of what is asked; ``files`` are open files with
    their names. The number and the code, shown once, are told to the asker, who can follow it
    like any other. Raises ``ValidationError`` by field.
    """
    if not access.may_register(actor):
        raise MoveRefused(_("The office registers submissions."), code="role")
    if channel == Channel.ONLINE:
        raise ValidationError({"channel": _("Choose how it came.")})
    if received_on > timezone.localdate(now):
        raise ValidationError({"received_on": _("This day has not come yet.")})
    submission = Submission(channel=channel, received_on=received_on, created_at=now, **values)
    return take_in(submission, action="register", files=files, actor=actor, now=now)
