"""A file of the office can be taken out until the answer is submitted; an applicant's never."""

from io import BytesIO

import pytest

from applications import answering, attaching
from applications.enums import FilePurpose, Outcome
from catalogs.models import HistoryRow
from catalogs.models.private_files import PrivateStorage
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, clerk_of, reviewer_of
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db


def attached(application, purpose: str, actor=None):
    file = BytesIO("内容".encode())
    return attaching.attach(application, file=file, name="答复.txt", purpose=purpose, actor=actor)


def in_hand(application, state: str) -> None:
    """Let the answer be submitted, and approved if ``state`` says so."""
    clerk = clerk_of(application)
    answering.draft_answer(application, actor=clerk, outcome=Outcome.DISCLOSED, answer="予以公开。")
    answering.submit_answer(application, actor=clerk)
    if state == "approved":
        answering.approve_answer(application, actor=reviewer_of(application))


def test_the_file_is_erased_and_the_history_keeps_purpose_and_checksum(
    calendar, django_capture_on_commit_callbacks
):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    file = attached(application, FilePurpose.ANSWER, clerk)
    with django_capture_on_commit_callbacks(execute=True):
        attaching.detach(file, actor=clerk)
    assert not application.files.exists()
    assert not PrivateStorage().exists(file.location)
    row = HistoryRow.objects.of(application).get(action="detach")
    assert row.changes == {"files": [f"answer {file.checksum}", None]}
    assert row.actor == clerk


def test_what_the_applicant_gave_stays(calendar):
    application = ApplicationFactory(examining=True)
    file = attached(application, FilePurpose.REQUEST)
    with pytest.raises(MoveRefused):
        attaching.detach(file, actor=clerk_of(application))
    assert application.files.exists()


@pytest.mark.parametrize("state", ["in_review", "approved"])
def test_a_submitted_answer_keeps_its_files(calendar, state):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    file = attached(application, FilePurpose.ANSWER, clerk)
    in_hand(application, state)
    with pytest.raises(MoveRefused):
        attaching.detach(file, actor=clerk)


@pytest.mark.parametrize("state", ["in_review", "approved"])
def test_nothing_is_added_to_an_answer_that_another_person_reviews_or_has_approved(calendar, state):
    application = ApplicationFactory(examining=True)
    clerk = clerk_of(application)
    in_hand(application, state)
    with pytest.raises(MoveRefused):
        attached(application, FilePurpose.ANSWER, clerk)
    attached(application, FilePurpose.INTERNAL, clerk)
    assert [file.purpose for file in application.files.all()] == [FilePurpose.INTERNAL]


@pytest.mark.parametrize("role", ["reviewer", "legal_affairs", "supervisor"])
def test_who_does_not_handle_the_application_adds_no_file(calendar, role):
    application = ApplicationFactory(examining=True)
    actor = OfficialFactory(**{role: True}, department=application.department)
    with pytest.raises(MoveRefused):
        attached(application, FilePurpose.INTERNAL, actor)
    assert not application.files.exists()


def test_neither_a_stranger_nor_a_reviewer_takes_a_file_out(calendar):
    application = ApplicationFactory(examining=True)
    file = attached(application, FilePurpose.ANSWER, clerk_of(application))
    for actor in (OfficialFactory(), reviewer_of(application)):
        with pytest.raises(MoveRefused):
            attaching.detach(file, actor=actor)
    assert application.files.exists()
