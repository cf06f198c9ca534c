"""What followed for departments, the figures of a year, and the limits in hours."""

from datetime import date, timedelta

import pytest
import time_machine

from catalogs.models import HistoryRow
from catalogs.tables import read_table
from feedback import opinions
from feedback.models import OpinionLimit
from tests.factories import OfficialFactory
from tests.feedback.factories import (
    OpinionCaseFactory,
    administrator,
    office,
)
from tests.feedback.opinion_desk import TODAY, hour, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


def test_the_record_of_incentives_is_narrowed_and_downloaded(client):
    first, second = OpinionCaseFactory(responded=True), OpinionCaseFactory(responded=True)
    for case, day in ((first, TODAY), (second, TODAY), (second, date(2025, 5, 6))):
        opinions.record_incentive(
            case, actor=office(), kind="interview", reason="=1+1", basis="条", today=day
        )

    def rows(**asked) -> int:
        sheet = client.get(page("incentives-file", "csv"), asked)
        table = read_table(b"".join(sheet), filename="a.csv")
        assert len(table) == client.get(page("incentives"), asked).context["total"]
        return len(table)

    client.force_login(office())
    assert (rows(), rows(year="2026"), rows(department=second.department.code)) == (3, 2, 2)
    assert (rows(year="2025", department=first.department.code), rows(year="x\x00")) == (0, 3)
    client.force_login(OfficialFactory(department=first.department))
    assert rows() == 1
    client.force_login(OfficialFactory(legal_affairs=True))
    assert rows() == 0
    assert client.get(page("incentives-file", "pdf")).status_code == 404


def test_the_figures_of_a_year_by_its_months(client):
    # In time after 26 hours, late after 72, overdue, not judged, closed without a response.
    OpinionCaseFactory(responded=True)
    OpinionCaseFactory(responded=True, responded_at=hour("2026-11-27 08:00"))
    OpinionCaseFactory(
        judged=True, collected_at=hour("2026-10-08 08:00"), respond_by=hour("2026-10-10 08:00")
    )
    OpinionCaseFactory()
    OpinionCaseFactory(dropped=True)
    # The last evening of a year in Wuxi belongs to this year, whatever the clock in Greenwich says.
    OpinionCaseFactory(collected_at=hour("2026-01-01 00:30"))
    client.force_login(OfficialFactory(supervisor=True))
    response = client.get(page("figures"))
    figures = {
        line[0]["text"]: [cell["text"] for cell in line[1:]]
        for line in response.context["months"]["rows"]
    }
    assert len(figures) == 11
    assert figures["November"] == [4, 0, 0, 2, 2, "49.0", "50"]
    assert figures["October"] == [1, 0, 0, 1, 0, "—", "100"]
    assert figures["January"][0] == 1
    assert [stat["figure"] for stat in response.context["stats"]] == [6, "49.0", "66.7", 1]
    assert response.context["years"] == [2026]
    assert client.get(page("figures"), {"year": "2019"}).status_code == 404


def test_an_administrator_changes_the_hours_with_a_reason(client):
    case, limit = (
        OpinionCaseFactory(judged=True),
        OpinionLimit.objects.complete().get(level="ordinary"),
    )
    url = f"/en/admin/feedback/opinionlimit/{limit.pk}/change/"
    client.force_login(administrator())
    assert "reason" in client.post(url, {"hours": 24}).context["adminform"].form.errors
    assert client.post(url, {"hours": 0, "reason": "?"}).status_code == 200
    assert client.post(url, {"hours": 24, "reason": "提速"}).status_code == 302
    case.refresh_from_db()
    assert case.respond_by == case.collected_at + timedelta(hours=24)
    assert HistoryRow.objects.of(limit).get().reason == "提速"
