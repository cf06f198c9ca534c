"""Entries in the admin: drafts are written, entries in force are only proposed for."""

import pytest

from catalogs.enums import AdjustmentState, EntryState
from catalogs.models import Adjustment, HistoryRow, PowerItem, PublicityMatter
from tests.factories import (
    GuideFactory,
    MatterFactory,
    MatterGroupFactory,
    PowerItemFactory,
    ServiceItemFactory,
    StandardFactory,
)

from .forms import change_data, filled, proposal_data

HEAD = {
    "head-reason": "law_revised",
    "head-basis": "《条例》修订",
    "head-explanation": "办理更快。",
    "head-effective_on": "2026-12-01",
}


def test_a_clerk_writes_a_matter_with_elements_channels_and_limit(clerk):
    group = MatterGroupFactory()
    data = change_data(clerk.get("add", model="publicitymatter")) | {
        "code": "M-1",
        "name": "环评审批结果",
        "field": group.field.pk,
        "group": group.pk,
        "department": clerk.department.pk,
        "legal_basis": "《环境影响评价法》",
        "elements_text": "受理公告\n\n审批决定",
        "time_limit_text": "信息形成之日起7个工作日内",
        "channel_choice": ["website", "gazette"],
        "other_channels": "审批平台",
    }
    response = clerk.post("add", model="publicitymatter", **data)
    assert response.status_code == 302
    matter = PublicityMatter.objects.get()
    assert [row.name for row in matter.elements.all()] == ["受理公告", "审批决定"]
    assert [(row.channel, row.name) for row in matter.channels.all()] == [
        ("website", ""),
        ("gazette", ""),
        ("other", "审批平台"),
    ]
    assert [row.amount for row in matter.time_limits.all()] == [7]
    history = HistoryRow.objects.of(matter).get()
    assert (history.action, history.actor) == ("create", clerk.official)


def test_an_edit_of_a_draft_leaves_old_and_new_in_its_history(clerk):
    matter = MatterFactory(department=clerk.department, elements=["甲", "乙"])
    data = change_data(clerk.get("change", matter)) | {"elements_text": "甲\n丙"}
    assert clerk.post("change", matter, **data).status_code == 302
    history = HistoryRow.objects.of(matter).get()
    assert history.changes == {"elements": [["甲", "乙"], ["甲", "丙"]]}
    page = clerk.get("history", matter).content.decode()
    assert "乙" in page
    assert "丙" in page


def test_saving_a_draft_unchanged_writes_no_history(clerk):
    matter = MatterFactory(department=clerk.department)
    assert (
        clerk.post("change", matter, **change_data(clerk.get("change", matter))).status_code == 302
    )
    assert not HistoryRow.objects.of(matter).exists()


def test_a_form_keeps_what_was_typed_and_shows_the_error_beside_the_field(clerk):
    matter = MatterFactory(department=clerk.department)
    data = change_data(clerk.get("change", matter)) | {"elements_text": "甲\n甲", "name": "新名"}
    response = clerk.post("change", matter, **data)
    form = response.context["adminform"].form
    assert set(form.errors) == {"elements_text"}
    assert form["name"].value() == "新名"


def test_a_power_takes_from_its_standard_what_was_left_blank(clerk):
    standard = StandardFactory()
    data = change_data(clerk.get("add", model="poweritem")) | {
        "level": "county",
        "standard": standard.pk,
        "department": clerk.department.pk,
        "field": standard.field.pk,
    }
    assert clerk.post("add", model="poweritem", **data).status_code == 302
    item = PowerItem.objects.get(level="county")
    assert (item.code, item.name, item.legal_basis) == (
        standard.code,
        standard.name,
        standard.legal_basis,
    )


@pytest.mark.parametrize("name", ["code", "name", "legal_basis"])
def test_a_power_that_departs_from_its_standard_is_refused_beside_the_differing_field(clerk, name):
    item = PowerItemFactory(department=clerk.department)
    data = change_data(clerk.get("change", item)) | {name: "不一样"}
    response = clerk.post("change", item, **data)
    assert list(response.context["adminform"].form.errors) == [name]
    item.refresh_from_db()
    assert getattr(item, name) != "不一样"


@pytest.mark.parametrize("make", [MatterFactory, PowerItemFactory, ServiceItemFactory])
def test_an_entry_in_force_is_read_only_and_offers_an_adjustment(clerk, make):
    entry = make(department=clerk.department, in_force=True)
    response = clerk.get("change", entry)
    links = [link["url"] for link in response.context["entry_links"]]
    assert [url.rstrip("/").rsplit("/", 1)[-1] for url in links] == ["revise", "abolish"]
    assert not response.context["has_change_permission"]
    assert clerk.post("change", entry, name="改名").status_code == 403
    assert clerk.post("delete", entry, post="yes").status_code == 403
    entry.refresh_from_db()
    assert entry.name != "改名"


def test_the_proposal_keeps_only_what_differs(clerk):
    matter = MatterFactory(department=clerk.department, in_force=True, elements=["甲", "乙"])
    data = proposal_data(clerk.get("propose", matter, "revise")) | HEAD
    data["elements_text"] = "甲\n乙\n丙"
    response = clerk.post("propose", matter, "revise", **data)
    adjustment = Adjustment.objects.get()
    assert response["Location"].endswith(f"/adjustment/{adjustment.pk}/change/")
    assert adjustment.proposed == {"elements": ["甲", "乙", "丙"]}
    assert adjustment.state == AdjustmentState.DRAFT
    assert [row.name for row in matter.elements.all()] == ["甲", "乙"]


def test_a_proposal_may_change_a_guide_with_its_steps_and_materials(clerk):
    item = PowerItemFactory(department=clerk.department, in_force=True)
    GuideFactory(power=item)
    data = proposal_data(clerk.get("propose", item, "revise")) | HEAD
    data |= {"guide-commitment_limit": "3", "steps-0-name": "受理", "materials-0-name": "申请表"}
    clerk.post("propose", item, "revise", **data)
    proposed = Adjustment.objects.get().proposed["guide"]
    assert proposed["commitment_limit"] == 3
    assert [step["name"] for step in proposed["steps"]] == ["受理"]
    assert [row["name"] for row in proposed["materials"]] == ["申请表"]


def test_a_promise_longer_than_the_law_is_refused_on_the_proposal_page(clerk):
    item = PowerItemFactory(department=clerk.department, in_force=True)
    GuideFactory(power=item)
    data = proposal_data(clerk.get("propose", item, "revise")) | HEAD
    response = clerk.post("propose", item, "revise", **data | {"guide-commitment_limit": "30"})
    assert response.status_code == 200
    assert response.context["guide"].columns.errors
    assert not Adjustment.objects.exists()


def test_a_proposal_without_reason_or_difference_is_refused_and_keeps_what_was_typed(clerk):
    item = ServiceItemFactory(department=clerk.department, in_force=True)
    data = proposal_data(clerk.get("propose", item, "revise"))
    response = clerk.post("propose", item, "revise", **data | {"fee": "十元"})
    assert set(response.context["head"].errors) == {"reason", "basis", "effective_on"}
    assert response.context["values"]["fee"].value() == "十元"
    response = clerk.post("propose", item, "revise", **data | HEAD)
    assert response.context["head"].non_field_errors()
    assert not Adjustment.objects.exists()


def test_a_proposal_that_departs_from_the_standard_is_refused_beside_the_field(clerk):
    item = PowerItemFactory(department=clerk.department, in_force=True)
    data = proposal_data(clerk.get("propose", item, "revise")) | HEAD | {"name": "不一样"}
    response = clerk.post("propose", item, "revise", **data)
    assert list(response.context["values"].errors) == ["name"]
    assert not Adjustment.objects.exists()


def test_a_draft_is_proposed_to_be_added_and_an_entry_to_be_abolished(clerk):
    draft = ServiceItemFactory(department=clerk.department)
    clerk.post("propose", draft, "add", **HEAD)
    in_force = ServiceItemFactory(department=clerk.department, in_force=True)
    clerk.post("propose", in_force, "abolish", **HEAD)
    assert list(Adjustment.objects.order_by("pk").values_list("action", flat=True)) == [
        "add",
        "abolish",
    ]


@pytest.mark.parametrize("action", ["revise", "abolish"])
def test_a_draft_cannot_be_revised_or_abolished_by_an_adjustment(clerk, action):
    draft = ServiceItemFactory(department=clerk.department)
    assert clerk.post("propose", draft, action, **HEAD).status_code == 302
    assert not Adjustment.objects.exists()


def test_a_second_proposal_leads_to_the_one_under_way(clerk):
    item = ServiceItemFactory(department=clerk.department, in_force=True)
    clerk.post("propose", item, "abolish", **HEAD)
    pending = Adjustment.objects.get()
    response = clerk.get("propose", item, "revise")
    assert response["Location"].endswith(f"/adjustment/{pending.pk}/change/")


def test_the_guide_of_a_draft_is_written_on_one_page_with_its_history(clerk):
    item = ServiceItemFactory(department=clerk.department)
    page = clerk.get("guide", item)
    guide = page.context["guide"]
    data = filled(guide.columns, guide.steps, guide.materials) | {
        "guide-conditions": "符合条件",
        "steps-0-name": "受理",
        "steps-1-name": "办结",
        "materials-0-name": "身份证",
    }
    assert clerk.post("guide", item, **data).status_code == 302
    item = type(item).objects.get(pk=item.pk)
    assert [step.name for step in item.guide.steps.all()] == ["受理", "办结"]
    assert "guide" in HistoryRow.objects.of(item).get().changes


def test_a_draft_may_be_deleted_and_the_deletion_is_recorded(clerk):
    item = ServiceItemFactory(department=clerk.department)
    assert clerk.post("delete", item, post="yes").status_code == 302
    row = HistoryRow.objects.get(object_id=item.pk, action="delete")
    assert row.actor == clerk.official


def test_bulk_deletion_takes_drafts_and_refuses_entries_in_force(clerk):
    draft = ServiceItemFactory(department=clerk.department)
    in_force = ServiceItemFactory(department=clerk.department, in_force=True)
    chosen = {"action": "delete_selected", "post": "yes"}
    clerk.post(
        "changelist", model="serviceitem", _selected_action=[draft.pk, in_force.pk], **chosen
    )
    assert type(draft).objects.count() == 2
    clerk.post("changelist", model="serviceitem", _selected_action=[draft.pk], **chosen)
    assert type(draft).objects.get().state == EntryState.IN_FORCE


@pytest.mark.parametrize(("text", "warned"), [("看情况吧", True), ("20个工作日内", False)])
def test_a_time_limit_that_cannot_be_read_is_told_on_saving(clerk, text, warned):
    matter = MatterFactory(department=clerk.department)
    page = clerk.get("change", matter)
    data = change_data(page) | {"time_limit_text": text}
    response = clerk.client.post(page.request["PATH_INFO"], data, follow=True)
    assert any(text in str(message) for message in response.context["messages"]) is warned
