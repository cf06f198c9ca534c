"""Numbers of persons become public after a second look by another official."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from catalogs import data_catalogue, data_second_look, data_uploading
from catalogs.data_enums import ColumnType, UploadState
from catalogs.models import Dataset, DatasetColumn, DatasetUpload, HistoryRow, Letter
from catalogs.workflow import MoveRefused
from tests import factories
from tests.datasets import drafted, published
from tests.datasets import sent as send

from .test_data_catalogue import NOW, TODAY

pytestmark = pytest.mark.django_db

PERSONAL = "code,name,beds\nA,电话13912345678,1\n".encode()
REASON = "公布的服务热线"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def clerk():
    return factories.OfficialFactory(email="clerk@binhu.example")


@pytest.fixture
def reviewer(clerk):
    return factories.OfficialFactory(
        reviewer=True, department=clerk.department, email="reviewer@binhu.example"
    )


@pytest.fixture
def dataset(clerk) -> Dataset:
    return drafted(actor=clerk)


@pytest.fixture
def asked(dataset, clerk) -> DatasetUpload:
    return ask(send(dataset, clerk, PERSONAL, note="热线"), clerk)


def ask(row: DatasetUpload, actor, **values) -> DatasetUpload:
    return data_second_look.ask(row, actor=actor, now=NOW, personal_reason=REASON, **values)


def actions(target) -> list[str]:
    return list(HistoryRow.objects.of(target).order_by("pk").values_list("action", flat=True))


def test_the_clerk_alone_never_releases_numbers_of_persons(dataset, clerk):
    row = send(dataset, clerk, PERSONAL)
    assert row.places == [[2, "name", "139****5678"]]
    for actor in (clerk, factories.OfficialFactory(administrator=True)):
        with pytest.raises(MoveRefused, match="second look"):
            data_uploading.release(row, actor=actor, now=NOW)
    assert not dataset.versions.exists()


def test_the_reviewer_confirms_and_the_version_is_that_of_the_clerk(
    dataset, clerk, reviewer, asked
):
    assert (asked.state, asked.asked_by) == (UploadState.IN_REVIEW, clerk)
    version = data_second_look.confirm(asked, actor=reviewer, now=NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.version, asked.confirmed_by) == (
        UploadState.RELEASED,
        version,
        reviewer,
    )
    assert (version.released_by, version.personal_reason, version.note) == (clerk, REASON, "热线")
    assert actions(asked) == ["create", "check", "ask", "confirm"]
    assert actions(dataset) == ["create", "confirm_version"]
    released = HistoryRow.objects.of(dataset).get(action="confirm_version")
    assert (released.actor, released.reason) == (reviewer, REASON)


def test_the_reviewer_who_confirmed_may_publish_the_dataset(dataset, reviewer, asked):
    data_second_look.confirm(asked, actor=reviewer, now=NOW)
    DatasetColumn.objects.filter(dataset=dataset).update(meaning="说明")
    dataset = data_catalogue.publish(dataset, actor=reviewer, now=NOW)
    assert list(Dataset.objects.public(TODAY)) == [dataset]


def test_without_a_reason_nobody_is_asked(dataset, clerk):
    row = send(dataset, clerk, PERSONAL)
    with pytest.raises(ValidationError) as refused:
        data_second_look.ask(row, actor=clerk, now=NOW, personal_reason="  ")
    assert list(refused.value.message_dict) == ["personal_reason"]
    row.refresh_from_db()
    assert row.state == UploadState.CHECKED


def test_a_file_without_such_numbers_is_released_without_a_second_look(dataset, clerk):
    row = send(dataset, clerk)
    with pytest.raises(ValidationError, match="release the file yourself"):
        ask(row, clerk)
    assert data_uploading.release(row, actor=clerk, now=NOW).personal_reason == ""


def test_who_sent_the_file_or_asked_neither_confirms_nor_returns_it(dataset):
    one, other = (factories.OfficialFactory(administrator=True) for _number in range(2))
    row = ask(send(dataset, one, PERSONAL), other)
    for actor in (one, other):
        with pytest.raises(MoveRefused, match="Another person"):
            data_second_look.confirm(row, actor=actor, now=NOW)
        with pytest.raises(MoveRefused, match="Another person"):
            data_second_look.return_(row, actor=actor, reason="不足", now=NOW)
        assert not DatasetUpload.objects.of_others(actor).filter(pk=row.pk).exists()
        assert not row.is_of_others(actor)
    third = factories.OfficialFactory(administrator=True)
    assert list(DatasetUpload.objects.of_others(third)) == [row]
    assert row.is_of_others(third)
    assert data_second_look.confirm(row, actor=third, now=NOW).number == 1


def test_what_the_portal_itself_sent_is_of_others_for_everyone(asked, reviewer):
    DatasetUpload.objects.filter(pk=asked.pk).update(uploaded_by=None)
    assert list(DatasetUpload.objects.of_others(reviewer)) == [asked]
    assert data_second_look.confirm(asked, actor=reviewer, now=NOW).number == 1


def test_a_returned_file_is_asked_for_again_with_a_better_reason(dataset, clerk, reviewer, asked):
    row = data_second_look.return_(asked, actor=reviewer, reason="理由不足", now=NOW)
    assert row.state == UploadState.RETURNED
    assert HistoryRow.objects.last_return(row).reason == "理由不足"
    row = data_second_look.ask(
        row, actor=clerk, now=NOW, personal_reason="窗口电话，已公示", note="第二次"
    )
    version = data_second_look.confirm(row, actor=reviewer, now=NOW)
    assert (version.personal_reason, version.note) == ("窗口电话，已公示", "第二次")


def test_a_return_gives_its_reason(reviewer, asked):
    with pytest.raises(MoveRefused, match="reason"):
        data_second_look.return_(asked, actor=reviewer, reason=" ", now=NOW)


def test_types_of_a_returned_file_may_be_corrected_and_it_still_wants_a_second_look(
    clerk, reviewer, asked
):
    row = data_second_look.return_(asked, actor=reviewer, reason="类型有误", now=NOW)
    row = data_uploading.correct_types(row, actor=clerk, types={"beds": ColumnType.TEXT}, now=NOW)
    assert row.state == UploadState.CHECKED
    with pytest.raises(MoveRefused, match="second look"):
        data_uploading.release(row, actor=clerk, now=NOW)
    assert ask(row, clerk).state == UploadState.IN_REVIEW


@pytest.mark.parametrize("verb", ["confirm", "return_", "ask"])
def test_only_the_officials_of_the_department_take_part(dataset, clerk, asked, verb):
    values = {
        "confirm": {},
        "return_": {"reason": "不足"},
        "ask": {"personal_reason": REASON},
    }[verb]
    row = send(dataset, clerk, PERSONAL) if verb == "ask" else asked
    for actor in (
        factories.OfficialFactory(reviewer=True),
        factories.OfficialFactory(),
        factories.OfficialFactory(supervisor=True),
        factories.OfficialFactory(government_office=True),
        *([] if verb == "ask" else [clerk]),
    ):
        with pytest.raises(MoveRefused):
            getattr(data_second_look, verb)(row, actor=actor, now=NOW, **values)


def test_a_file_in_review_stays_as_it_is_until_it_is_decided(dataset, clerk, asked):
    for do in (
        lambda: data_uploading.release(asked, actor=clerk, now=NOW),
        lambda: data_uploading.correct_types(
            asked, actor=clerk, types={"beds": ColumnType.TEXT}, now=NOW
        ),
        lambda: ask(asked, clerk),
    ):
        with pytest.raises(MoveRefused):
            do()
    assert data_uploading.discard(asked, actor=clerk, now=NOW).state == UploadState.DISCARDED


def test_what_two_reviewers_do_at_once_is_done_once(dataset, clerk, reviewer, asked):
    colleague = factories.OfficialFactory(reviewer=True, department=clerk.department)
    data_second_look.confirm(asked, actor=reviewer, now=NOW)
    with pytest.raises(MoveRefused):
        data_second_look.confirm(asked, actor=colleague, now=NOW)
    with pytest.raises(MoveRefused):
        data_second_look.return_(asked, actor=colleague, reason="不足", now=NOW)
    assert dataset.versions.count() == 1


def test_a_dictionary_that_changed_meanwhile_bars_the_confirmation(clerk, reviewer):
    dataset = published(day=TODAY, department=clerk.department)
    row = ask(send(dataset, clerk, PERSONAL), clerk)
    dataset.columns.filter(name="beds").delete()
    with pytest.raises(ValidationError, match="beds"):
        data_second_look.confirm(row, actor=reviewer, now=NOW)
    assert data_second_look.return_(row, actor=reviewer, reason="字典已改", now=NOW)


def test_the_reviewers_are_told_when_asked_and_the_clerk_when_it_comes_back(asked, reviewer, clerk):
    # The reviewer came after the first request: only who is there is told.
    assert not Letter.objects.exists()
    row = data_second_look.return_(asked, actor=reviewer, reason="理由不足", now=NOW)
    letter = Letter.objects.get(recipient=clerk)
    assert letter.body == "理由不足"
    assert letter.subject == f"一份含个人号码的数据文件已被退回：{row.dataset}"
    ask(row, clerk)
    letter = Letter.objects.get(recipient=reviewer)
    assert letter.body == REASON
    assert letter.subject == f"有一份含个人号码的数据文件待您复核：{row.dataset}"


def test_what_was_handed_on_lately_is_not_abandoned(dataset, clerk):
    old = NOW - timedelta(days=40)
    asked = ask(send(dataset, clerk, PERSONAL, now=old), clerk)
    left = send(dataset, clerk, PERSONAL, now=old)
    assert data_uploading.discard_abandoned(now=NOW + timedelta(days=1)) == 1
    asked.refresh_from_db()
    left.refresh_from_db()
    assert (asked.state, left.state) == (UploadState.IN_REVIEW, UploadState.DISCARDED)
    assert data_uploading.discard_abandoned(now=NOW + timedelta(days=31)) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"personal_reason": ""},
        {"asked_at": None, "asked_by": None},
        {"asked_at": None, "asked_by": None, "personal_reason": ""},
    ],
)
def test_the_database_refuses_a_review_that_nobody_asked_for(asked, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        DatasetUpload.objects.filter(pk=asked.pk).update(**values)


def test_the_database_refuses_a_confirmation_by_who_asked(clerk, reviewer, asked):
    data_second_look.confirm(asked, actor=reviewer, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        DatasetUpload.objects.filter(pk=asked.pk).update(confirmed_by=clerk)
