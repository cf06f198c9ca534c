"""Pages of assessment rounds: a round from its opening to its published results, and back."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from catalogs.models import HistoryRow
from catalogs.tables import read_table
from supervision import assessing
from supervision.models import AssessmentRound, ManualItem, ManualMark, RoundResult
from tests import factories
from tests.supervision.rounds import (
    NOW,
    OCTOBER,
    TODAY,
    address,
    mark,
    open_round,
    points_form,
    score,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_rounds_are_listed_the_newest_period_first_and_lead_to_their_pages(desk, round, supervisor):
    older = open_round(
        supervisor, title="上半年", period_start=date(2026, 1, 1), period_end=date(2026, 6, 30)
    )
    page = desk.get(address("list"))
    assert [row["round"] for row in page.context["rows"]] == [round, older]
    shown = desk.get(page.context["rows"][0]["round_url"])
    assert [row.name for row in shown.context["items"]["rows"]] == ["组织领导", "创新做法"]


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


def test_results_are_read_published_and_withdrawn(desk, ready, departments):
    page = desk.get(address("preview", ready.pk))
    assert [row["line"].rank for row in page.context["rows"]] == [1, 1, 3]
    assert page.context["rows"][0]["missing"]
    response = desk.post(address("preview", ready.pk), {"seen": page.context["seen"]})
    assert response.url == address("round", ready.pk)
    assert RoundResult.objects.count() == 3
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
        ("1", departments[1].name),
        ("3", departments[2].name),
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
        assert len(desk.get(address("ranking")).context["rows"]) == 43
