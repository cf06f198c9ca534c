"""The pages of the second look at numbers of persons: asked, confirmed, returned."""

import pytest

from catalogs.data_enums import UploadState
from catalogs.enums import Role
from tests import datasets

from .conftest import desk_of
from .test_dataset_uploads import links

pytestmark = pytest.mark.django_db

PERSONAL = "code,name,beds\nA,电话13912345678,1\n".encode()
REASON = "公布的服务热线"


@pytest.fixture
def row(clerk):
    dataset = datasets.drafted(actor=clerk.official)
    return datasets.sent(dataset, clerk.official, PERSONAL)


@pytest.fixture
def asked(clerk, row):
    assert clerk.post("move", row, "ask", note="热线", personal_reason=REASON).status_code == 302
    row.refresh_from_db()
    return row


def state_of(row) -> UploadState:
    row.refresh_from_db()
    return row.state


def test_personal_numbers_are_told_masked_and_only_a_second_look_is_offered(clerk, row):
    page = clerk.get("change", row)
    text = page.content.decode()
    assert "139****5678" in text
    assert "13912345678" not in text
    assert links(page) == ["ask", "discard"]
    assert clerk.post("move", row, "release", note="").status_code == 302
    assert state_of(row) == UploadState.CHECKED


def test_the_reason_is_asked_for_and_what_was_typed_is_kept(clerk, row):
    page = clerk.post("move", row, "ask", note="热线", personal_reason=" ")
    assert list(page.context["form"].errors) == ["personal_reason"]
    assert page.context["form"]["note"].value() == "热线"
    assert state_of(row) == UploadState.CHECKED


def test_the_clerk_waits_and_the_reviewer_reads_the_reason_and_decides(clerk, reviewer, asked):
    waiting = clerk.get("change", asked)
    assert links(waiting) == ["discard"]
    assert all(column.field is None for column in waiting.context["columns"])
    page = reviewer.get("change", asked)
    assert links(page) == ["confirm", "return"]
    text = page.content.decode()
    assert REASON in text
    assert "139****5678" in text
    asking = reviewer.get("move", asked, "confirm")
    assert REASON in asking.content.decode()
    assert "looked" in reviewer.post("move", asked, "confirm").context["form"].errors
    assert state_of(asked) == UploadState.IN_REVIEW
    assert reviewer.post("move", asked, "confirm", looked="on").status_code == 302
    assert state_of(asked) == UploadState.RELEASED
    assert (asked.version.personal_reason, asked.version.note) == (REASON, "热线")
    assert str(reviewer.official) in clerk.get("change", asked).content.decode()


def test_a_returned_file_shows_why_and_is_asked_for_again(clerk, reviewer, asked):
    page = reviewer.post("move", asked, "return", reason=" ")
    assert list(page.context["form"].errors) == ["reason"]
    assert reviewer.post("move", asked, "return", reason="理由不足").status_code == 302
    assert state_of(asked) == UploadState.RETURNED
    page = clerk.get("change", asked)
    assert "理由不足" in page.content.decode()
    assert links(page) == ["ask", "discard"]
    again = clerk.get("move", asked, "ask").context["form"]
    assert (again["personal_reason"].value(), again["note"].value()) == (REASON, "热线")


def test_an_administrator_who_sent_the_file_leaves_the_decision_to_another(
    administrator, department
):
    dataset = datasets.drafted(actor=administrator.official, department=department)
    row = datasets.sent(dataset, administrator.official, PERSONAL)
    administrator.post("move", row, "ask", note="", personal_reason=REASON)
    row.refresh_from_db()
    assert links(administrator.get("change", row)) == ["discard"]
    assert administrator.post("move", row, "confirm", looked="on").status_code == 302
    assert state_of(row) == UploadState.IN_REVIEW
    other = desk_of(administrator=True)
    assert links(other.get("change", row)) == ["confirm", "return", "discard"]


def test_no_second_look_is_taken_at_many_files_at_once(reviewer, asked):
    actions = reviewer.get("changelist", model="datasetupload").context["action_form"]
    assert not actions or "move_confirm" not in dict(actions.fields["action"].choices)


# What each role gets at the page of each move of a file in its state.
ROLES = {
    "clerk": {"ask": 200, "confirm": 403, "return": 403},
    "stranger": {"ask": 404, "confirm": 404, "return": 404},
    "reviewer": {"ask": 403, "confirm": 200, "return": 200},
    "government_office": {"ask": 403, "confirm": 403, "return": 403},
    "legal_affairs": {"ask": 403, "confirm": 403, "return": 403},
    "supervisor": {"ask": 403, "confirm": 403, "return": 403},
    "administrator": {"ask": 200, "confirm": 200, "return": 200},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_the_moves_that_are_its_own(role, clerk, row, department):
    desk = desk_of() if role == "stranger" else desk_of(role=Role(role), department=department)
    assert desk.get("move", row, "ask").status_code == ROLES[role]["ask"]
    clerk.post("move", row, "ask", note="", personal_reason=REASON)
    for action in ("confirm", "return"):
        assert desk.get("move", row, action).status_code == ROLES[role][action]
