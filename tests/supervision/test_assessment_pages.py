"""Pages of assessment rounds: a round from its opening to its published results, and back."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalogs.enums import Role
from catalogs.models import HistoryRow
from catalogs.tables import read_table
from supervision import assessing, noting
from supervision.models import AssessmentRound, DepartmentNote, ManualItem, ManualMark, RoundResult
from tests import factories
from tests.supervision.rounds import NOW, TODAY, mark, open_round, score, set_items

pytestmark = pytest.mark.django_db
OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def supervisor():
    return factories.OfficialFactory(supervisor=True)


@pytest.fixture
def departments():
    return [
        factories.DepartmentFactory(organization_code=f"01400{n}001", display_order=n)
        for n in (1, 2)
    ]


@pytest.fixture
def round(supervisor):
    round = open_round(supervisor)
    set_items(round, supervisor, 组织领导=10, 创新做法=5)
    return round


@pytest.fixture
def desk(client, supervisor):
    client.force_login(supervisor)
    return client


def address(name: str, *args) -> str:
    return reverse(f"supervision:assessment-{name}", args=args)


def text_of(response) -> str:
    return response.content.decode()


def test_rounds_are_listed_the_newest_period_first_and_lead_to_their_pages(desk, round, supervisor):
    older = open_round(
        supervisor, title="上半年", period_start=date(2026, 1, 1), period_end=date(2026, 6, 30)
    )
    page = desk.get(address("list"))
    assert [row["round"] for row in page.context["rows"]] == [round, older]
    shown = desk.get(page.context["rows"][0]["round_url"])
    assert [row.name for row in shown.context["items"]["rows"]] == ["组织领导", "创新做法"]


def test_the_history_names_the_points_that_changed(desk, round, supervisor, departments):
    mark(round, supervisor, departments[0], 组织领导="9")
    events = desk.get(address("round", round.pk)).context["events"]
    assert f"{departments[0].name}: 组织领导" in events[0]["note"].replace("：", ": ")
    assert "9.00" in events[0]["note"]


ROUND_VALUES = {
    "title": "第三季度考核",
    "period_start": "2026-07-01",
    "period_end": "2026-09-30",
    "automatic_share": "60",
    "manual_share": "30",
    "evaluation_share": "10",
    "note": "",
}


def test_a_supervisor_opens_a_round_and_is_led_to_its_items(desk):
    response = desk.post(address("new"), ROUND_VALUES)
    round = AssessmentRound.objects.get()
    assert response.url == address("items", round.pk)
    assert HistoryRow.objects.of(round).get().action == "open"


def test_shares_that_do_not_make_100_are_told_and_what_was_typed_stays(desk):
    response = desk.post(address("new"), ROUND_VALUES | {"manual_share": "40"})
    assert not AssessmentRound.objects.exists()
    assert "三项占比" in text_of(response) or "make 100 together" in text_of(response)
    assert 'value="40"' in text_of(response)
    assert "第三季度考核" in text_of(response)


def test_a_round_is_changed_on_its_page(desk, round):
    response = desk.post(address("edit", round.pk), ROUND_VALUES | {"title": "年度考核"})
    assert response.url == address("round", round.pk)
    round.refresh_from_db()
    assert (round.title, round.period_start) == ("年度考核", date(2026, 7, 1))
    assert HistoryRow.objects.of(round).filter(action="edit").exists()


def items_form(*rows: dict, initial: int = 0) -> dict:
    data = {"items-TOTAL_FORMS": len(rows), "items-INITIAL_FORMS": initial}
    for index, row in enumerate(rows):
        data |= {f"items-{index}-{name}": value for name, value in row.items()}
    return data


def test_items_are_written_changed_and_taken_away_on_one_page(desk, supervisor):
    round = open_round(supervisor)
    first = {"name": "组织领导", "standard": "看材料。", "points": "10"}
    second = {"name": "创新做法", "standard": "看做法。", "points": "5"}
    empty = {"name": "", "standard": "", "points": ""}
    desk.post(address("items", round.pk), items_form(first, second, empty))
    rows = list(round.items.values_list("name", "points"))
    assert rows == [("组织领导", 10), ("创新做法", 5)]
    pks = list(round.items.values_list("pk", flat=True))
    changed = [first | {"pk": pks[0], "points": "8"}, second | {"pk": pks[1], "DELETE": "on"}]
    desk.post(address("items", round.pk), items_form(*changed, initial=2))
    assert list(round.items.values_list("pk", "points")) == [(pks[0], 8)]


def test_an_item_without_points_is_told_beside_its_field(desk, supervisor):
    round = open_round(supervisor)
    row = {"name": "组织领导", "standard": "看材料。", "points": ""}
    response = desk.post(address("items", round.pk), items_form(row))
    assert response.status_code == 200
    assert "看材料。" in text_of(response)
    assert 'id="id_items-0-points_error"' in text_of(response)
    assert not ManualItem.objects.exists()


def points_form(round, departments, points: dict) -> dict:
    """What the page sends: a cell for each item and department, as it was and as it is now."""
    data = {}
    for item in round.items.all():
        for department in departments:
            row = ManualMark.objects.filter(item=item, department=department).first()
            name = f"points-{item.pk}-{department.pk}"
            data[f"initial-{name}"] = data[name] = row.points if row else ""
            if (item.name, department) in points:
                data[name] = points[item.name, department]
    return data


def test_points_are_given_in_the_table_of_all(desk, round, departments):
    form = points_form(round, departments, {("组织领导", departments[0]): "9.5"})
    response = desk.post(address("marks", round.pk), form)
    assert response.url == address("marks", round.pk)
    row = ManualMark.objects.get()
    assert (row.department, row.points) == (departments[0], Decimal("9.50"))


def test_what_others_gave_meanwhile_stays(desk, round, supervisor, departments):
    form = points_form(round, departments, {("组织领导", departments[0]): "9"})
    mark(round, supervisor, departments[1], 组织领导="7")
    desk.post(address("marks", round.pk), form)
    points = dict(ManualMark.objects.values_list("department", "points"))
    assert points == {departments[0].pk: Decimal("9.00"), departments[1].pk: Decimal("7.00")}


def test_too_many_points_are_told_in_their_cell_and_nothing_is_saved(desk, round, departments):
    points = {("组织领导", departments[0]): "9", ("创新做法", departments[1]): "6"}
    response = desk.post(address("marks", round.pk), points_form(round, departments, points))
    item = round.items.get(name="创新做法")
    assert f'id="id_points-{item.pk}-{departments[1].pk}_error"' in text_of(response)
    assert not ManualMark.objects.exists()


def test_one_item_is_marked_with_reasons(desk, round, departments):
    item = round.items.get(name="组织领导")
    name = f"{item.pk}-{departments[0].pk}"
    form = points_form(round, departments, {})
    form |= {f"points-{name}": "8", f"reason-{name}": "机制健全", f"initial-reason-{name}": ""}
    desk.post(address("marks-item", round.pk, item.pk), form)
    assert ManualMark.objects.get().reason == "机制健全"


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("marks.csv", text.encode())


def test_a_table_goes_out_and_comes_back_with_the_points(desk, round, departments):
    content = b"".join(desk.get(address("marks-file", round.pk, "csv")))
    table = read_table(content, filename="marks.csv")
    assert [row.cells["部门编码"] for row in table][::2] == [row.code for row in departments]
    lines = content.decode("utf-8-sig").splitlines()
    filled = [lines[0], lines[1].removesuffix(",,") + ",9.5,机制健全", *lines[2:]]
    response = desk.post(address("marks-import", round.pk), {"file": upload("\r\n".join(filled))})
    assert response.url == address("round", round.pk)
    row = ManualMark.objects.get()
    assert (row.department, row.points, row.reason) == (departments[0], Decimal("9.5"), "机制健全")


def test_each_bad_row_of_a_table_is_told_and_nothing_is_taken(desk, round, departments):
    code = departments[0].code
    rows = [
        f"{code},组织领导,9",
        "没有这个部门,组织领导,9",
        f"{code},没有这一项,9",
        f"{code},创新做法,6",
        f"{code},创新做法,九",
        f"{code},组织领导,8",
    ]
    file = upload("部门编码,评分项,得分\r\n" + "\r\n".join(rows))
    response = desk.post(address("marks-import", round.pk), {"file": file})
    faults = [(fault.row, fault.column) for fault in response.context["faults"]]
    assert faults == [
        *((3, "部门编码"), (4, "评分项"), (5, "得分")),
        *((6, "得分"), (7, "评分项")),
    ]
    assert not ManualMark.objects.exists()
    missing = upload("部门,分数\r\n环保局,9")
    response = desk.post(address("marks-import", round.pk), {"file": missing})
    assert response.context["form"].errors["file"]


@pytest.fixture
def ready(round, supervisor, departments):
    for department, value in zip(departments, ("90.00", "80.00"), strict=True):
        score(department, OCTOBER, value)
        mark(round, supervisor, department, 组织领导="10", 创新做法="5")
    return round


def test_results_are_read_published_and_withdrawn(desk, ready, departments):
    page = desk.get(address("preview", ready.pk))
    assert [row["line"].rank for row in page.context["rows"]] == [1, 2]
    assert page.context["rows"][0]["missing"]
    response = desk.post(address("preview", ready.pk), {"seen": page.context["seen"]})
    assert response.url == address("round", ready.pk)
    assert RoundResult.objects.count() == 2
    assert desk.get(reverse("supervision:assessment", args=[ready.pk])).status_code == 200
    assert not desk.get(address("preview", ready.pk)).context["can_publish"]
    response = desk.post(address("withdraw", ready.pk), {"reason": " "})
    assert response.context["form"].errors["reason"]
    desk.post(address("withdraw", ready.pk), {"reason": "计分有误"})
    assert desk.get(reverse("supervision:assessment", args=[ready.pk])).status_code == 404


def test_results_that_changed_since_they_were_read_are_not_published(
    desk, ready, supervisor, departments
):
    seen = desk.get(address("preview", ready.pk)).context["seen"]
    mark(ready, supervisor, departments[1], 组织领导="1")
    response = desk.post(address("preview", ready.pk), {"seen": seen})
    assert response.status_code == 409
    assert response.context["seen"] != seen
    assert not RoundResult.objects.exists()
    assert desk.post(address("preview", ready.pk)).status_code == 409


def test_what_is_not_ready_is_said_in_place_of_the_button(desk, round, departments):
    page = desk.get(address("preview", round.pk))
    assert page.context["obstacles"]
    assert 'name="seen"' not in text_of(page)


def test_what_is_published_is_not_changed_by_any_form(desk, ready, supervisor, departments):
    form = points_form(ready, departments, {("组织领导", departments[0]): "1"})
    assessing.publish(ready, actor=supervisor, today=TODAY, now=NOW)
    assert desk.post(address("marks", ready.pk), form).status_code == 200
    row = {"name": "别的", "standard": "。", "points": "1"}
    assert desk.post(address("items", ready.pk), items_form(row)).status_code == 200
    assert desk.post(address("edit", ready.pk), ROUND_VALUES | {"title": "别的"}).status_code == 200
    ready.refresh_from_db()
    assert (ready.title, ready.items.count()) == ("第三季度考核", 2)
    assert ManualMark.objects.get(
        item__name="组织领导", department=departments[0]
    ).points == Decimal("10.00")


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_results_are_downloaded(desk, ready, departments, format):
    response = desk.get(address("results-file", ready.pk, format))
    content = b"".join(response) if response.streaming else response.content
    table = read_table(content, filename=f"results.{format}")
    assert [(row.cells["名次"], row.cells["部门"]) for row in table] == [
        ("1", departments[0].name),
        ("2", departments[1].name),
    ]


def test_the_office_reads_and_cannot_write(client, ready):
    client.force_login(factories.OfficialFactory(government_office=True))
    for name in ("round", "preview"):
        assert client.get(address(name, ready.pk)).status_code == 200
    for name in ("edit", "items", "marks", "withdraw"):
        assert client.get(address(name, ready.pk)).status_code == 403
    assert client.post(address("preview", ready.pk), {"seen": ""}).status_code == 403
    assert not RoundResult.objects.exists()


def test_pages_ask_a_fixed_number_of_queries(
    desk, ready, supervisor, django_assert_max_num_queries
):
    for number in range(40):
        department = factories.DepartmentFactory(organization_code=f"0150{number:05d}")
        score(department, OCTOBER, "50.00")
        mark(ready, supervisor, department, 组织领导="1", 创新做法="1")
    for name in ("preview", "marks", "round"):
        with django_assert_max_num_queries(25):
            assert desk.get(address(name, ready.pk)).status_code == 200
    with django_assert_max_num_queries(12):
        assert len(desk.get(address("ranking")).context["rows"]) == 42


def test_forty_departments_and_twelve_items_fit_one_form(desk, supervisor):
    departments = [factories.DepartmentFactory(organization_code=f"0150{n:05d}") for n in range(40)]
    round = open_round(supervisor)
    set_items(round, supervisor, **{f"项目{n}": 5 for n in range(assessing.MOST_ITEMS)})
    points = {("项目0", department): "4" for department in departments}
    response = desk.post(address("marks", round.pk), points_form(round, departments, points))
    assert response.status_code == 302
    assert ManualMark.objects.count() == 40


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
    table = read_table(
        BytesIO(b"".join(desk.get(address("ranking-file", "csv")))).read(), filename="r.csv"
    )
    assert len(table) == 2


def test_a_note_is_recorded_and_listed_by_department_and_year(desk, client, departments):
    values = {
        "department": departments[0].pk,
        "kind": "reward",
        "text": "解读及时",
        "basis": "办法",
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


def test_a_department_reads_its_own_notes_alone(client, supervisor, departments):
    for department in departments:
        noting.record_note(
            actor=supervisor, department=department, kind="reward", text="好", basis="办法", now=NOW
        )
    client.force_login(factories.OfficialFactory(role=Role.CLERK, department=departments[0]))
    page = client.get(address("notes"))
    assert [row["note"].department for row in page.context["rows"]] == [departments[0]]
    table = read_table(b"".join(client.get(address("notes-file", "csv"))), filename="n.csv")
    assert len(table) == 1
