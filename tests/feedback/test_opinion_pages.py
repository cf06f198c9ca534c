"""The desk of public opinion: hours, tabs, and what each reader may see."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from feedback import opinions
from feedback.models import OpinionCase
from feedback.views.opinion_rows import waiting_for
from tests.factories import OfficialFactory
from tests.feedback.factories import (
    PERSON,
    OpinionCaseFactory,
    SubmissionFactory,
    administrator,
    office,
)
from tests.feedback.opinion_desk import LIST, TODAY, hour, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.mark.parametrize(
    ("respond_by", "clock"),
    [
        ("2026-11-26 08:00", {"text": "47 hours left", "tone": "blue"}),
        ("2026-11-24 09:20", {"text": "Less than an hour left", "tone": "amber"}),
        ("2026-11-24 08:59", {"text": "Overdue by less than an hour", "tone": "red"}),
        ("2026-11-24 08:00", {"text": "Overdue by 1 hour", "tone": "red"}),
    ],
)
def test_the_hours_left_are_told_with_their_colour(client, respond_by, clock):
    OpinionCaseFactory(judged=True, respond_by=hour(respond_by))
    client.force_login(office())
    response = client.get(f"{LIST}?tab=open")
    assert [row["clock"] for row in response.context["rows"]] == [clock]


def test_how_a_case_ended_is_told_and_what_waits_to_be_judged(client):
    for traits in (
        {"responded": True},
        {"responded": True, "responded_at": hour("2026-11-27 08:00")},
        {"dropped": True},
        {"collected_at": hour("2026-11-24 06:00")},
    ):
        OpinionCaseFactory(**traits)
    client.force_login(administrator())
    told = {
        row["clock"]["text"]
        for tab in ("review", "concluded", "judge")
        for row in client.get(f"{LIST}?tab={tab}").context["rows"]
    }
    assert told == {
        "Responded in time",
        "Responded late",
        "Nothing is due",
        "Waits to be judged for 3 hours",
    }


def test_a_case_is_found_by_the_number_that_supervision_calls_it_by(client):
    case, _other = OpinionCaseFactory(judged=True), OpinionCaseFactory(judged=True)
    client.force_login(office())
    response = client.get(f"{LIST}?tab=open&q={case.number}")
    assert [row["number"] for row in response.context["rows"]] == [case.number]
    shown = client.get(response.context["rows"][0]["url"])
    assert case.number in shown.content.decode()


def test_each_tab_counts_its_rows_within_the_search(client):
    OpinionCaseFactory(title="积水")
    OpinionCaseFactory(judged=True, title="积水")
    overdue = OpinionCaseFactory(
        disposed=True,
        title="积水",
        collected_at=hour("2026-11-20 08:00"),
        respond_by=hour("2026-11-22 08:00"),
    )
    OpinionCaseFactory(responded=True, title="积水")
    OpinionCaseFactory(reviewed=True, title="积水")
    OpinionCaseFactory(title="噪声")
    client.force_login(office())
    response = client.get(f"{LIST}?q=积水")
    counts = {str(tab["text"]): tab["total"] for tab in response.context["tabs"]}
    assert counts == {
        "To judge": 1,
        "To hand on": 1,
        "Overdue": 1,
        "All open": 3,
        "To look back on": 1,
        "Collected by me": 0,
        "Closed": 1,
    }
    client.force_login(OfficialFactory(department=overdue.department))
    assert [row["title"] for row in client.get(LIST).context["rows"]] == ["积水"]
    assert "Nothing contains these words" in client.get(f"{LIST}?q=%00没有").content.decode()


def test_the_start_page_shows_what_waits_for_each_role():
    handed = OpinionCaseFactory(disposed=True)
    judged, collected = OpinionCaseFactory(judged=True), OpinionCaseFactory()
    responded = OpinionCaseFactory(responded=True)
    now = timezone.now()
    clerk = OfficialFactory(department=handed.department)
    expected = {
        clerk: [handed],
        office(): [collected, judged],
        OfficialFactory(supervisor=True): [responded],
        administrator(): [],
        OfficialFactory(): [],
    }
    for user, cases in expected.items():
        urls = [row["url"] for row in waiting_for(user, now=now)["rows"]]
        assert [url.rstrip("/").rsplit("/", 1)[1] for url in urls] == [str(c.pk) for c in cases]


def test_a_list_and_a_case_ask_as_many_questions_of_ten_rows_as_of_one(client):
    client.force_login(office())
    case = OpinionCaseFactory(responded=True)

    def asked(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    urls = [
        f"{LIST}?tab=open",
        page("detail", case.pk),
        page("incentives"),
        page("groups"),
        page("figures"),
    ]

    def fill(times: int) -> None:
        OpinionCaseFactory.create_batch(times, disposed=True)
        case.submissions.add(*SubmissionFactory.create_batch(times))
        SubmissionFactory.create_batch(times)
        for _time in range(times):
            opinions.record_incentive(
                case, actor=office(), kind="criticism", reason="迟", basis="条", today=TODAY
            )

    fill(2)
    client.get(LIST)
    few = [asked(url) for url in urls]
    fill(9)
    assert [asked(url) for url in urls] == few


def test_who_wrote_stands_on_no_page_of_a_case(client):
    written = f"我是{PERSON['name']},{PERSON['telephone']},施工扰民"
    rows = SubmissionFactory.create_batch(3, issued=True, title=written, text=written)
    client.force_login(OfficialFactory(department=rows[0].department))
    shown = client.get(page("new") + "?" + "&".join(f"submission={row.pk}" for row in rows))
    # Only the department's own is offered.
    assert [row.pk for row in shown.context["form"].offered] == [rows[0].pk]
    values = {"title": "施工扰民", "summary": "多人", "source": "submissions"}
    client.force_login(office())
    sent = client.post(page("new"), values | {"submissions": [row.pk for row in rows]})
    assert sent.status_code == 302
    case = OpinionCase.objects.get()
    assert set(case.submissions.all()) == set(rows)
    opinions.judge(case, actor=office(), level="ordinary", now=timezone.now())
    opinions.dispose(
        case,
        actor=office(),
        department=rows[1].department,
        dispose_by=timezone.now() + timedelta(hours=2),
        now=timezone.now(),
    )
    pages = [shown.content.decode()]
    for user in (office(), OfficialFactory(department=rows[1].department)):
        client.force_login(user)
        pages += [
            client.get(url).content.decode()
            for url in (LIST, page("detail", case.pk), page("groups"), page("import"))
        ]
    for text in pages:
        for part in PERSON.values():
            assert part not in text
    # The department sees its own submission, and that there are two more.
    last = client.get(page("detail", case.pk))
    assert [row["number"] for row in last.context["submissions"]] == [rows[1].receipt_number]
    assert last.context["others"] == 2
    assert rows[0].receipt_number not in last.content.decode()


def test_groups_lead_to_a_case_with_all_their_submissions(client):
    rows = SubmissionFactory.create_batch(3)
    client.force_login(office())
    found = client.get(page("groups")).context["rows"]
    assert [row["group"].total for row in found] == [3]
    form = client.get(found[0]["url"]).context["form"]
    assert form.initial["title"] == rows[0].title
    assert form.initial["submissions"] == [row.pk for row in rows]
    values = {name: form[name].value() for name in form.fields if name != "source_address"}
    assert client.post(page("new"), values).status_code == 302
    assert OpinionCase.objects.get().submissions.count() == 3
    assert client.get(page("groups")).context["rows"] == []
    # Asked for once more, there is nothing left to offer.
    assert "belong to a case already" in client.get(found[0]["url"]).content.decode()


def test_the_public_learns_nothing_of_a_case(client):
    case = OpinionCaseFactory(responded=True, title="某校舆情内部研判")
    for name, arguments in (
        ("list", []),
        ("new", []),
        ("groups", []),
        ("import", []),
        ("incentives", []),
        ("incentives-file", ["csv"]),
        ("figures", []),
        ("detail", [case.pk]),
        ("move", [case.pk, "review"]),
    ):
        response = client.get(page(name, *arguments))
        assert response.status_code == 302
        assert "login" in response.url
        assert client.post(page(name, *arguments)).status_code in (302, 405)
    for url in ("/en/", "/en/search/?q=某校舆情内部研判", case.response.get_absolute_url()):
        shown = client.get(url, follow=True).content.decode()
        assert "内部研判</" not in shown
        assert f"/opinions/{case.pk}/" not in shown
