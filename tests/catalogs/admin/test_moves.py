"""Buttons of the workflows: who sees which, what they do, and that only a POST does it."""

import pytest
from django.utils import timezone

from catalogs import adjusting, publishing, reviewing
from catalogs.enums import AdjustmentState, NonDisclosureState, PublicationState, PublicityMode
from catalogs.models import Adjustment, HistoryRow, NonDisclosureReview, Publication
from tests.factories import (
    AdjustmentFactory,
    FieldFactory,
    MatterFactory,
    PowerItemFactory,
    PublicationFactory,
    ReviewFactory,
    ServiceItemFactory,
)

from .forms import change_data, proposal_data

WORKFLOWS = [
    pytest.param(AdjustmentFactory, adjusting.WORKFLOW, AdjustmentState, id="adjustment"),
    pytest.param(ReviewFactory, reviewing.WORKFLOW, NonDisclosureState, id="review"),
    pytest.param(PublicationFactory, publishing.WORKFLOW, PublicationState, id="publication"),
]
ROLES = ["clerk", "reviewer", "government_office", "legal_affairs", "administrator"]


def own_row(make, department):
    if make is AdjustmentFactory:
        return make(power=PowerItemFactory(department=department, in_force=True))
    if make is ReviewFactory:
        return make(matter=MatterFactory(department=department))
    return make(department=department)


def in_state(row, state):
    """Put ``row`` into ``state`` with what the constraints of that state ask."""
    now = timezone.now()
    columns = {"state": state}
    if isinstance(row, Adjustment):
        columns["applied_at"] = now if state == AdjustmentState.APPLIED else None
    if isinstance(row, NonDisclosureReview) and state == NonDisclosureState.APPROVED:
        columns |= {f"{office}_at": now for office in ("department", "office", "legal")}
    if isinstance(row, Publication):
        columns |= {
            "index_number": "000000001/2026-00001",
            "published_at": now,
            "issued_on": now.date(),
            "scheduled_for": now,
            "withdrawn_at": now,
            "withdrawal_reason": "内容有误",
        }
    type(row).objects.filter(pk=row.pk).update(**columns)
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("make", "workflow", "states"), WORKFLOWS)
def test_the_buttons_are_those_of_the_table(request, department, make, workflow, states, role):
    desk = request.getfixturevalue(role)
    row = own_row(make, department)
    for state in states.values:
        row = in_state(row, state)
        shown = [str(move["label"]) for move in desk.get("change", row).context["moves"]]
        wanted = [str(move.label) for move in workflow.available(state, role)]
        extra = {"Mark as repealed", "标记为废止"}
        assert [label for label in shown if label in wanted] == wanted, state
        assert len(set(shown) - set(wanted) - extra) <= 1, state


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("make", "workflow", "states"), WORKFLOWS)
def test_a_move_that_is_not_in_the_table_is_not_made(
    request, department, make, workflow, states, role
):
    desk = request.getfixturevalue(role)
    row = own_row(make, department)
    for state in states.values:
        row = in_state(row, state)
        possible = {move.action for move in workflow.available(state, role)}
        for move in workflow.moves:
            if move.action in possible:
                continue
            response = desk.post("move", row, move.action, reason="理由")
            assert response.status_code in (302, 403, 404), (state, move.action)
            row = type(row).objects.get(pk=row.pk)
            assert row.state == state, (state, move.action)
    assert not HistoryRow.objects.of(row).exists()


def test_opening_the_page_of_a_move_changes_nothing_and_says_what_will_happen(clerk):
    row = PublicationFactory(department=clerk.department)
    response = clerk.get("move", row, "submit")
    move = publishing.WORKFLOW.find("submit")
    assert str(move.consequence) in response.content.decode()
    row.refresh_from_db()
    assert row.state == PublicationState.DRAFT


def test_a_return_asks_for_its_reason_and_keeps_it_in_the_history(clerk, reviewer):
    row = PublicationFactory(department=clerk.department)
    clerk.post("move", row, "submit")
    response = reviewer.post("move", row, "return", reason="  ")
    assert response.context["form"].errors["reason"]
    reviewer.post("move", row, "return", reason="缺少附件")
    row.refresh_from_db()
    assert row.state == PublicationState.RETURNED
    assert "缺少附件" in clerk.get("history", row).content.decode()


def test_an_adjustment_goes_from_the_clerk_by_the_office_into_force(clerk, government_office):
    item = PowerItemFactory(department=clerk.department, in_force=True)
    data = proposal_data(clerk.get("propose", item, "revise")) | {
        "head-reason": "reform",
        "head-basis": "批复",
        "head-effective_on": "2026-01-05",
        "office": "行政审批科",
    }
    clerk.post("propose", item, "revise", **data)
    adjustment = Adjustment.objects.get()
    clerk.post("move", adjustment, "submit")
    page = government_office.get("change", adjustment)
    assert [row["new"] for row in page.context["comparison"]] == ["行政审批科"]
    government_office.post("move", adjustment, "approve")
    item.refresh_from_db()
    adjustment.refresh_from_db()
    assert (item.office, adjustment.state) == ("行政审批科", AdjustmentState.APPLIED)


def test_a_returned_adjustment_is_mended_on_the_same_page(clerk, government_office):
    item = PowerItemFactory(department=clerk.department, in_force=True)
    adjustment = AdjustmentFactory(power=item, proposed={"office": "甲科"})
    clerk.post("move", adjustment, "submit")
    government_office.post("move", adjustment, "return", reason="科室有误")
    page = clerk.get("amend", adjustment)
    assert page.context["values"]["office"].value() == "甲科"
    clerk.post("amend", adjustment, **proposal_data(page) | {"office": "乙科"})
    adjustment.refresh_from_db()
    assert adjustment.proposed == {"office": "乙科"}
    assert HistoryRow.objects.of(adjustment).filter(action="amend").exists()


@pytest.mark.parametrize("state", ["submitted", "approved", "applied", "withdrawn"])
def test_an_adjustment_beyond_the_clerk_is_not_mended(clerk, state):
    item = PowerItemFactory(department=clerk.department, in_force=True)
    adjustment = in_state(AdjustmentFactory(power=item), state)
    assert clerk.post("amend", adjustment, office="乙科").status_code == 403


def test_a_matter_is_kept_from_the_public_only_when_all_three_offices_agree(
    clerk, reviewer, government_office, legal_affairs
):
    matter = MatterFactory(department=clerk.department)
    clerk.post("nondisclosure", matter, ground="third_party", justification="第三方不同意公开")
    matter.refresh_from_db()
    assert matter.mode == PublicityMode.NOT_DISCLOSED
    review = NonDisclosureReview.objects.get()
    for desk, action in (
        (clerk, "submit"),
        (reviewer, "pass"),
        (government_office, "agree"),
        (legal_affairs, "agree"),
    ):
        review.refresh_from_db()
        assert review.state != NonDisclosureState.APPROVED
        desk.post("move", review, action)
    review.refresh_from_db()
    assert review.state == NonDisclosureState.APPROVED


def test_a_publication_goes_from_draft_to_release(clerk, reviewer):
    matter = MatterFactory(department=clerk.department, elements=["甲", "乙"])
    data = change_data(clerk.get("add", model="publication")) | {
        "kind": "information",
        "title": "环评批复",
        "formed_on": "2026-11-20",
        "department": clerk.department.pk,
        "field": FieldFactory().pk,
        "matters": [matter.pk],
        "keywords": "环评，批复",
        "forms": ["website"],
        "body": "同意建设。",
    }
    assert clerk.post("add", model="publication", **data).status_code == 302
    document = Publication.objects.get()
    assert (document.keywords, document.created_by) == (["环评", "批复"], clerk.official)
    page = clerk.get("change", document)
    elements = page.context["adminform"].form.fields["elements"].queryset
    assert [row.name for row in elements] == ["甲", "乙"]
    data = change_data(page) | {"elements": [elements[0].pk]}
    assert clerk.post("change", document, **data).status_code == 302
    assert [row.name for row in document.elements.all()] == ["甲"]
    clerk.post("move", document, "submit")
    reviewer.post("move", document, "approve")
    reviewer.post("move", document, "publish")
    document.refresh_from_db()
    assert document.state == PublicationState.PUBLISHED
    assert document.index_number
    assert clerk.post("change", document, title="改题").status_code == 403


def test_the_writer_of_a_document_does_not_approve_it(administrator):
    document = PublicationFactory(created_by=administrator.official)
    administrator.post("move", document, "submit")
    response = administrator.post("move", document, "approve")
    assert response.context["form"].non_field_errors()
    document.refresh_from_db()
    assert document.state == PublicationState.IN_REVIEW


def test_a_policy_is_planned_on_its_page_before_it_is_approved(clerk, reviewer):
    policy = PublicationFactory(department=clerk.department, policy=True)
    page = clerk.get("change", policy)
    data = change_data(page) | {
        "interpretation_plan-0-form": "text",
        "interpretation_plan-0-phase": "at_release",
        "interpretation_plan-0-responsible": "法规科",
    }
    assert clerk.post("change", policy, **data).status_code == 302
    assert policy.interpretation_plan.responsible == "法规科"
    clerk.post("move", policy, "submit")
    reviewer.post("move", policy, "approve")
    policy.refresh_from_db()
    assert policy.state == PublicationState.APPROVED


def test_the_chosen_rows_are_moved_after_a_question_and_refusals_are_named(clerk, reviewer):
    drafts = [PublicationFactory(department=clerk.department) for _number in range(2)]
    published = in_state(PublicationFactory(department=clerk.department), "published")
    chosen = {"_selected_action": [row.pk for row in (*drafts, published)]}
    page = clerk.post("changelist", model="publication", action="move_submit", **chosen)
    assert set(page.context["rows"]) == {*drafts, published}
    assert not Publication.objects.filter(state="in_review").exists()
    clerk.post("changelist", model="publication", action="move_submit", confirmed="1", **chosen)
    assert set(Publication.objects.filter(state="in_review")) == set(drafts)
    published.refresh_from_db()
    assert published.state == PublicationState.PUBLISHED


def test_a_role_without_a_move_has_no_bulk_action_for_it(clerk, government_office):
    document = in_state(PublicationFactory(department=clerk.department), "in_review")
    for desk in (clerk, government_office):
        desk.post(
            "changelist",
            model="publication",
            action="move_approve",
            confirmed="1",
            _selected_action=[document.pk],
        )
    document.refresh_from_db()
    assert document.state == PublicationState.IN_REVIEW


def test_many_drafts_are_proposed_on_one_basis(clerk):
    drafts = [ServiceItemFactory(department=clerk.department) for _number in range(2)]
    foreign = ServiceItemFactory()
    chosen = {"_selected_action": [row.pk for row in (*drafts, foreign)]}
    ask = {"action": "propose_to_add", "confirmed": "1", **chosen}
    page = clerk.post("changelist", model="serviceitem", **ask)
    assert set(page.context["form"].errors) == {"reason", "basis", "effective_on"}
    head = {"reason": "reform", "basis": "批复", "effective_on": "2026-12-01"}
    clerk.post("changelist", model="serviceitem", **ask, **head)
    assert {row.service for row in Adjustment.objects.all()} == set(drafts)


def test_a_release_is_scheduled_for_a_time_to_come(clerk, reviewer):
    document = in_state(PublicationFactory(department=clerk.department), "approved")
    late = {"release_at_0": "2020-01-01", "release_at_1": "08:00"}
    response = reviewer.post("move", document, "schedule", **late)
    assert response.context["form"].errors["release_at"]
    reviewer.post("move", document, "schedule", release_at_0="2099-01-01", release_at_1="08:00")
    document.refresh_from_db()
    assert document.state == PublicationState.SCHEDULED
