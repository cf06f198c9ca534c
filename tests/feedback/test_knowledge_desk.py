"""The editors' desk: candidates with what they rest on, entries in tabs, versions compared."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from catalogs.models import HistoryRow
from feedback import knowledge
from feedback.models import (
    KnowledgeCandidate,
    KnowledgeEntry,
    ProposalRun,
    Submission,
    SubmissionRating,
)
from feedback.views.knowledge_desk_tabs import waiting_for
from tests.factories import AdjustmentFactory, FieldFactory, MatterFactory, OfficialFactory
from tests.feedback.factories import (
    PERSON,
    KnowledgeEntryFactory,
    PublishedReplyFactory,
    SubmissionFactory,
    moment,
    office,
)

pytestmark = pytest.mark.django_db
DESK = "feedback:knowledge-desk"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def clerk(client):
    user = OfficialFactory()
    client.force_login(user)
    return user


@pytest.fixture
def candidate(clerk):
    """Asked of the clerk's department twice, and of another once."""
    made = KnowledgeCandidate.objects.create(
        question="小区加装电梯的补贴标准", field=FieldFactory(), proposed_on=date(2026, 11, 1)
    )
    first = SubmissionFactory(
        published=True, department=clerk.department, title=f"{PERSON['name']}问加装电梯的补贴"
    )
    second = SubmissionFactory(
        issued=True, department=clerk.department, title="加装电梯", text="去哪个窗口?"
    )
    third = SubmissionFactory(issued=True, title="装电梯有补贴吗")
    pks = [first.pk, second.pk, third.pk]
    Submission.objects.filter(pk__in=pks).update(candidate=made)
    return made


def page_of(candidate) -> str:
    return reverse("feedback:knowledge-candidate", args=[candidate.pk])


def dismissal(candidate) -> str:
    return reverse("feedback:knowledge-candidate-move", args=[candidate.pk, "dismiss"])


def shown(client, tab: str, query: str = "") -> list:
    page = client.get(f"{reverse(DESK)}?tab={tab}{query}")
    return [item["row"] for item in page.context["rows"]]


def adjust(matter) -> None:
    AdjustmentFactory(
        matter=matter,
        power=None,
        department=matter.department,
        state="applied",
        effective_on=date(2026, 11, 20),
        applied_at=moment(date(2026, 11, 20)),
    )


def test_each_tab_shows_its_own_rows_of_the_department(client, clerk, candidate):
    own = {"department": clerk.department}
    draft = KnowledgeEntryFactory(**own)
    published = KnowledgeEntryFactory(published=True, **own)
    flagged = KnowledgeEntryFactory(published=True, **own)
    gone = KnowledgeEntryFactory(published=True, state="withdrawn", **own)
    KnowledgeEntryFactory(published=True)
    matter = MatterFactory(in_force=True)
    flagged.matters.set([matter])
    adjust(matter)
    assert shown(client, "candidates") == [candidate]
    assert shown(client, "review") == [flagged]
    assert shown(client, "drafts") == [draft]
    assert set(shown(client, "published")) == {published, flagged}
    assert shown(client, "withdrawn") == [gone]
    assert shown(client, "nothing") == [candidate]
    client.force_login(office())
    assert len(shown(client, "published")) == 3


def test_the_least_useful_stands_first_when_asked_for(client, clerk):
    rows = [KnowledgeEntryFactory(published=True, department=clerk.department) for _n in range(3)]
    for row, opinions in zip(rows, ([True, True], [True], [False, False, True]), strict=True):
        for number, useful in enumerate(opinions):
            row.votes.create(visitor=str(number), useful=useful, voted_on=TODAY)
    found = shown(client, "published", "&order=useful")
    assert found == [rows[2], rows[1], rows[0]]
    assert [(row.useful, row.useless) for row in found] == [(1, 2), (1, 0), (2, 0)]


def test_the_desk_opens_at_the_first_tab_that_is_not_empty(client, clerk):
    assert client.get(reverse(DESK)).context["part"].name == "candidates"
    KnowledgeEntryFactory(department=clerk.department)
    assert client.get(reverse(DESK)).context["part"].name == "drafts"


def test_words_narrow_every_tab(client, clerk, candidate):
    draft = KnowledgeEntryFactory(question="公厕几点开门?", department=clerk.department)
    KnowledgeEntryFactory(department=clerk.department)
    assert shown(client, "drafts", "&q=公厕") == [draft]
    assert shown(client, "candidates", "&q=公厕") == []
    page = client.get(f"{reverse(DESK)}?tab=drafts&q=公厕")
    assert [tab["total"] for tab in page.context["tabs"]] == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(("tab", "queries"), [("published", 10), ("candidates", 10)])
def test_the_desk_asks_equally_often_however_much_there_is(
    client, clerk, candidate, tab, queries, django_assert_num_queries
):
    url = f"{reverse(DESK)}?tab={tab}"
    for _n in range(2):
        for _m in range(3):
            KnowledgeEntryFactory(published=True, department=clerk.department)
            made = KnowledgeCandidate.objects.create(question="问", proposed_on=TODAY)
            SubmissionFactory(issued=True, department=clerk.department, candidate=made)
        with django_assert_num_queries(queries):
            client.get(url)


def test_a_candidate_shows_only_what_the_official_may_see_and_nobody_s_name(
    client, clerk, candidate
):
    page = client.get(page_of(candidate))
    evidence = page.context["evidence"]
    assert (len(evidence.asked), evidence.elsewhere) == (2, 1)
    assert evidence.asked[0].title == "**问加装电梯的补贴"
    assert "电梯" in evidence.words
    assert evidence.asked[0].percent == 100 > evidence.asked[1].percent > 0
    assert all(part not in page.text for part in PERSON.values())
    client.force_login(office())
    assert client.get(page_of(candidate)).context["evidence"].elsewhere == 0
    client.force_login(OfficialFactory())
    assert client.get(page_of(candidate)).status_code == 404


def test_the_answer_proposed_is_the_best_rated_one_that_is_public(client, clerk, candidate):
    assert client.get(page_of(candidate)).context["answer"] == ""
    answers = {"甲": 2, "乙": 5, "丙": 5}
    for answer, score in answers.items():
        asked = SubmissionFactory(published=True, department=clerk.department, candidate=candidate)
        SubmissionRating.objects.create(submission=asked, score=score, rated_on=TODAY)
        reply = PublishedReplyFactory(submission=asked, answer=f"{answer}{PERSON['telephone']}")
        if answer == "丙":
            reply.withdrawn_on = TODAY
            reply.save()
    assert client.get(page_of(candidate)).context["answer"] == "乙**"


def test_a_candidate_is_dismissed_with_a_reason_once(client, clerk, candidate):
    url = dismissal(candidate)
    seen = client.get(url).context["seen"]
    page = client.post(url, {"seen": seen, "reason": " "})
    assert page.context["form"].errors.keys() == {"reason"}
    answer = client.post(url, {"seen": seen, "reason": "政策即将调整"})
    assert answer.url == page_of(candidate)
    candidate.refresh_from_db()
    assert candidate.state == "dismissed"
    row = HistoryRow.objects.of(candidate).get()
    assert (row.actor, row.reason) == (clerk, "政策即将调整")
    assert "政策即将调整" in client.get(page_of(candidate)).text
    again = client.post(url, {"seen": seen, "reason": "再次"})
    assert again.status_code == 409
    assert "再次" in again.text
    assert shown(client, "candidates") == []


def test_whoever_only_reads_decides_nothing(client, clerk, candidate):
    client.force_login(OfficialFactory(department=clerk.department, reviewer=True))
    assert "dismiss" not in client.get(page_of(candidate)).text
    assert client.get(dismissal(candidate)).status_code == 403
    assert client.post(reverse("feedback:knowledge-propose")).status_code == 403


def test_the_office_looks_for_candidates_now_and_reads_when_it_was_done_last(client):
    for title in ("加装电梯补贴怎么申请", "小区加装电梯的补贴标准", "加装电梯补贴怎么申请呢"):
        SubmissionFactory(title=title)
    asked_by = office()
    client.force_login(asked_by)
    assert client.get(reverse(DESK)).context["last_run"] is None
    page = client.post(reverse("feedback:knowledge-propose"), follow=True)
    run = ProposalRun.objects.get()
    assert (run.actor, run.found) == (asked_by, 1)
    assert page.context["last_run"] == run
    assert str(asked_by) in page.text
    assert len(page.context["rows"]) == 1


def test_two_versions_are_compared_and_the_same_parts_left_out(client, clerk):
    entry = KnowledgeEntryFactory(department=clerk.department)
    now = moment(TODAY)
    url = reverse("feedback:knowledge-versions", args=[entry.pk])
    assert client.get(url).context["changes"] == []
    knowledge.publish(entry, actor=clerk, now=now)
    knowledge.revise(entry, actor=clerk, now=now, answer="三十万元")
    knowledge.revise(entry, actor=clerk, now=now, basis="第十条")
    page = client.get(url)
    assert [change["new"] for change in page.context["changes"]] == ["第十条"]
    page = client.get(f"{url}?old=3&new=1")
    assert (page.context["old"].number, page.context["new"].number) == (1, 3)
    assert [change["old"] for change in page.context["changes"]] == [entry.answer, entry.basis]
    assert client.get(f"{url}?old=2&new=2").context["changes"] == []
    assert client.get(f"{url}?old=9&new=x").context["new"].number == 3
    client.force_login(OfficialFactory())
    assert client.get(url).status_code == 404


def test_the_start_page_of_an_editor_tells_what_waits(clerk, candidate):
    entry = KnowledgeEntryFactory(published=True, department=clerk.department)
    matter = MatterFactory(in_force=True)
    entry.matters.set([matter])
    adjust(matter)
    drafts = [KnowledgeEntryFactory(department=clerk.department) for _n in range(7)]
    review, asked, written = waiting_for(clerk, today=TODAY)
    assert (review["total"], asked["total"], written["total"]) == (1, 1, len(drafts))
    assert (len(written["rows"]), written["left"]) == (5, 2)
    assert asked["rows"] == [{"text": candidate.question, "url": page_of(candidate)}]
    assert waiting_for(OfficialFactory(reviewer=True), today=TODAY) == []
    assert KnowledgeEntry.objects.needing_review().get() == entry
