"""On the page of the own submission: giving it up, and the new day of an extended one."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from catalogs.models import HistoryRow
from feedback import extending
from feedback.enums import SubmissionState
from tests.feedback.factories import SubmissionFactory, clerk_of, office
from tests.feedback.test_tracking_pages import case, opened

pytestmark = pytest.mark.django_db
WITHDRAW = "feedback:track-withdraw"


def test_it_is_given_up_after_a_confirmation_with_a_reason_or_none(client):
    row = opened(client, issued=True)
    assert case(client).context["can_withdraw"]
    page = client.post(reverse(WITHDRAW), {"reason": "已在大厅办妥"})
    assert page.context["form"].errors["confirm"]
    assert "已在大厅办妥" in page.text
    row.refresh_from_db()
    assert row.is_open
    page = client.post(reverse(WITHDRAW), {"reason": "已在大厅办妥", "confirm": "on"}, follow=True)
    row.refresh_from_db()
    assert row.state == SubmissionState.WITHDRAWN
    assert not page.context["can_withdraw"]
    assert HistoryRow.objects.of(row).get(action="withdraw").reason == "已在大厅办妥"


def test_after_the_reply_there_is_nothing_to_withdraw(client):
    opened(client, reviewed=True)
    assert client.get(reverse(WITHDRAW))["Location"] == reverse("feedback:track-case")


def test_what_others_await_too_offers_no_withdrawal(client):
    row = opened(client, issued=True)
    SubmissionFactory(merged=True, merged_into=row)
    assert not case(client).context["can_withdraw"]
    assert client.post(reverse(WITHDRAW), {"confirm": "on"}).status_code == 302
    row.refresh_from_db()
    assert row.is_open


@time_machine.travel("2026-11-24 09:00 +0800", tick=False)
def test_the_asker_sees_the_new_day_and_why(client, calendar):
    row = opened(client, issued=True)
    request = extending.request_extension(
        row, actor=clerk_of(row), reason="涉及三个部门", today=date(2026, 11, 24)
    )
    assert "涉及三个部门" not in case(client).text
    extending.approve_extension(request, actor=office(), today=date(2026, 11, 24))
    page = case(client)
    assert "涉及三个部门" in page.text
    assert page.context["due"]["day"] == date(2026, 12, 7)
