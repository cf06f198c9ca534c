"""Pages of marks: the table of all, one item with reasons, files out and in, the history."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalogs.tables import read_table
from supervision import assessing
from supervision.models import ManualMark
from tests import factories
from tests.supervision.rounds import (
    NOW,
    address,
    mark,
    open_round,
    points_form,
    set_items,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_history_names_the_points_that_changed(desk, round, supervisor, departments):
    mark(round, supervisor, departments[0], 组织领导="9")
    events = desk.get(address("round", round.pk)).context["events"]
    assert events[0]["note"].startswith(f"{departments[0].name} 组织领导")
    assert "9.00" in events[0]["note"]


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


def test_forty_departments_and_twelve_items_fit_one_form(desk, supervisor):
    departments = [factories.DepartmentFactory(organization_code=f"0150{n:05d}") for n in range(40)]
    round = open_round(supervisor)
    set_items(round, supervisor, **{f"项目{n}": 5 for n in range(assessing.MOST_ITEMS)})
    points = {("项目0", department): "4" for department in departments}
    response = desk.post(address("marks", round.pk), points_form(round, departments, points))
    assert response.status_code == 302
    assert ManualMark.objects.count() == 40
