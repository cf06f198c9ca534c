import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from catalogs import data_catalogue, query_codes, reusing
from catalogs.enums import Role
from catalogs.models import HistoryRow, Letter, Reuse
from catalogs.reuse_workflow import WORKFLOW
from catalogs.sharing_enums import RETURNED_DAYS, SENDER, ReuseState
from catalogs.workflow import MoveRefused
from tests import datasets, factories, reuses
from tests.racing import race

pytestmark = pytest.mark.django_db
VERBS = {
    "publish": lambda row, actor, now: reusing.publish(row, actor=actor, now=now),
    "return": lambda row, actor, now: reusing.return_(row, actor=actor, reason="缺来源", now=now),
    "refuse": lambda row, actor, now: reusing.refuse(row, actor=actor, reason="无关", now=now),
    "withdraw": lambda row, actor, now: reusing.withdraw(row, actor=actor, reason="失效", now=now),
}


@pytest.fixture
def office():
    return factories.OfficialFactory(government_office=True)


@pytest.fixture
def now(today):
    return datasets.moment(today)


def in_state(state: str, office, today) -> Reuse:
    row, now = reuses.sent_in(day=today).row, datasets.moment(today)
    if state in (ReuseState.PUBLISHED, ReuseState.WITHDRAWN):
        row = reusing.publish(row, actor=office, now=now)
    if state == ReuseState.WITHDRAWN:
        row = reusing.withdraw(row, actor=office, reason="链接失效", now=now)
    if state == ReuseState.RETURNED:
        row = reusing.return_(row, actor=office, reason="请写明数据来源", now=now)
    if state == ReuseState.REFUSED:
        row = reusing.refuse(row, actor=office, reason="无关", now=now)
    return row


def test_what_is_sent_in_waits_with_number_code_and_day(today, office):
    receipt = reuses.sent_in(day=today, picture=reuses.png())

    row = Reuse.objects.get()
    assert row.receipt_number == "YY-2026-00001"
    assert query_codes.check(receipt.code, row.code_hash)
    assert row.state == ReuseState.SUBMITTED
    assert (row.due_on - today).days == 14
    with row.picture.open("rb") as file:
        assert file.read() == reuses.png()
    assert HistoryRow.objects.of(row).get().action == "submit"
    assert {letter.recipient for letter in Letter.objects.all()} == {None, office}


def test_how_the_maker_is_reached_is_encrypted_and_stands_in_no_history(today):
    row = reuses.sent_in(day=today).row

    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM catalogs_reuse")
        assert "maker@example.org" not in cursor.fetchone()[0]
    assert "maker@example.org" not in str(list(HistoryRow.objects.of(row).values()))


@pytest.mark.parametrize("state", ReuseState.values)
@pytest.mark.parametrize("action", sorted(VERBS))
def test_every_move_is_made_from_its_states_only(state, action, office, today, now):
    row = in_state(state, office, today)
    allowed = state in WORKFLOW.find(action).sources

    if allowed:
        moved = VERBS[action](row, office, now)
        assert moved.state == WORKFLOW.find(action).target
        assert HistoryRow.objects.of(row).first().action == action
    else:
        with pytest.raises(MoveRefused):
            VERBS[action](row, office, now)


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.SUPERVISOR, Role.LEGAL_AFFAIRS])
def test_who_does_not_examine_decides_nothing(role, today, now):
    dataset = datasets.published(day=today)
    row = reuses.sent_in(day=today, datasets=[dataset]).row
    official = factories.OfficialFactory(role=role, department=dataset.department)

    with pytest.raises(MoveRefused):
        reusing.publish(row, actor=official, now=now)


@pytest.mark.parametrize("action", ["return", "refuse"])
def test_what_is_sent_back_has_its_reason(action, office, today, now):
    row = reuses.sent_in(day=today).row
    verb = {"return": reusing.return_, "refuse": reusing.refuse}[action]

    with pytest.raises(MoveRefused):
        verb(row, actor=office, reason="  ", now=now)


def test_the_maker_corrects_what_was_returned_and_the_clock_starts_again(office, today, now):
    row = in_state(ReuseState.RETURNED, office, today)
    later = now + timedelta(days=7)

    row = reusing.correct(
        row, now=later, datasets=row.datasets.all(), description="数据来自民政局。"
    )

    assert row.state == ReuseState.SUBMITTED
    assert row.settled_on is None
    assert row.decision_reason == ""
    assert row.clock_started_on == today + timedelta(days=7)
    assert HistoryRow.objects.of(row).first().changes["description"][1] == "数据来自民政局。"


def test_a_new_picture_takes_the_place_of_the_old_one(
    office, today, now, django_capture_on_commit_callbacks
):
    row = reuses.sent_in(day=today, picture=reuses.png()).row
    twin = reuses.sent_in(day=today, picture=reuses.png()).row
    row = reusing.return_(row, actor=office, reason="图片不清楚", now=now)
    old, storage = row.picture.name, row.picture.storage

    with django_capture_on_commit_callbacks(execute=True):
        picture = (io.BytesIO(reuses.jpeg()), "new.jpg")
        row = reusing.correct(row, now=now, datasets=row.datasets.all(), picture=picture)

    assert row.picture_type == "image/jpeg"
    assert storage.exists(row.picture.name)
    assert not storage.exists(old)
    assert storage.exists(twin.picture.name)


def test_a_published_reuse_keeps_its_address_when_it_is_sent_in_anew(office, today):
    first, second = (reuses.published(day=today, actor=office) for _row in range(2))

    assert (first.code, second.code) == ("cg-2026-0001", "cg-2026-0002")
    assert set(Reuse.objects.public(today)) == {first, second}
    assert not Reuse.objects.public(today - timedelta(days=1)).exists()


@pytest.mark.parametrize("state", ReuseState.values)
def test_the_maker_takes_it_back_until_it_has_ended(state, office, today, now):
    row = in_state(state, office, today)

    if SENDER in WORKFLOW.find("withdraw_by_maker").roles and state in (
        ReuseState.SUBMITTED,
        ReuseState.RETURNED,
        ReuseState.PUBLISHED,
    ):
        assert reusing.withdraw_by_maker(row, now=now).state == ReuseState.WITHDRAWN
        assert not Reuse.objects.public(today).exists()
    else:
        with pytest.raises(MoveRefused):
            reusing.withdraw_by_maker(row, now=now)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"address": "http://example.org/"}, "address"),
        ({"address": "https://10.0.0.1/"}, "address"),
        ({"kind": "poem"}, "kind"),
        ({"name": ""}, "name"),
        ({"email": "nobody"}, "email"),
        ({"datasets": []}, "datasets"),
        ({"picture": reuses.png(), "picture_alt": " "}, "picture_alt"),
        ({"picture": b"<svg/>"}, "picture"),
    ],
)
def test_what_cannot_be_shown_is_refused_beside_its_field(values, name, today):
    with pytest.raises(ValidationError) as refusal:
        reuses.sent_in(day=today, **values)

    assert name in refusal.value.message_dict
    assert not Reuse.objects.exists()


def test_only_public_datasets_can_be_named(today, now):
    dataset = datasets.published(day=today)
    reviewer = factories.OfficialFactory(reviewer=True, department=dataset.department)
    gone = data_catalogue.withdraw(dataset, actor=reviewer, reason="有误", now=now)

    with pytest.raises(ValidationError) as refusal:
        reuses.sent_in(day=today, datasets=[gone])
    assert "datasets" in refusal.value.message_dict


def test_a_department_sees_what_is_made_with_its_data_and_nothing_else(today):
    dataset = datasets.published(day=today)
    row = reuses.sent_in(day=today, datasets=[dataset]).row
    own = factories.OfficialFactory(department=dataset.department)
    other = factories.OfficialFactory()
    office = factories.OfficialFactory(government_office=True)

    for user in (own, other, office):
        seen = row in Reuse.objects.visible_to(user)
        assert seen == row.is_visible_to(user) == (user != other)


def test_what_never_came_back_is_ended(office, today, now):
    row = in_state(ReuseState.RETURNED, office, today)
    for days, ended in ((RETURNED_DAYS, 0), (RETURNED_DAYS + 1, 1), (RETURNED_DAYS + 2, 0)):
        day = today + timedelta(days=days)
        assert reusing.end_what_has_passed(today=day, now=datasets.moment(day)) == ended

    row.refresh_from_db()
    assert row.state == ReuseState.WITHDRAWN
    assert row.decision_reason == "请写明数据来源"


def test_who_made_what_was_refused_is_erased_after_its_term_and_once(office, today):
    row = in_state(ReuseState.REFUSED, office, today)
    still = reuses.published(day=today, actor=office)
    early, due = today.replace(year=2029), today.replace(year=2029, month=12)

    assert reusing.erase_due(today=early, now=datasets.moment(early)) == 0
    assert reusing.erase_due(today=due, now=datasets.moment(due)) == 1
    assert reusing.erase_due(today=due, now=datasets.moment(due)) == 0
    row.refresh_from_db()
    still.refresh_from_db()
    assert (row.email, row.maker, row.code_hash) == ("", "", "")
    assert row.contact_erased_at is not None
    assert still.email == "maker@example.org"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once(office, today, now):
    row = reuses.sent_in(day=today).row

    met = race(
        lambda: reusing.publish(row, actor=office, now=now),
        lambda: reusing.refuse(row, actor=office, reason="重复", now=now),
    )

    assert met == ["done", "refused"]
    assert HistoryRow.objects.of(row).count() == 2
