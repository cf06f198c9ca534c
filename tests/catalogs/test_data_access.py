from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from catalogs import data_access, query_codes, sharing_reminding
from catalogs.enums import Role
from catalogs.models import DataAccessRequest, DataAccessUse, HistoryRow, Letter
from catalogs.sharing_enums import GRANTED_DAYS_AT_MOST, RETURNED_DAYS, AccessState, AccessWay
from catalogs.tasks import end_what_was_sent_in, remind_of_what_was_sent_in
from catalogs.workflow import MoveRefused
from tests import data_access as requests
from tests import datasets, factories, reuses
from tests.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(today):
    return datasets.moment(today)


@pytest.fixture
def row(today):
    return requests.asked(day=today).row


@pytest.fixture
def reviewer(row):
    return requests.reviewer_of(row.dataset)


def test_a_request_waits_with_number_code_day_and_the_conditions_promised(today):
    dataset = requests.conditional(day=today)
    reviewer = requests.reviewer_of(dataset)
    receipt = requests.asked(day=today, dataset=dataset)

    row = DataAccessRequest.objects.get()
    assert row.receipt_number == "KF-2026-00001"
    assert query_codes.check(receipt.code, row.code_hash)
    assert row.conditions == requests.CONDITIONS
    assert (row.due_on - today).days == 14
    assert {letter.recipient for letter in Letter.objects.all()} == {None, reviewer}


def test_who_asks_is_encrypted_and_stands_in_no_history_and_no_letter(row):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, contact_person, telephone, email FROM catalogs_dataaccessrequest"
        )
        stored = " ".join(cursor.fetchone())
    told = str(list(HistoryRow.objects.of(row).values()))
    told += "".join(f"{letter.subject} {letter.body}" for letter in Letter.objects.all())

    for part in ("无锡蠡湖数据研究所", "王小明", "10000012345", "asks@example.org"):
        assert part not in stored + told


@pytest.mark.parametrize("name", ["name", "contact_person", "telephone", "email", "purpose"])
def test_what_is_needed_to_decide_is_asked_for(name, today):
    with pytest.raises(ValidationError) as refusal:
        requests.asked(day=today, **{name: " "})

    assert name in refusal.value.message_dict


def test_data_open_to_everyone_are_not_asked_for(today):
    with pytest.raises(ValidationError):
        requests.asked(day=today, dataset=datasets.published(day=today))


def test_the_reviewer_of_the_department_grants_until_a_day_which_is_included(
    row, reviewer, today, now
):
    until = today + timedelta(days=30)

    granted = data_access.grant(row, actor=reviewer, until=until, now=now)

    for days, holds in ((0, True), (30, True), (31, False)):
        day = today + timedelta(days=days)
        assert granted.is_in_force(day) == holds
        assert DataAccessRequest.objects.in_force(day).exists() == holds


@pytest.mark.parametrize("days", [-1, GRANTED_DAYS_AT_MOST + 1])
def test_access_ends_within_a_year_and_not_before_it_begins(days, row, reviewer, today, now):
    with pytest.raises(ValidationError) as refusal:
        data_access.grant(row, actor=reviewer, until=today + timedelta(days=days), now=now)

    assert "until" in refusal.value.message_dict


@pytest.mark.parametrize("role", [Role.CLERK, Role.GOVERNMENT_OFFICE, Role.SUPERVISOR])
def test_nobody_else_of_the_department_or_the_offices_grants(role, row, today, now):
    official = factories.OfficialFactory(role=role, department=row.dataset.department)

    with pytest.raises(MoveRefused):
        data_access.grant(row, actor=official, until=today, now=now)


def test_the_reviewer_of_another_department_grants_nothing_and_sees_nothing(row, today, now):
    other = factories.OfficialFactory(reviewer=True)

    with pytest.raises(MoveRefused):
        data_access.grant(row, actor=other, until=today, now=now)
    assert not DataAccessRequest.objects.visible_to(other).exists()
    assert not row.is_visible_to(other)


def test_a_key_opens_its_dataset_until_the_last_day_and_the_older_one_ends(today, now):
    row = requests.granted(day=today).row
    other = requests.conditional(day=today)
    first, key = (data_access.give_key(row, now=now) for _key in range(2))

    assert data_access.opened_by(key, row.dataset, today=today) == row
    assert data_access.opened_by(key, other, today=today) is None
    assert data_access.opened_by(first, row.dataset, today=today) is None
    late = today + timedelta(days=31)
    assert data_access.opened_by(key, row.dataset, today=late) is None
    assert data_access.find(key, today=late) is None
    row.refresh_from_db()
    assert key not in str(row.__dict__)
    with pytest.raises(ValidationError):
        data_access.give_key(row, now=datasets.moment(late))


@pytest.mark.parametrize("end", ["revoke", "withdraw"])
def test_a_key_is_worth_nothing_once_access_has_ended(end, today, now):
    row = requests.granted(day=today).row
    key = data_access.give_key(row, now=now)

    if end == "revoke":
        reviewer = requests.reviewer_of(row.dataset)
        data_access.revoke(row, actor=reviewer, reason="转让了数据", now=now)
    else:
        data_access.withdraw_by_applicant(row, now=now)

    assert data_access.opened_by(key, row.dataset, today=today) is None
    with pytest.raises(MoveRefused):
        data_access.give_key(row, now=now)


def test_the_applicant_corrects_what_was_returned(row, reviewer, now):
    data_access.return_(row, actor=reviewer, reason="请说明用途", now=now)

    row = data_access.correct(row, now=now + timedelta(days=7), purpose="编写养老地图")

    assert (row.state, row.purpose) == (AccessState.SUBMITTED, "编写养老地图")
    assert row.settled_on is None


def test_who_asks_is_struck_out_of_the_reason(row, reviewer, now):
    row = data_access.refuse(row, actor=reviewer, reason="无锡蠡湖数据研究所未说明", now=now)

    assert row.decision_reason == "**未说明"


def test_showing_who_asks_is_written_down(row, reviewer, now):
    parts = data_access.reveal_contact(row, actor=reviewer, now=now)

    assert parts["name"] == "无锡蠡湖数据研究所"
    assert HistoryRow.objects.of(row).first().action == "reveal_contact"
    with pytest.raises(MoveRefused):
        data_access.reveal_contact(row, actor=factories.OfficialFactory(reviewer=True), now=now)


def test_each_use_is_counted_by_day_and_way(today):
    row = requests.granted(day=today).row
    for _use in range(3):
        data_access.count_use(row, AccessWay.KEY, today=today)
    data_access.count_use(row, AccessWay.SESSION, today=today)

    assert dict(DataAccessUse.objects.values_list("way", "times")) == {"key": 3, "session": 1}


def test_the_public_learns_how_often_and_nothing_more(today, now):
    dataset = requests.conditional(day=today)
    reviewer = requests.reviewer_of(dataset)
    requests.granted(day=today, dataset=dataset)
    revoked = requests.granted(day=today, dataset=dataset).row
    data_access.revoke(revoked, actor=reviewer, reason="违反条件", now=now)
    refused = requests.asked(day=today, dataset=dataset).row
    data_access.refuse(refused, actor=reviewer, reason="用途不符", now=now)

    assert data_access.figures(dataset) == {"asked": 3, "granted": 2, "refused": 1}


def test_deciders_are_reminded_once_when_it_is_due_soon_and_once_when_it_is_late(
    row, reviewer, today
):
    reuses.sent_in(day=today)
    office = factories.OfficialFactory(government_office=True)
    Letter.objects.all().delete()
    counts = [
        sharing_reminding.remind(today=day)
        for day in (today, row.due_on, row.due_on, row.due_on + timedelta(days=1))
    ]

    assert counts == [0, 2, 0, 2]
    assert {letter.recipient for letter in Letter.objects.all()} == {reviewer, office}


def test_what_never_came_back_is_ended_and_who_asked_is_erased_by_the_term(
    row, reviewer, today, now
):
    data_access.return_(row, actor=reviewer, reason="请说明用途", now=now)
    running = requests.granted(day=today, dataset=row.dataset, days=300).row
    day = today + timedelta(days=RETURNED_DAYS + 1)
    assert data_access.end_what_has_passed(today=day, now=datasets.moment(day)) == 1

    due = today.replace(year=2030, month=2)
    assert data_access.erase_due(today=due, now=datasets.moment(due)) == 1
    row.refresh_from_db()
    running.refresh_from_db()
    assert (row.name, row.contact_person, row.telephone, row.email) == ("", "", "", "")
    assert row.code_hash == ""
    assert running.name
    later = today.replace(year=2030, month=11)
    assert data_access.erase_due(today=later, now=datasets.moment(later)) == 1


def test_the_tasks_of_night_and_morning_find_nothing_to_do_twice(row, reviewer, now):
    Letter.objects.all().delete()
    data_access.return_(row, actor=reviewer, reason="请说明用途", now=now)
    day = row.received_on - timedelta(days=RETURNED_DAYS + 2)
    DataAccessRequest.objects.filter(pk=row.pk).update(received_on=day, settled_on=day)

    assert [end_what_was_sent_in(), end_what_was_sent_in()] == [1, 0]
    assert [remind_of_what_was_sent_in(), remind_of_what_was_sent_in()] == [0, 0]
    row.refresh_from_db()
    assert row.state == AccessState.WITHDRAWN


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once(row, reviewer, today, now):
    met = race(
        lambda: data_access.grant(row, actor=reviewer, until=today, now=now),
        lambda: data_access.refuse(row, actor=reviewer, reason="用途不符", now=now),
    )

    assert met == ["done", "refused"]
