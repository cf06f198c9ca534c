"""The rows of a dataset for the public: filtered, sorted, drawn, and the same by the API."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from catalogs.models import Dataset, DatasetColumn
from portal.opendata.store import building
from tests.datasets import published

pytestmark = pytest.mark.django_db
TOWNS = ("河埒街道", "荣巷街道", "蠡湖街道")
HEADER = "code,name,town,beds,opened\n"
COLUMNS = tuple(
    {"name": name, "title": title, "title_en": title_en, "type": kind, "meaning": "说明"}
    for name, title, title_en, kind in (
        ("code", "编号", "Code", "text"),
        ("name", "名称", "Name", "text"),
        ("town", "镇街", "Town", "text"),
        ("beds", "床位数", "Beds", "integer"),
        ("opened", "开办日期", "Opened on", "date"),
    )
)


def lines(number: int) -> bytes:
    rows = (
        f"A-{row:03},机构{row},{TOWNS[row % 3]},{row},2020-01-{1 + row % 28:02}\n"
        for row in range(1, number + 1)
    )
    return (HEADER + "".join(rows)).encode()


@pytest.fixture
def dataset():
    dataset = published(
        day=timezone.localdate(), code="care-homes", content=lines(120), columns=COLUMNS
    )
    DatasetColumn.objects.filter(dataset=dataset, name="town").update(is_indexed=True)
    building.build(dataset.latest)
    dataset.latest.refresh_from_db()
    assert dataset.latest.build_error == ""
    return dataset


def codes(response) -> list[str]:
    return [row[0]["text"] for row in response.context["rows"]]


def test_the_rows_come_in_the_order_of_the_file_under_the_titles_of_the_dictionary(client, dataset):
    response = client.get("/en/data/care-homes/rows/")
    titles = [header["title"] for header in response.context["headers"]]
    assert titles == ["Code", "Name", "Town", "Beds", "Opened on"]
    first = response.context["rows"][0]
    assert [cell["text"] for cell in first] == ["A-001", "机构1", "荣巷街道", "1", "2020-01-02"]
    assert [cell["number"] for cell in first] == [False, False, False, True, False]
    assert [header["number"] for header in response.context["headers"]][3]
    assert (response.context["total"], len(response.context["rows"])) == (120, 50)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"beds__gte": "119"}, ["A-119", "A-120"]),
        ({"beds__gte": "5", "beds__lte": "6"}, ["A-005", "A-006"]),
        ({"town__exact": "河埒街道", "beds__lte": "6"}, ["A-003", "A-006"]),
        ({"name__contains": "机构12"}, ["A-012", "A-120"]),
        ({"_search": "机构12"}, ["A-012", "A-120"]),
        ({"opened__lte": "2020-01-01", "beds__gte": "80"}, ["A-084", "A-112"]),
        ({"_sort": "-beds", "beds__gte": "118"}, ["A-120", "A-119", "A-118"]),
    ],
)
def test_rows_are_filtered_searched_and_sorted(client, dataset, query, found):
    response = client.get("/data/care-homes/rows/", query)
    assert codes(response) == found
    assert response.context["total"] == len(found)


def test_fields_left_empty_leave_the_address(client, dataset):
    response = client.get("/data/care-homes/rows/?beds__gte=119&name__contains=&_search=+")
    assert response.status_code == 302
    assert response.headers["Location"] == "/data/care-homes/rows/?beds__gte=119"


def test_the_next_pages_lead_through_every_row_once(client, dataset):
    address, found = "/data/care-homes/rows/?_sort=town", []
    while address:
        response = client.get(address)
        found += codes(response)
        step = response.context["next_url"]
        address = f"/data/care-homes/rows/{step}" if step else ""
    assert sorted(found) == [f"A-{row:03}" for row in range(1, 121)]


def test_a_value_that_is_no_number_is_told_beside_its_field_and_kept(client, dataset):
    response = client.get("/data/care-homes/rows/?beds__gte=many&name__contains=机构")
    fields = {
        field["name"]: field for group in response.context["filters"] for field in group["fields"]
    }
    assert response.context["rows"] == []
    assert fields["beds__gte"]["value"] == "many"
    assert (fields["beds__gte"]["type"], fields["beds__lte"]["type"]) == ("text", "number")
    assert [one["id"] for one in response.context["wrong"]] == [fields["beds__gte"]["id"]]
    assert len(fields["beds__gte"]["errors"]) == 1
    assert fields["name__contains"]["value"] == "机构"
    assert response.context["faults"] == []


def test_a_filter_that_cannot_be_used_is_never_folded_away_and_no_number_is_claimed(client):
    names = [f"part{number}" for number in range(8)]
    columns = tuple(
        {"name": name, "title": name, "type": "integer", "meaning": name} for name in names
    )
    content = f"{','.join(names)}\n{','.join('12345678')}\n".encode()
    dataset = published(day=timezone.localdate(), code="wide", content=content, columns=columns)
    building.build(dataset.latest)
    assert not client.get("/en/data/wide/rows/").context["more_are_used"]
    page = client.get("/en/data/wide/rows/?part7__gte=many").content.decode()
    assert '<details class="disclosure" open>' in page
    assert "Nothing was looked for" in page
    assert "result-count" not in page
    assert page.split("<title>")[1].lstrip().startswith("Error:")


def test_what_the_dataset_does_not_have_is_told_above_the_rows(client, dataset):
    response = client.get("/en/data/care-homes/rows/?nothing=1")
    assert response.context["rows"] == []
    [fault] = response.context["faults"]
    assert "nothing" in str(fault.detail)


def test_a_marked_column_offers_its_values_with_their_numbers(client, dataset):
    response = client.get("/data/care-homes/rows/")
    fields = {
        field["name"]: field for group in response.context["filters"] for field in group["fields"]
    }
    assert set(fields["town__exact"]["choices"]) == {(town, f"{town} (40)") for town in TOWNS}
    assert "choices" not in fields["code__contains"]


def test_a_chart_counts_the_rows_found_by_a_column_with_its_table(client, dataset):
    response = client.get("/en/data/care-homes/rows/?beds__lte=4&_chart=town")
    drawn = response.context["chart"]
    assert str(drawn["chart"].title) == "Number of rows by Town"
    table = {row[0]["text"]: row[1]["text"] for row in drawn["rows"]}
    assert table == {"荣巷街道": "2", "蠡湖街道": "1", "河埒街道": "1"}


def test_a_chart_is_offered_by_a_column_of_few_values_first(client, dataset):
    choices = client.get("/en/data/care-homes/rows/").context["chart_choices"]
    assert [name for name, _title in choices["by"]] == ["town", "code", "name", "beds"]


def test_rows_that_are_not_found_offer_to_clear_the_filters(client, dataset):
    page = client.get("/en/data/care-homes/rows/?name__contains=zzz").content.decode()
    assert page.count('href="/en/data/care-homes/rows/"') == 2


def test_a_chart_adds_up_a_column_of_numbers(client, dataset):
    response = client.get("/data/care-homes/rows/?beds__lte=4&_chart=town&_figure=sum:beds")
    table = {row[0]["text"]: row[1]["text"] for row in response.context["chart"]["rows"]}
    assert table == {"荣巷街道": "5", "河埒街道": "3", "蠡湖街道": "2"}


def test_a_chart_shows_great_figures_whole_and_leaves_out_groups_without_one(client):
    content = b"town,cost\nA,1234567\nA,1000000\nB,\nC,-5\n"
    columns = tuple(
        {"name": name, "title": name, "type": kind, "meaning": name}
        for name, kind in (("town", "text"), ("cost", "integer"))
    )
    dataset = published(day=timezone.localdate(), code="costs", content=content, columns=columns)
    building.build(dataset.latest)
    response = client.get("/en/data/costs/rows/?_chart=town&_figure=sum:cost")
    drawn = response.context["chart"]
    assert [(row[0]["text"], row[1]["text"]) for row in drawn["rows"]] == [("A", "2234567")]
    assert drawn["note"] == "Groups without a figure, or with one below zero, are left out."


def test_the_files_and_the_api_give_the_rows_of_the_page(client, dataset):
    response = client.get(
        "/data/care-homes/rows/?beds__gte=118&_sort=-beds&_chart=town&_figure=sum:beds"
    )
    files = dict(response.context["files"])
    whole = client.get(files["CSV"])
    text = b"".join(whole.streaming_content) if whole.streaming else whole.content
    table = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [row["code"] for row in table] == codes(response) == ["A-120", "A-119", "A-118"]
    answer = client.get(response.context["api_address"])
    assert [row["code"] for row in answer.json()["rows"]] == codes(response)
    asked = parse_qs(urlsplit(response.context["api_address"]).query)
    assert asked == {"beds__gte": ["118"], "_sort": ["-beds"]}


def test_rows_that_are_not_ready_yet_say_so_and_when_to_come_back(client):
    published(day=timezone.localdate(), code="fresh")
    response = client.get("/data/fresh/rows/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")


def test_rows_that_are_open_on_conditions_lead_to_the_page_that_says_which(client, dataset):
    assert client.get("/data/nothing/rows/").status_code == 404
    Dataset.objects.filter(pk=dataset.pk).update(openness="conditional", conditions="签订协议")
    response = client.get("/data/care-homes/rows/")
    assert response.headers["Location"] == "/data/care-homes/"


def test_the_page_has_the_limit_of_the_api(client, dataset, settings):
    settings.API_REQUESTS_A_MINUTE = 1
    assert client.get("/data/care-homes/rows/").status_code == 200
    response = client.get("/en/data/care-homes/rows/")
    assert response.status_code == 429
    assert "The limit of requests a minute is reached." in response.content.decode()


def test_the_page_asks_the_database_equally_often_however_many_rows_there_are(
    client, dataset, django_assert_num_queries
):
    with django_assert_num_queries(2):
        client.get("/data/care-homes/rows/")
