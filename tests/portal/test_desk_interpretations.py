"""The desk's list of policies: which are due, overdue, unplanned, and which were interpreted."""

from datetime import date

import pytest
from django.utils import timezone

from catalogs.enums import InterpretationForm
from tests import factories
from tests.portal.test_site_interpretations import explain, planned, policy

pytestmark = pytest.mark.django_db
DESK = "/desk/interpretations/"


@pytest.fixture
def clerk(client):
    official = factories.OfficialFactory()
    client.force_login(official)
    return official


def test_each_policy_stands_in_its_tab(client, clerk):
    own = {"department": clerk.department}
    overdue, due = policy(**own), policy(**own, issued_on=timezone.localdate())
    late, in_time = policy(**own), policy(**own)
    for document in (overdue, due, late, in_time):
        planned(document)
    explain(late, issued_on=date(2026, 10, 20))
    explain(in_time, issued_on=date(2026, 9, 11))
    unplanned = factories.PublicationFactory(policy=True, **own)
    factories.PublicationFactory(policy=True, withdrawn=True, **own)
    strange = policy()
    planned(strange)
    expected = {
        "overdue": overdue,
        "due": due,
        "unplanned": unplanned,
        "late": late,
        "in_time": in_time,
    }
    for name, document in expected.items():
        response = client.get(DESK, {"tab": name})
        assert list(response.context["page_obj"]) == [document], name
        assert [tab["total"] for tab in response.context["tabs"]] == [1, 1, 1, 1, 1]
    assert "Overdue by" in client.get(f"/en{DESK}").content.decode()


def test_those_of_the_whole_district_see_every_department(client):
    client.force_login(factories.OfficialFactory(supervisor=True))
    for _number in range(2):
        planned(policy())
    response = client.get(DESK)
    assert response.context["total"] == 2
    assert not any(row["write_url"] for row in response.context["rows"])


def test_a_clerk_begins_an_interpretation_from_the_list(client, clerk):
    document = policy(department=clerk.department)
    planned(document, form=InterpretationForm.CHART)
    url = client.get(DESK).context["rows"][0]["write_url"]
    form = client.get(url).context["adminform"].form
    assert form["interprets"].value() == [document.pk]
    assert form["interpretation_form"].value() == "chart"


def test_the_list_is_given_as_csv_with_plan_and_day(client, clerk):
    document = policy(department=clerk.department, title="滨湖区用水办法")
    planned(document)
    explain(document, issued_on=date(2026, 9, 11))
    response = client.get(DESK, {"tab": "in_time", "format": "csv"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].split(",")[1:3] == ["政策文件", "文号"]
    assert "滨湖区用水办法" in lines[1]
    assert lines[1].endswith("2026-09-11")
    assert client.get(DESK, {"format": "xlsx"}).status_code == 200


def test_the_list_asks_equally_often_however_long_it_is(client, clerk, django_assert_num_queries):
    def grow(total: int) -> None:
        for _number in range(total):
            planned(policy(department=clerk.department))

    grow(1)
    with django_assert_num_queries(11):
        client.get(DESK)
    grow(4)
    with django_assert_num_queries(11):
        client.get(DESK)


def test_the_desk_leads_to_the_list(client, clerk):
    assert f'href="{DESK}"' in client.get("/desk/").content.decode()
