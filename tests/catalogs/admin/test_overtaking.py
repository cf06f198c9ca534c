"""Two officials at the same row: whoever comes second is told, and nothing is lost."""

import threading
import time
from datetime import date

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from catalogs import adjusting, publishing, reviewing
from catalogs.enums import AdjustmentAction, AdjustmentState, EntryState, PublicationState
from catalogs.models import Adjustment, HistoryRow
from tests.factories import (
    AdjustmentFactory,
    MatterFactory,
    OfficialFactory,
    PowerItemFactory,
    PublicationFactory,
    ServiceItemFactory,
)

from .conftest import desk_of
from .forms import change_data


def seen(page) -> dict:
    return {"seen_history": page.context["seen"]}


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_page_of_a_move_opened_before_another_move_does_nothing(clerk, reviewer):
    document = PublicationFactory(department=clerk.department)
    clerk.post("move", document, "submit")
    opened = seen(reviewer.get("move", document, "return"))
    colleague = desk_of(department=clerk.department, role="reviewer", last_name="周", first_name="")
    colleague.post("move", document, "approve")
    data = {"reason": "缺附件", **opened}
    response = reviewer.client.post(
        reviewer.get("move", document, "return").request["PATH_INFO"], data, follow=True
    )
    document.refresh_from_db()
    assert document.state == PublicationState.APPROVED
    assert "周" in told(response)[0]


def test_a_move_is_made_from_a_page_that_is_up_to_date(clerk, reviewer):
    document = PublicationFactory(department=clerk.department)
    clerk.post("move", document, "submit")
    opened = seen(reviewer.get("move", document, "return"))
    reviewer.post("move", document, "return", reason="缺附件", **opened)
    document.refresh_from_db()
    assert document.state == PublicationState.RETURNED


def test_an_edit_does_not_silently_write_over_the_edit_of_a_colleague(clerk):
    item = ServiceItemFactory(department=clerk.department)
    page = clerk.get("change", item)
    data = change_data(page) | seen(page)
    colleague = desk_of(department=clerk.department)
    theirs = change_data(colleague.get("change", item))
    colleague.post("change", item, **theirs | {"fee": "不收费"})
    response = clerk.post("change", item, **data | {"fee": "收费"})
    item.refresh_from_db()
    assert item.fee == "不收费"
    form = response.context["adminform"].form
    assert str(colleague.official) in form.non_field_errors()[0]
    assert form["fee"].value() == "收费", "what was typed is kept"
    again = data | {"fee": "收费"} | seen(response)
    assert clerk.post("change", item, **again).status_code == 302
    item.refresh_from_db()
    assert item.fee == "收费"


def test_a_draft_sent_on_in_another_window_is_not_saved_and_this_is_said(clerk):
    document = PublicationFactory(department=clerk.department)
    page = clerk.get("change", document)
    clerk.post("move", document, "submit")
    data = change_data(page) | seen(page) | {"title": "改题"}
    response = clerk.client.post(page.request["PATH_INFO"], data, follow=True)
    assert told(response)
    document.refresh_from_db()
    assert document.title != "改题"


def test_the_page_of_a_returned_row_shows_the_reason(clerk, reviewer):
    document = PublicationFactory(department=clerk.department)
    clerk.post("move", document, "submit")
    reviewer.post("move", document, "return", reason="缺少附件二")
    assert "缺少附件二" in clerk.get("change", document).content.decode()
    clerk.post("move", document, "submit")
    assert "缺少附件二" not in clerk.get("change", document).content.decode()


@pytest.mark.parametrize("make", [MatterFactory, PowerItemFactory, ServiceItemFactory])
def test_a_draft_stays_as_it_is_while_its_adjustment_is_decided(clerk, make):
    entry = make(department=clerk.department)
    adjustment = adjusting.propose(
        entry,
        action=AdjustmentAction.ADD,
        actor=clerk.official,
        reason="reform",
        basis="批复",
        effective_on="2099-01-01",
    )
    assert clerk.get("change", entry).context["has_change_permission"]
    for state, open_to_editing in (
        (AdjustmentState.SUBMITTED, False),
        (AdjustmentState.APPROVED, False),
        (AdjustmentState.RETURNED, True),
        (AdjustmentState.WITHDRAWN, True),
    ):
        Adjustment.objects.filter(pk=adjustment.pk).update(state=state)
        page = clerk.get("change", entry)
        assert page.context["has_change_permission"] is open_to_editing, state
        if not open_to_editing:
            assert clerk.post("change", entry, name="改名").status_code == 403
            assert clerk.post("delete", entry, post="yes").status_code == 403


def test_a_matter_stays_as_it_is_while_its_non_disclosure_is_decided(clerk):
    matter = MatterFactory(department=clerk.department)
    review = reviewing.request(
        matter, actor=clerk.official, ground="third_party", justification="第三方不同意公开"
    )
    assert clerk.get("change", matter).context["has_change_permission"]
    reviewing.submit(review, actor=clerk.official)
    assert not clerk.get("change", matter).context["has_change_permission"]
    reviewing.return_(
        review, actor=OfficialFactory(role="reviewer", department=clerk.department), reason="不足"
    )
    assert clerk.get("change", matter).context["has_change_permission"]


def test_the_office_approves_many_adjustments_after_one_question(clerk, government_office):
    rows = [
        AdjustmentFactory(
            power=PowerItemFactory(department=clerk.department, in_force=True),
            proposed={"office": f"{number}科"},
            proposed_by=clerk.official,
        )
        for number in range(2)
    ]
    chosen = {"_selected_action": [row.pk for row in rows]}
    for desk, action in ((clerk, "submit"), (government_office, "approve")):
        name = f"move_{action}"
        page = desk.get("changelist", model="adjustment")
        assert name in [
            value for value, _words in page.context["action_form"]["action"].field.choices
        ]
        desk.post("changelist", model="adjustment", action=name, confirmed="1", **chosen)
    assert set(Adjustment.objects.values_list("state", flat=True)) == {AdjustmentState.APPLIED}
    assert HistoryRow.objects.of(rows[0]).filter(actor=government_office.official).exists()


@pytest.mark.parametrize("make", [PublicationFactory, ServiceItemFactory])
def test_a_form_read_before_a_decision_is_not_saved_over_it(db, make):
    read = make()
    decided = PublicationState.IN_REVIEW if make is PublicationFactory else EntryState.IN_FORCE
    type(read).objects.filter(pk=read.pk).update(
        state=decided,
        **({} if make is PublicationFactory else {"effective_on": date(2026, 11, 24)}),
    )
    with pytest.raises(PermissionDenied):
        admin.site.get_model_admin(type(read)).held(read)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_form_sent_while_a_decision_is_being_written_waits_and_is_refused(clerk):
    document = PublicationFactory(department=clerk.department, title="原题")
    data = change_data(clerk.get("change", document)) | {"title": "新题"}
    data.pop("seen_history", None)
    written = threading.Event()

    def submit():
        with transaction.atomic():
            publishing.submit(document, actor=clerk.official)
            written.set()
            time.sleep(1.5)  # the form is read and waits for the row
        connection.close()

    thread = threading.Thread(target=submit)
    thread.start()
    written.wait()
    response = clerk.post("change", document, **data)
    thread.join()
    document.refresh_from_db()
    assert response.status_code == 403
    assert (document.state, document.title) == (PublicationState.IN_REVIEW, "原题")
