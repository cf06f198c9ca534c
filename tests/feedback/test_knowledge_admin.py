"""Entries of the knowledge list in the admin: written, changed, published, found still right."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from catalogs.models import HistoryRow
from feedback import knowledge
from feedback.models import KnowledgeCandidate, KnowledgeEntry
from tests.factories import (
    AdjustmentFactory,
    DepartmentFactory,
    FieldFactory,
    MatterFactory,
    OfficialFactory,
    ServiceItemFactory,
)
from tests.feedback.factories import (
    PERSON,
    KnowledgeEntryFactory,
    PublishedReplyFactory,
    SubmissionFactory,
    moment,
    office,
)

pytestmark = pytest.mark.django_db
ADD = "admin:feedback_knowledgeentry_add"
TEXTS = {"question": "补贴多少?", "answer": "每台**二十万元**。", "basis": "《实施办法》第九条"}


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


@pytest.fixture
def entry():
    return KnowledgeEntryFactory(published=True)


@pytest.fixture
def clerk(entry, client):
    user = OfficialFactory(department=entry.department)
    client.force_login(user)
    return user


def page_of(entry, page: str = "change") -> str:
    return reverse(f"admin:feedback_knowledgeentry_{page}", args=[entry.pk])


def move(entry, action: str) -> str:
    return reverse("admin:feedback_knowledgeentry_move", args=[entry.pk, action])


def values_of(entry, **changes) -> dict:
    links = {
        name: [row.pk for row in getattr(entry, name).all()] for name in ("matters", "services")
    }
    texts = {name: getattr(entry, name) for name in TEXTS}
    place = {"field": entry.field_id, "department": entry.department_id}
    return {**texts, **place, **links, **changes}


def actions_of(row) -> list[str]:
    return list(HistoryRow.objects.of(row).order_by("pk").values_list("action", flat=True))


def test_a_clerk_writes_a_draft_with_its_links(client, clerk):
    matter = MatterFactory(in_force=True, department=clerk.department)
    service = ServiceItemFactory(in_force=True, department=clerk.department)
    values = {
        **TEXTS,
        "field": FieldFactory().pk,
        "department": clerk.department_id,
        "matters": [matter.pk],
        "services": [service.pk],
    }
    assert client.post(reverse(ADD), values).status_code == 302
    written = KnowledgeEntry.objects.get(question=TEXTS["question"])
    assert (written.state, written.version) == ("draft", 0)
    assert (written.matters.get(), written.services.get()) == (matter, service)
    assert actions_of(written) == ["write"]


def test_what_is_missing_or_foreign_is_told_and_what_was_typed_is_kept(client, clerk):
    values = {**TEXTS, "basis": "", "department": DepartmentFactory().pk, "field": ""}
    page = client.post(reverse(ADD), values)
    assert set(page.context["adminform"].form.errors) == {"basis", "department", "field"}
    assert TEXTS["answer"] in page.text
    assert KnowledgeEntry.objects.count() == 1


def test_a_new_text_of_a_published_entry_is_its_next_version(client, clerk, entry):
    assert client.post(page_of(entry), values_of(entry, answer="三十万元")).status_code == 302
    entry.refresh_from_db()
    assert (entry.version, entry.answer) == (2, "三十万元")
    assert entry.versions.get().editor == clerk
    assert actions_of(entry) == ["revise"]
    assert client.post(page_of(entry), values_of(entry)).status_code == 302
    assert actions_of(entry) == ["revise"], "nothing was changed"


def test_who_was_overtaken_is_told_and_keeps_what_was_typed(client, clerk, entry):
    seen = client.get(page_of(entry)).context["seen"]
    now = moment(date(2026, 11, 24))
    knowledge.revise(entry, actor=office(), now=now, answer="五十万元")
    values = values_of(entry, answer="四十万元", seen_history=seen)
    page = client.post(page_of(entry), values)
    assert page.status_code == 200
    assert "四十万元" in page.text
    entry.refresh_from_db()
    assert entry.answer == "五十万元"


def test_an_entry_is_published_and_taken_off_the_list_by_buttons(client, clerk):
    draft = KnowledgeEntryFactory(department=clerk.department)
    assert "move/publish" in client.get(page_of(draft)).text
    assert client.post(move(draft, "publish")).status_code == 302
    page = client.post(move(draft, "withdraw"), {"reason": " "})
    assert page.context["form"].errors.keys() == {"reason"}
    client.post(move(draft, "withdraw"), {"reason": "办法已废止"})
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("withdrawn", 1)
    assert actions_of(draft) == ["publish", "withdraw"]
    history = client.get(page_of(draft, "history")).text
    assert "办法已废止" in history


def test_the_entry_tells_what_was_adjusted_until_somebody_looked(client, clerk, entry):
    assert "move/confirm" not in client.get(page_of(entry)).text
    matter = MatterFactory(in_force=True)
    entry.matters.set([matter])
    adjusted = {"state": "applied", "effective_on": date(2026, 11, 20)}
    AdjustmentFactory(
        matter=matter,
        power=None,
        department=matter.department,
        applied_at=moment(date(2026, 11, 20)),
        **adjusted,
    )
    page = client.get(page_of(entry))
    assert [row.entry for row in page.context["adjusted"]] == [matter]
    assert matter.name in page.text
    assert client.post(move(entry, "confirm")).status_code == 302
    assert not KnowledgeEntry.objects.needing_review().exists()
    assert not client.get(page_of(entry)).context["adjusted"]


def test_the_links_another_office_made_stay_when_a_clerk_saves(client, clerk, entry):
    foreign = MatterFactory(in_force=True)
    entry.matters.set([foreign])
    client.post(page_of(entry), values_of(entry, answer="三十万元"))
    assert entry.matters.get() == foreign
    other = MatterFactory(in_force=True)
    page = client.post(page_of(entry), values_of(entry, matters=[foreign.pk, other.pk]))
    assert page.context["adminform"].form.errors.keys() == {"matters"}


@pytest.mark.parametrize("trait", ["reviewer", "legal_affairs", "supervisor"])
def test_who_only_reads_changes_nothing(client, entry, trait):
    reader = OfficialFactory(department=entry.department, **{trait: True})
    client.force_login(reader)
    assert client.get(page_of(entry)).status_code == 200
    assert client.post(page_of(entry), values_of(entry, answer="别的")).status_code == 403
    assert client.post(move(entry, "withdraw"), {"reason": "无"}).status_code == 403
    assert client.get(reverse(ADD)).status_code == 403


def test_another_department_finds_nothing_and_the_office_edits_all(client, entry):
    client.force_login(OfficialFactory())
    assert client.get(page_of(entry)).status_code == 404
    assert client.post(page_of(entry), values_of(entry)).status_code == 404
    client.force_login(office())
    assert client.post(page_of(entry), values_of(entry, answer="三十万元")).status_code == 302
    assert KnowledgeEntry.objects.get().answer == "三十万元"


@pytest.fixture
def candidate(entry):
    asked = SubmissionFactory(published=True, department=entry.department)
    PublishedReplyFactory(submission=asked, answer=f"请{PERSON['name']}向街道申请。")
    made = KnowledgeCandidate.objects.create(
        question=asked.title, field=FieldFactory(), proposed_on=date(2026, 11, 1)
    )
    asked.candidate = made
    asked.save()
    return made


def test_an_entry_made_of_a_candidate_begins_with_its_question_and_answer(client, clerk, candidate):
    page = client.get(f"{reverse(ADD)}?candidate={candidate.pk}")
    initial = page.context["adminform"].form.initial
    assert initial["question"] == candidate.question
    assert initial["answer"] == "请**向街道申请。"
    place = {"field": initial["field"], "department": initial["department"]}
    values = {**TEXTS, **place, "candidate": candidate.pk}
    told = client.post(reverse(ADD), {**values, "answer": f"请{PERSON['telephone']}来电"})
    assert told.context["adminform"].form.errors.keys() == {"answer"}
    assert client.post(reverse(ADD), values).status_code == 302
    candidate.refresh_from_db()
    assert (candidate.state, candidate.entry.question) == ("taken", TEXTS["question"])
    again = client.post(reverse(ADD), values)
    assert again.context["adminform"].form.errors.keys() == {"candidate"}


def test_the_office_begins_with_the_department_that_answers_the_candidate(client, entry, candidate):
    for _n in range(2):
        SubmissionFactory(candidate=candidate)
    client.force_login(office())
    page = client.get(f"{reverse(ADD)}?candidate={candidate.pk}")
    assert page.context["adminform"].form.initial["department"] == entry.department_id


def test_a_candidate_asked_of_others_cannot_be_taken_by_its_number(client, candidate):
    stranger = OfficialFactory()
    client.force_login(stranger)
    page = client.get(f"{reverse(ADD)}?candidate={candidate.pk}")
    assert candidate.question not in page.text
    place = {"field": candidate.field_id, "department": stranger.department_id}
    page = client.post(reverse(ADD), {**TEXTS, **place, "candidate": candidate.pk})
    assert page.context["adminform"].form.errors.keys() == {"candidate"}


def test_the_preview_shows_markdown_keeps_nothing_and_runs_nothing(client, clerk):
    url = reverse("admin:feedback_knowledgeentry_draft")
    page = client.post(url, {**TEXTS, "answer": "**二十**<script>x</script>"})
    assert "<strong>二十</strong>" in page.text
    assert "<script>x" not in page.text
    assert KnowledgeEntry.objects.count() == 1
    client.force_login(OfficialFactory(reviewer=True))
    assert client.post(url, TEXTS).status_code == 403


def test_the_list_filters_what_needs_review_and_counts_votes(client, entry):
    client.force_login(office())
    url = reverse("admin:feedback_knowledgeentry_changelist")
    entry.votes.create(visitor="a", useful=False, voted_on=date(2026, 11, 3))
    assert "0 / 1" in client.get(url).text
    assert client.get(f"{url}?review=needed").context["cl"].result_count == 0
    assert client.get(f"{url}?o=7").status_code == 200
