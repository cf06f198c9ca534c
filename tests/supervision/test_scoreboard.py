"""The public scoreboard: scores ranked, their trend, red findings, and how it is measured."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalogs.enums import DepartmentKind
from catalogs.models import PublicityMatter
from supervision import dashboard_periods, ranking, scoreboard
from supervision.comparable import FEWEST_EXAMINED
from supervision.dashboards import Scope
from supervision.enums import FindingState, Level, RoundState
from supervision.models import AssessmentRound, Finding, RoundResult, RuleSetting, Score
from supervision.rules import RULES
from supervision.views import dashboard_heat
from tests import factories

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
TODAY = date(2026, 11, 24)
NAMES = ("scoreboard", "red-findings", "method")


def write(value, *, month=NOVEMBER, indicator="whole", **place) -> Score:
    return Score.objects.create(
        month=month,
        day=month.replace(day=20),
        indicator=indicator,
        value=Decimal(value),
        examined=10,
        found=1,
        **place,
    )


def compared(value, *, examined=FEWEST_EXAMINED, **place) -> None:
    """Write a whole score, and one of completeness with enough rows behind it to be ranked."""
    write(value, **place)
    row = write(90, indicator="completeness", **place)
    Score.objects.filter(pk=row.pk).update(examined=examined)


def finding(**values) -> Finding:
    """A red finding that has stood for some days."""
    department = values.pop("department", None) or factories.DepartmentFactory()
    number = Finding.objects.count() + 1
    return Finding.objects.create(
        **{
            "rule": "matter-without-elements",
            "content_type": ContentType.objects.get_for_model(PublicityMatter),
            "object_id": number,
            "department": department,
            "title": f"第{number}个事项",
            "level": Level.RED,
            "opened_on": date(2020, 1, 8),
            "reddened_on": date(2020, 2, 8),
            **values,
        }
    )


@pytest.fixture
def scored():
    """Two departments and one field with scores of this month and the last."""
    first, second = factories.DepartmentFactory(), factories.DepartmentFactory()
    field = factories.FieldFactory()
    for month, district, one, two in ((OCTOBER, 80, 70, 90), (NOVEMBER, 85, 95, 90)):
        write(district, month=month)
        write(district, month=month, indicator="completeness")
        compared(one, month=month, department=first)
        compared(two, month=month, department=second)
        compared(two, month=month, field=field)
        # A department within one field stands on no public board.
        compared(1, month=month, department=first, field=field)
    return first, second, field


def test_departments_are_ranked_and_compared_with_last_month(scored):
    first, second, field = scored
    board = scoreboard.board(today=TODAY)
    assert (board.month, board.day) == (NOVEMBER, date(2026, 11, 20))
    assert [line.place for line in board.departments] == [first, second]
    best = board.departments[0]
    assert (best.rank, best.rank_before, best.change()) == (1, 2, Decimal(25))
    assert board.departments[1].change() == Decimal(0)
    assert [(line.place, line.rank) for line in board.fields] == [(field, 1)]
    assert board.district.change("completeness") == Decimal(5)
    assert [month for month, _values in board.trend] == [OCTOBER, NOVEMBER]


def test_equal_scores_share_a_rank_and_those_without_a_score_come_last(db):
    write(80)
    equal = [factories.DepartmentFactory() for _ in range(2)]
    for department in equal:
        compared(90, department=department)
    third, without = factories.DepartmentFactory(), factories.DepartmentFactory()
    compared(50, department=third)
    compared(50, department=without)
    Score.objects.filter(department=without, indicator="whole").delete()
    ranks = {line.place: line.rank for line in scoreboard.board(today=TODAY).departments}
    assert ranks == {equal[0]: 1, equal[1]: 1, third: 3, without: None}
    assert list(ranks)[-1] == without


def test_who_has_few_duties_or_is_not_of_the_district_is_counted_and_not_ranked(client, scored):
    first, second, _field = scored
    few = factories.DepartmentFactory()
    compared(100, department=few, examined=FEWEST_EXAMINED - 1)
    city = factories.DepartmentFactory(kind=DepartmentKind.MUNICIPAL_DEPARTMENT)
    office = factories.DepartmentFactory(organization_code="")
    compared(99, department=city)
    compared(98, department=office)
    compared(97, field=factories.FieldFactory(), examined=1)
    board = scoreboard.board(today=TODAY)
    assert [(line.place, line.rank) for line in board.departments] == [(first, 1), (second, 2)]
    assert (len(board.fields), board.not_compared) == (1, 4)
    text = client.get("/en" + reverse("supervision:scoreboard")).content.decode()
    assert f"{FEWEST_EXAMINED} rows or more" in text
    assert "Not ranked this month: 4." in text
    assert few.name not in text
    own = scoreboard.of_department(few, today=TODAY)
    assert (own.rank, own.values["whole"]) == (None, Decimal(100))
    heat = dashboard_heat.shown(Scope(dashboard_periods.read("2026-11")), "score", NOVEMBER)
    assert [row.head.name for row in heat.rows[:-1]] == [second.name, first.name]
    ranks = {line.department: line.rank for line in ranking.ranking(NOVEMBER)}
    assert ranks == {first: 1, second: 2, few: None, city: None, office: None}


def test_a_month_can_be_chosen_and_one_without_scores_is_not_found(client, scored):
    october = scoreboard.board(today=TODAY, month=OCTOBER)
    assert [line.rank for line in october.departments] == [1, 2]
    assert october.departments[0].change() is None
    assert len(october.trend) == 1
    url = reverse("supervision:scoreboard")
    assert client.get(url, {"month": "2026-10"}).status_code == 200
    for month in ("2026-09", "2026-13", "x"):
        assert client.get(url, {"month": month}).status_code == 404


def test_a_department_finds_its_own_line(scored):
    _first, second, _field = scored
    assert scoreboard.of_department(second, today=TODAY).rank == 2
    assert scoreboard.of_department(factories.DepartmentFactory(), today=TODAY) is None
    assert scoreboard.glance(today=TODAY)[0] == NOVEMBER


def test_the_february_before_march_and_the_december_before_january_compare(db):
    for month in (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)):
        write(month.month, month=month)
    changes = [
        scoreboard.board(today=TODAY, month=month).district.change()
        for month in (date(2026, 1, 1), date(2026, 2, 1))
    ]
    assert changes == [Decimal(-11), Decimal(1)]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_page_reads_before_anything_is_inspected(client, db, name, language):
    assert client.get(language + reverse(f"supervision:{name}")).status_code == 200


def test_the_board_shows_scores_trend_and_where_they_come_from(client, scored):
    first, _second, field = scored
    text = client.get("/en" + reverse("supervision:scoreboard")).content.decode()
    assert "The district in" in text
    assert "up 25.0" in text
    assert "Scores of the district by month" in text
    for place in (first, field):
        assert place.get_absolute_url() in text
    assert reverse("supervision:method") in text


def test_the_scores_can_be_taken_away_as_tables(client, scored):
    first, second, field = scored
    response = client.get(reverse("supervision:scoreboard-file", args=["csv"]))
    rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert rows[0][:4] == ["月份", "类别", "名称", "总分"]
    assert [row[2] for row in rows[1:]] == [first.name, second.name, field.name]
    assert rows[1][3:] == ["95.00", "90.00", "", "1", "70.00", "2"]
    response = client.get(reverse("supervision:scoreboard-file", args=["xlsx"]))
    assert load_workbook(io.BytesIO(response.content)).active.max_row == 4
    assert client.get(reverse("supervision:scoreboard-file", args=["pdf"])).status_code == 404


def test_red_findings_are_public_from_the_day_after_until_they_are_gone(client, db):
    shown = finding()
    hidden = [
        finding(level=Level.YELLOW, reddened_on=None),
        finding(opened_on=timezone.localdate()),
        finding(state=FindingState.CLOSED, closed_on=date(2020, 3, 8)),
        finding(state=FindingState.EXEMPT, exempt_until=date(2099, 1, 1)),
    ]
    for name in ("scoreboard", "red-findings"):
        text = client.get(reverse(f"supervision:{name}")).content.decode()
        assert shown.title in text
        assert not any(row.title in text for row in hidden)


def test_red_findings_are_found_by_department_rule_and_words(client, db):
    one, other = finding(), finding(rule="publication-overdue")
    url = reverse("supervision:red-findings")
    for query in (
        {"department": one.department.code},
        {"rule": "matter-without-elements"},
        {"q": one.title},
    ):
        found = client.get(url, query).context["page_obj"].object_list
        assert list(found) == [one]
    assert other in client.get(url).context["page_obj"].object_list


def test_what_is_unpublished_or_a_citizens_own_is_counted_and_not_named(client, db):
    secret = finding(rule="publication-overdue", title="尚未公开的批复")
    url = reverse("supervision:red-findings")
    for address in (url, reverse("supervision:scoreboard")):
        text = client.get(address).content.decode()
        assert secret.department.name in text
        assert secret.title not in text
    assert not client.get(url, {"q": "尚未公开"}).context["page_obj"].object_list


def test_the_method_page_shows_every_rule_as_it_is_set(client, db):
    RuleSetting.objects.create(
        code=RULES[0].code, is_active=False, level=Level.RED, weight=17, red_after=0
    )
    text = client.get("/en" + reverse("supervision:method")).content.decode()
    for rule in RULES:
        assert f'id="{rule.code}"' in text
    assert "switched off" in text
    assert "name no weights" in text
    assert RuleSetting.objects.count() == 1, "a page that is read writes nothing"


@pytest.fixture
def round_published():
    row = AssessmentRound.objects.create(
        title="2025年度考核评价", period_start=date(2025, 1, 1), period_end=date(2025, 12, 31)
    )
    RoundResult.objects.create(
        round=row,
        department=factories.DepartmentFactory(),
        automatic=Decimal("88.25"),
        total=Decimal("88.25"),
        rank=1,
    )
    return row


def test_an_assessment_is_read_once_it_is_published(client, round_published):
    url = reverse("supervision:assessment", args=[round_published.pk])
    assert client.get(url).status_code == 404
    assert (
        round_published.title not in client.get(reverse("supervision:scoreboard")).content.decode()
    )
    AssessmentRound.objects.update(state=RoundState.PUBLISHED, published_on=date(2026, 1, 20))
    text = client.get("/en" + url).content.decode()
    assert "88.3" in text or "88.2" in text
    assert round_published.results.get().department.name in text
    assert round_published.title in client.get(reverse("supervision:scoreboard")).content.decode()


@pytest.mark.parametrize(("name", "queries"), [("scoreboard", 7), ("red-findings", 7)])
def test_pages_ask_equally_often_however_much_there_is(
    client, scored, django_assert_num_queries, name, queries
):
    field = scored[2]
    finding(field=field)
    url = reverse(f"supervision:{name}")
    with django_assert_num_queries(queries):
        client.get(url)
    for _ in range(5):
        department = factories.DepartmentFactory()
        compared(60, department=department)
        finding(department=department, field=field, rule="publication-overdue")
    with django_assert_num_queries(queries):
        client.get(url)
