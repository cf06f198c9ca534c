"""Errors in open data and wishes for data: from a dataset to its department, and shown there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogs import data_catalogue
from catalogs.tables import read_table
from feedback import exporting, receiving
from feedback.enums import DATA_KINDS, WORKING_DAYS, SubmissionKind, SubmissionState
from feedback.models import PublishedReply, RoutingRule, Submission
from tests import datasets, factories
from tests.feedback.asking_pages import proof
from tests.feedback.factories import SubmissionFactory

pytestmark = pytest.mark.django_db
URL = "feedback:about-data"


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def dataset(day):
    return datasets.published(day=day)


def send(client, **values):
    form = client.get(reverse(URL)).context["form"]
    typed = {"text": "第二行床位数有误\n应为九张", "consent_to_publish": "yes"}
    return client.post(reverse(URL), typed | {"key": form["key"].value()} | proof(form) | values)


@pytest.mark.parametrize("kind", DATA_KINDS)
def test_the_page_of_a_dataset_carries_it_to_its_department(client, dataset, kind):
    RoutingRule.objects.create(words="床位", department=factories.DepartmentFactory())
    page = client.get(dataset.get_absolute_url())
    address = f"{reverse(URL)}?kind={kind}&amp;dataset={dataset.code}"
    assert f'href="{address}"' in page.text
    form = client.get(reverse(URL), {"kind": kind, "dataset": dataset.code}).context["form"]
    assert form["kind"].value() == kind

    answer = send(client, kind=kind, dataset=dataset.code)

    assert answer["Location"] == reverse("feedback:receipt")
    row = Submission.objects.get()
    assert (row.kind, row.dataset, row.field) == (kind, dataset, dataset.field)
    assert row.suggested_department == dataset.department
    assert row.title == "第二行床位数有误"
    assert row.due_amount == WORKING_DAYS[kind]


def test_data_may_be_asked_for_without_a_dataset_but_no_error_reported(client):
    assert send(client, kind="data_request").status_code == 302
    refused = send(client, kind="data_correction")

    assert list(refused.context["form"].errors) == ["kind"]
    assert "第二行床位数有误" in refused.text
    assert Submission.objects.get().dataset is None


def test_a_dataset_that_is_not_public_cannot_be_named(client, day, dataset):
    reviewer = factories.OfficialFactory(reviewer=True, department=dataset.department)
    data_catalogue.withdraw(dataset, actor=reviewer, reason="有误", now=timezone.now())

    refused = send(client, kind="data_correction", dataset=dataset.code)

    assert "dataset" in refused.context["form"].errors
    assert dataset.display_name not in refused.text


def test_an_error_in_data_keeps_its_dataset_in_the_database_and_when_it_is_examined(dataset):
    office = factories.OfficialFactory(government_office=True)
    row = SubmissionFactory()

    with pytest.raises(Exception, match="dataset"):
        receiving.examine(row, actor=office, kind=SubmissionKind.DATA_CORRECTION)
    row.refresh_from_db()
    assert row.state == SubmissionState.RECEIVED


def test_desk_and_asker_see_the_dataset_and_the_desk_finds_it_by_name(client, dataset):
    send(client, kind="data_correction", dataset=dataset.code)
    row = Submission.objects.get()
    receipt = client.get(reverse("feedback:receipt")).context["receipt"]
    client.post(reverse("feedback:track"), {"number": receipt["number"], "code": receipt["code"]})
    assert dataset.name in client.get(reverse("feedback:track-case")).text

    client.force_login(factories.OfficialFactory(government_office=True))
    page = client.get(reverse("feedback:desk-detail", args=[row.receipt_number]))
    assert dataset.get_absolute_url() in page.text
    for words, found in ((dataset.name, [row]), (dataset.code, [row]), ("博物馆", [])):
        assert list(Submission.objects.all().containing(words)) == found


def test_the_exported_list_names_the_dataset_of_each_row_in_as_many_queries_however_many(
    client, dataset, django_assert_num_queries
):
    about = [
        SubmissionFactory(reviewed=True, dataset=dataset, kind=SubmissionKind.DATA_CORRECTION)
        for _n in range(3)
    ]
    other = SubmissionFactory(reviewed=True)

    with django_assert_num_queries(1):
        content = exporting.as_xlsx(Submission.objects.all())

    rows = read_table(content, filename="a.xlsx").rows
    told = {row.cells["登记编号"]: (row.cells["数据集"], row.cells["数据集编码"]) for row in rows}
    assert told == {
        **{row.receipt_number: (dataset.name, dataset.code) for row in about},
        other.receipt_number: ("", ""),
    }


def test_a_published_answer_stands_on_the_page_of_its_dataset_and_is_found_by_it(
    client, day, dataset
):
    asked = SubmissionFactory(reviewed=True, dataset=dataset, kind=SubmissionKind.DATA_CORRECTION)
    other = SubmissionFactory(reviewed=True)
    for row, title in ((asked, "床位数已更正"), (other, "电梯补贴")):
        PublishedReply.objects.create(
            submission=row,
            kind=row.kind,
            department=row.department,
            title=title,
            question="问",
            answer="答",
            published_on=day - timedelta(days=1),
        )

    page = client.get(dataset.get_absolute_url())
    assert "床位数已更正" in page.text
    assert "电梯补贴" not in page.text
    replies = client.get(reverse("feedback:replies"), {"dataset": dataset.code})
    assert [row.title for row in replies.context["page_obj"]] == ["床位数已更正"]
    detail = client.get(asked.published_reply.get_absolute_url())
    assert dataset.get_absolute_url() in detail.text
