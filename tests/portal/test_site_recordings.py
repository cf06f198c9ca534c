"""A player asks for parts of a recording, and gets them; nothing else is given in parts."""

import io

import pytest

from catalogs import attaching
from portal.byte_ranges import Unsatisfiable, asked_range
from tests import factories
from tests.catalogs.test_interpreting import MP4

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording():
    document = factories.PublicationFactory(published=True, interpretation=True)
    return attaching.attach(document, file=io.BytesIO(MP4), name="解读.mp4", actor=None)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("", None),
        ("bytes=-", None),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("words=0-1", None),
        ("bytes=a-b", None),
    ],
)
def test_one_range_is_read_and_everything_else_means_the_whole(header, part):
    assert asked_range(header, size=100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(header):
    with pytest.raises(Unsatisfiable):
        asked_range(header, size=100)


def test_a_part_is_sent_with_its_place_in_the_whole(client, recording):
    response = client.get(recording.get_absolute_url(), headers={"range": "bytes=4-11"})
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == MP4[4:12] == b"ftypisom"
    assert response["Content-Range"] == f"bytes 4-11/{len(MP4)}"
    assert response["Content-Length"] == "8"
    assert response["Content-Type"] == "video/mp4"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].startswith("attachment;")


def test_a_changed_file_is_sent_whole_and_a_part_beyond_it_is_refused(client, recording):
    changed = client.get(
        recording.get_absolute_url(), headers={"range": "bytes=4-11", "if-range": '"other"'}
    )
    assert changed.status_code == 200
    assert b"".join(changed.streaming_content) == MP4
    beyond = client.get(recording.get_absolute_url(), headers={"range": "bytes=9999-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(MP4)}")
