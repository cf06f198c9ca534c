"""Pages beside the rounds: the ranking of a month, rewards and criticisms."""

import uuid

import pytest

from catalogs.enums import Role
from catalogs.models import Letter
from catalogs.tables import read_table
from supervision import noting
from supervision.models import DepartmentNote
from tests import factories
from tests.supervision.rounds import NOW, OCTOBER, SEPTEMBER, address, score, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_ranking_shows_changes_and_leads_to_the_scores(desk, departments):
    score(departments[0], SEPTEMBER, "80.00")
    score(departments[0], OCTOBER, "90.00")
    score(departments[1], OCTOBER, "95.00")
    rows = desk.get(address("ranking"), {"month": "2026-10"}).context["rows"]
    assert [(row["rank"], row["department"]) for row in rows] == [
        (1, departments[1]),
        (2, departments[0]),
    ]
    assert (rows[1]["cells"][0]["change"], rows[0]["cells"][0]["change"]) == ("▲ 10.00", "")
    assert desk.get(rows[1]["cells"][0]["url"]).status_code == 200
    assert desk.get(address("ranking"), {"month": "2020-01"}).status_code == 404
    content = b"".join(desk.get(address("ranking-file", "csv")))
    table = read_table(content, filename="r.csv")
    assert len(table) == 2


def test_a_note_is_recorded_and_listed_by_department_and_year(desk, client, departments):
    values = {
        "department": departments[0].pk,
        "kind": "reward",
        "text": "解读及时",
        "basis": "办法",
        "key": uuid.uuid4(),
    }
    assert desk.post(address("note-new"), values).url == address("notes")
    response = desk.post(address("note-new"), values | {"basis": ""})
    assert "解读及时" in text_of(response)
    assert response.context["form"].errors["basis"]
    assert DepartmentNote.objects.count() == 1
    page = desk.get(address("notes"), {"department": departments[0].code, "year": "2026"})
    assert page.context["total"] == 1
    assert desk.get(address("notes"), {"year": "2025"}).context["total"] == 0
    table = read_table(b"".join(desk.get(address("notes-file", "csv"))), filename="n.csv")
    assert [row.cells["事由"] for row in table] == ["解读及时"]


def test_two_presses_of_one_form_record_and_tell_once(desk, departments):
    clerk = factories.OfficialFactory(role=Role.CLERK, department=departments[0])
    given = {"department": departments[0].pk, "kind": "reward", "text": "好", "basis": "办法"}
    given["key"] = desk.get(address("note-new")).context["form"]["key"].value()
    for _press in range(2):
        assert desk.post(address("note-new"), given).url == address("notes")
    assert DepartmentNote.objects.count() == 1
    assert Letter.objects.filter(recipient=clerk).count() == 1
    given["key"] = desk.get(address("note-new")).context["form"]["key"].value()
    desk.post(address("note-new"), given)
    assert DepartmentNote.objects.count() == 2


def test_a_department_reads_its_own_notes_alone(client, supervisor, departments):
    for department in departments:
        noting.record_note(
            actor=supervisor, department=department, kind="reward", text="好", basis="办法", now=NOW
        )
    client.force_login(factories.OfficialFactory(role=Role.CLERK, department=departments[0]))
    page = client.get(address("notes"))
    assert [row["department"] for row in page.context["rows"]] == [departments[0].display_name]
    table = read_table(b"".join(client.get(address("notes-file", "csv"))), filename="n.csv")
    assert len(table) == 1
