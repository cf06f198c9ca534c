"""A file of the office can be taken out until the answer is submitted; an applicant's never."""

from io import BytesIO

import pytest

from applications import attaching
from applications.enums import FilePurpose
from catalogs.models import HistoryRow
from catalogs.models.private_files import PrivateStorage
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, clerk_of, reviewer_of
from tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db


def attached(application, purpose: str, actor=None):
    file = BytesIO("内容".encode())
    return attaching.attach(application, file=file, name="答复.txt", purpose=purpose, actor=actor)


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
    application = ApplicationFactory(**{state: True})
    clerk = clerk_of(application)
    file = attached(application, FilePurpose.ANSWER, clerk)
    with pytest.raises(MoveRefused):
        attaching.detach(file, actor=clerk)


def test_neither_a_stranger_nor_a_reviewer_takes_a_file_out(calendar):
    application = ApplicationFactory(examining=True)
    file = attached(application, FilePurpose.ANSWER, clerk_of(application))
    for actor in (OfficialFactory(), reviewer_of(application)):
        with pytest.raises(MoveRefused):
            attaching.detach(file, actor=actor)
    assert application.files.exists()
