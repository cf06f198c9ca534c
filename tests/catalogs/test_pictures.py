import io

import pytest
from django.core.exceptions import ValidationError

from catalogs.pictures import MAXIMUM_BYTES, read_picture
from tests.reuses import jpeg, png

TELLING = b"GPS 31.53 120.26"


@pytest.mark.parametrize(("make", "name"), [(png, "a.png"), (jpeg, "a.jpg"), (jpeg, "a.JPEG")])
def test_a_picture_keeps_what_is_seen_and_loses_what_the_camera_wrote(make, name):
    picture = read_picture(io.BytesIO(make(text=TELLING)), name)

    assert picture.content == make()
    assert picture.extension == ("png" if make is png else "jpg")


@pytest.mark.parametrize("make", [png, jpeg])
def test_what_is_hung_behind_a_picture_is_cut_off(make):
    name = "a.png" if make is png else "a.jpg"

    assert read_picture(io.BytesIO(make() + b"<script>"), name).content == make()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.png"),
        (png(), "a.jpg"),
        (png(), "a.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (png()[:-20], "a.png"),
        (jpeg()[:-2], "a.jpg"),
        (jpeg()[:12], "a.jpg"),
        (png(width=6000, height=1), "a.png"),
        (jpeg(width=6000), "a.jpg"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * MAXIMUM_BYTES, "a.png"),
    ],
    ids=[
        *("empty", "another type", "no picture type", "text inside", "cut png", "cut jpg"),
        *("head only", "too wide png", "too wide jpg", "too many bytes"),
    ],
)
def test_what_is_no_sound_small_picture_is_refused(content, name):
    with pytest.raises(ValidationError) as refusal:
        read_picture(io.BytesIO(content), name)

    assert list(refusal.value.message_dict) == ["picture"]
