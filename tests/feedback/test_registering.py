"""What came by the hotline, by telephone or by letter is registered by the office."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from feedback.enums import Channel
from feedback.registering import register_by_hand
from feedback.views.tracking import SESSION
from tests.factories import OfficialFactory
from tests.feedback.factories import ASKED, PERSON, moment, office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
CAME = date(2026, 11, 20)


def registered(**given):
    values = {"actor": office(), "channel": Channel.HOTLINE, "received_on": CAME}
    return register_by_hand(**values | {"now": moment(TODAY)} | ASKED | PERSON | given)


def test_the_clock_runs_from_the_day_it_came_and_the_channel_is_kept(calendar):
    receipt = registered()
    row = receipt.submission
    assert (row.channel, row.received_on) == (Channel.HOTLINE, CAME)
    assert (row.clock_started_on, row.due_on) == (CAME, date(2026, 12, 1))
    assert HistoryRow.objects.of(row).get().action == "register"
    assert receipt.code


def test_the_caller_can_follow_it_with_number_and_code(calendar):
    receipt = registered()
    found = SESSION.find(receipt.submission.receipt_number, receipt.code, address="203.0.113.9")
    assert found == receipt.submission


def test_a_letter_with_an_address_can_be_answered_and_a_call_without_a_number_cannot(calendar):
    silent = {"telephone": "", "email": ""}
    assert registered(channel=Channel.LETTER, **silent).submission.pk
    with pytest.raises(ValidationError) as refusal:
        registered(channel=Channel.TELEPHONE, **silent)
    assert "telephone" in refusal.value.message_dict


def test_nothing_comes_tomorrow_or_by_the_portal(calendar):
    for given in ({"received_on": date(2026, 11, 25)}, {"channel": Channel.ONLINE}):
        with pytest.raises(ValidationError):
            registered(**given)


def test_the_office_alone_registers(calendar):
    with pytest.raises(MoveRefused):
        registered(actor=OfficialFactory())
