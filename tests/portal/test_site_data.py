"""Open data for the public: catalogue, page and files of a dataset, and where it is found."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from catalogs import data_catalogue, data_releasing
from tests import factories
from tests.datasets import COLUMNS, CSV, drafted, moment, published

pytestmark = pytest.mark.django_db
JSON_FILE = '[{"code": "B-1", "name": "<b>甲</b>", "beds": 3}]'.encode()


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def clerk():
    return factories.OfficialFactory()


@pytest.fixture
def reviewer(clerk):
    return factories.OfficialFactory(reviewer=True, department=clerk.department)


@pytest.fixture
def dataset(day, clerk):
    return published(
        day=day,
        code="care-homes",
        name="养老机构名录",
        name_en="Care homes",
        description_en="Care homes on record in Binhu District.",
        keywords=["养老", "机构"],
        licence="cc_by_4",
        department=clerk.department,
    )


def described(page: str) -> dict:
    """The page's dataset in the words of schema.org."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    [dataset] = [words for words in map(json.loads, blocks) if words["@type"] == "Dataset"]
    return dataset


def named(response) -> list[str]:
    return [row["name"] for row in response.context["datasets"]]


def test_the_catalogue_shows_public_datasets_with_their_facts(client, dataset, day):
    drafted(name="还没有发布的数据")
    response = client.get("/en/data/")
    [card] = response.context["datasets"]
    assert (card["name"], card["url"]) == ("Care homes", "/en/data/care-homes/")
    assert card["facts"] == [
        "CSV",
        "2 rows",
        "Monthly",
        "Open without conditions",
        "Quality: 84 points",
    ]
    assert card["state"] == {"text": "Up to date", "tone": "green"}
    assert (card["date"], response.context["total"]) == (day, 1)


def test_the_facets_count_and_filter_by_field_department_format_rhythm_terms_and_theme(
    client, dataset, day
):
    other = published(
        day=day,
        content=JSON_FILE,
        filename="b.json",
        name="乙",
        frequency="yearly",
        openness="conditional",
        conditions="签订协议后提供",
        theme="finance",
    )
    facets = {facet["name"]: facet["options"] for facet in client.get("/data/").context["facets"]}
    assert set(facets) == {
        *("field", "file_format", "frequency", "update", "openness", "department", "theme")
    }
    assert [option["count"] for option in facets.pop("update")] == [2]
    assert all([option["count"] for option in options] == [1, 1] for options in facets.values())
    for query in (
        "file_format=json",
        "frequency=yearly",
        "openness=conditional",
        "theme=finance",
        f"field={other.field.slug}",
        f"department={other.department.code}",
    ):
        assert named(client.get(f"/data/?{query}")) == [other.name]


def test_words_are_looked_for_in_name_code_and_description(client, dataset, day):
    published(day=day, name="停车场名录", description="停车场。")
    for words in ("养老机构", "care-homes", "Care", "民政部门"):
        assert named(client.get("/data/", {"q": words})) == ["养老机构名录"]
    assert named(client.get("/data/", {"q": "没有的词"})) == []


def test_the_newest_data_come_first_or_names_or_the_most_rows(client, dataset, day):
    published(day=day - timedelta(days=3), name="阿拉伯数字", content=CSV + b"A-03,c,5\n")
    assert named(client.get("/data/")) == ["养老机构名录", "阿拉伯数字"]
    assert named(client.get("/data/?order=name")) == ["阿拉伯数字", "养老机构名录"]
    assert named(client.get("/data/?order=largest")) == ["阿拉伯数字", "养老机构名录"]


def test_the_catalogue_is_linked_with_a_matter(client, dataset, clerk, day):
    matter = factories.MatterFactory(in_force=True)
    data_catalogue.edit(dataset, actor=clerk, matters=[matter])
    published(day=day)
    assert named(client.get(f"/data/?matter={matter.code}")) == ["养老机构名录"]


@pytest.mark.parametrize(("query", "queries"), [("", 5), ("?frequency=monthly", 6)])
def test_the_catalogue_asks_equally_often_however_long_it_is(
    client, day, django_assert_num_queries, query, queries
):
    published(day=day)
    with django_assert_num_queries(queries):
        client.get(f"/data/{query}")
    for _number in range(25):
        published(day=day)
    with django_assert_num_queries(queries):
        client.get(f"/data/{query}")


def test_the_catalogue_is_a_file_with_the_rows_found(client, dataset):
    response = client.get("/data/?format=csv")
    text = b"".join(response).decode("utf-8-sig")
    head, row = text.splitlines()
    assert head.startswith("序号,编码,数据集名称,提供部门,公开领域")
    assert row.startswith("1,care-homes,养老机构名录,")
    assert ",CSV,2," in row


def test_the_page_tells_terms_rhythm_and_size_and_explains_every_column(client, dataset, day):
    response = client.get("/en/data/care-homes/")
    rows = {row["label"]: row["value"] for row in response.context["rows"]}
    assert rows["Code"] == "care-homes"
    assert rows["Update frequency"] == "Monthly"
    assert rows["Size"] == "2 rows, 3 columns"
    assert rows["Licence"] == "Creative Commons Attribution 4.0"
    assert rows["Keywords"] == "养老, 机构"
    assert "Conditions of use" not in rows
    cells = [[cell["text"] for cell in row] for row in response.context["dictionary"]["rows"]]
    assert cells[2] == ["Beds", "beds", "Whole number", "张", "核定床位数"]
    assert '<span lang="zh-CN">核定床位数</span>' in response.content.decode()


def test_a_dictionary_without_units_has_no_column_for_them(client, day):
    published(day=day, code="units", columns=[{**row, "unit": ""} for row in COLUMNS])
    table = client.get("/en/data/units/").context["dictionary"]
    labels = [column["label"] for column in table["columns"]]
    assert labels == ["Column", "Name in the file", "Type", "Meaning"]


def test_the_preview_shows_the_first_rows_under_the_titles_and_runs_nothing(client, day):
    rows = [{"code": f"{number:03d}", "name": "<script>x</script>"} for number in range(14)]
    published(
        day=day,
        code="many",
        content=json.dumps(rows).encode(),
        filename="many.json",
        columns=COLUMNS[:2],
    )
    response = client.get("/en/data/many/")
    preview = response.context["preview"]
    assert [header["title"] for header in preview["headers"]] == ["Code", "Name"]
    assert [row[0]["text"] for row in preview["rows"]] == [f"{number:03d}" for number in range(10)]
    assert preview["more"] == 4
    assert "<script>x</script>" not in response.content.decode()


def test_every_version_is_downloaded_with_its_checksum_as_it_was(client, dataset, clerk, day):
    data_releasing.release_version(
        dataset,
        content=b"code,name,beds\nA-03,c,5\n",
        name="新名录.csv",
        actor=clerk,
        now=moment(day),
        note="新增一家",
    )
    versions = client.get("/data/care-homes/").context["versions"]
    assert [(row["number"], row["rows"], row["note"]) for row in versions] == [
        (2, 1, "新增一家"),
        (1, 2, ""),
    ]
    response = client.get(versions[1]["url"])
    assert b"".join(response) == CSV
    assert response["ETag"] == f'"{versions[1]["checksum"]}"'
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    again = client.get(versions[1]["url"], headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("frequency", "days", "words"),
    [
        ("weekly", 0, "Up to date"),
        ("weekly", 8, "Update due"),
        ("weekly", 15, "Update overdue"),
        ("irregular", 900, "Updated when something changes"),
    ],
)
def test_the_page_says_in_words_how_new_the_data_are(client, day, frequency, days, words):
    dataset = published(day=day - timedelta(days=days), frequency=frequency)
    response = client.get(f"/en{dataset.get_absolute_url()}")
    assert response.context["state"]["text"] == words
    assert words in response.content.decode()


def test_the_page_leads_to_its_matters_to_related_data_and_to_report_an_error(
    client, dataset, clerk, day
):
    matter = factories.MatterFactory(in_force=True)
    data_catalogue.edit(dataset, actor=clerk, matters=[matter, factories.MatterFactory()])
    near = published(day=day, field=dataset.field)
    published(day=day)
    drafted(field=dataset.field)
    response = client.get("/en/data/care-homes/")
    assert response.context["matters"] == [matter]
    assert [entry["name"] for entry in response.context["related"]] == [near.name]
    link = re.search(r'<a href="([^"]*)" rel="nofollow">Report an error in the data', response.text)
    assert "/en/feedback/data/?kind=data_correction" in link[1]
    assert "care-homes" in link[1]


def test_the_page_tells_machines_what_it_holds(client, dataset):
    response = client.get("/en/data/care-homes/")
    words = described(response.text)
    assert (words["@type"], words["name"]) == ("Dataset", "Care homes")
    assert words["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [column["name"] for column in words["variableMeasured"]] == ["Code", "Name", "Beds"]
    [file] = words["distribution"]
    assert file["contentUrl"].endswith("/en/data/care-homes/1/")
    assert file["encodingFormat"] == "text/csv"
    assert file["sha256"] == dataset.versions.get().checksum


def test_nothing_written_by_an_official_ends_the_data_block(client, day):
    published(day=day, code="bad", description="</script><script>alert(1)</script>")
    text = client.get("/data/bad/").content.decode()
    assert "<script>alert" not in text
    assert described(text)["description"] == "</script><script>alert(1)</script>"


def test_the_page_of_a_dataset_asks_equally_often_however_much_hangs_on_it(
    client, dataset, clerk, day, django_assert_num_queries
):
    def grow(total: int) -> None:
        dataset.matters.add(*factories.MatterFactory.create_batch(total, in_force=True))
        for _number in range(total):
            published(day=day, field=dataset.field)
            data_releasing.release_version(
                dataset, content=CSV, name="a.csv", actor=clerk, now=moment(day)
            )

    grow(1)
    with django_assert_num_queries(8):
        client.get("/data/care-homes/")
    grow(3)
    with django_assert_num_queries(8):
        client.get("/data/care-homes/")


def test_a_draft_and_its_file_are_not_found(client, day):
    draft = drafted(code="draft")
    data_releasing.release_version(draft, content=CSV, name="a.csv", actor=None, now=moment(day))
    assert client.get("/data/draft/").status_code == 404
    assert client.get("/data/draft/1/").status_code == 404
    assert client.get("/data/nothing/").status_code == 404


def test_a_withdrawn_dataset_says_when_and_why_and_its_files_are_gone(
    client, dataset, reviewer, clerk, day
):
    gone = data_catalogue.withdraw(dataset, actor=reviewer, reason="数据有误", now=moment(day))
    response = client.get("/en/data/care-homes/")
    assert response.status_code == 410
    assert "数据有误" in response.text
    assert "数据有误" in client.get("/en/data/care-homes/1/").text
    assert client.get("/data/care-homes/1/").status_code == 410
    assert client.get("/data/care-homes/2/").status_code == 404
    data_catalogue.reopen(gone, actor=clerk, now=moment(day))
    response = client.get("/en/data/care-homes/")
    assert response.status_code == 410
    assert "It is being corrected" in response.text
