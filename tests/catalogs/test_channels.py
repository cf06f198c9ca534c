"""The channels column is read in every way counties mark it."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs.channels import Channel, parse_channels

C = Channel
CELLS = Path(__file__).parent / "data" / "channels.csv"

NATIONAL = {
    "政府网站": C.WEBSITE,
    "政府公报": C.GAZETTE,
    "两微一端": C.NEW_MEDIA,
    "发布会/听证会": C.CONFERENCE,
    "广播电视": C.BROADCAST,
    "纸质媒体": C.PRINT,
    "公开查阅点": C.READING_POINT,
    "政务服务中心": C.SERVICE_CENTRE,
    "便民服务站": C.SERVICE_STATION,
    "入户/现场": C.ON_SITE,
    "社区/企事业单位/村公示栏(电子屏)": C.NOTICE_BOARD,
    "精准推送": C.TARGETED,
    "其他": C.OTHER,
}


def rows() -> list[dict[str, str]]:
    """Each distinct cell of the standard catalogue, its rows, and what a person says it means."""
    with CELLS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells() -> list[tuple[str, str, str, str]]:
    return [(row["cell"], row["channels"], row["others"], row["unread"]) for row in rows()]


@pytest.mark.parametrize(("cell", "channels", "others", "unread"), cells())
def test_each_cell_of_the_catalogue_means_what_it_says(cell, channels, others, unread):
    reading = parse_channels(cell)

    assert "+".join(reading.channels) == channels
    assert "+".join(reading.others) == others
    assert "+".join(reading.unread) == unread


def test_every_cell_that_holds_anything_names_a_channel():
    assert sum(int(row["rows"]) for row in rows()) == 308 - 16  # sixteen cells are blank
    assert all(parse_channels(cell).channels for cell, *_rest in cells())


def test_the_national_template_has_thirteen_options():
    assert list(NATIONAL.values()) == list(Channel)


@pytest.mark.parametrize("ticked", ["■", "▄", "◆", "☑", "√", "R", "t", "þ"])
@pytest.mark.parametrize("empty", ["□", "口", "£", "☐", "\u00a8"])
def test_the_marks_of_every_template_are_known(ticked, empty):
    cell = f"{ticked}政府网站 {empty}政府公报 {ticked}入户/现场{empty}精准推送 {empty}其他"

    reading = parse_channels(cell)

    assert reading.channels == (C.WEBSITE, C.ON_SITE)
    assert reading.marked
    assert reading.unread == ()


@pytest.mark.parametrize("separator", [" ", ";", "；", "、", "，", "\n", "\u3000", ""])
def test_all_thirteen_names_are_found_with_any_separator(separator):
    marked = separator.join(f"■{name}" for name in NATIONAL)

    assert parse_channels(marked).channels == tuple(Channel)


@pytest.mark.parametrize("separator", [" ", ";", "；", "、", "/", "，", "\n"])
def test_names_without_marks_are_all_chosen(separator):
    reading = parse_channels(separator.join(NATIONAL))

    assert reading.channels == tuple(Channel)
    assert not reading.marked


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("一微一端", C.NEW_MEDIA),
        ("政务新媒体", C.NEW_MEDIA),
        ("微信公众号", C.NEW_MEDIA),
        ("发布会听证会", C.CONFERENCE),
        ("新闻发布会", C.CONFERENCE),
        ("纸质载体", C.PRINT),
        ("公开查询点", C.READING_POINT),
        ("政府服务中心", C.SERVICE_CENTRE),
        ("行政服务中心", C.SERVICE_CENTRE),
        ("提供政务服务的场所", C.SERVICE_CENTRE),
        ("便民惠民服务中心", C.SERVICE_STATION),
        ("乡镇便民服务中心", C.SERVICE_STATION),
        ("入户/现场宣传", C.ON_SITE),
        ("精准报送", C.TARGETED),
        ("社区／企事业单位／村公示栏（电子屏）", C.NOTICE_BOARD),
        ("社区/企事业单位、村公示栏(电子屏)", C.NOTICE_BOARD),
        ("村居/企事业单位公示栏(电子屏)", C.NOTICE_BOARD),
        ("单位/村委会公示栏(电子屏)", C.NOTICE_BOARD),
        ("镇村公示公开栏", C.NOTICE_BOARD),
        ("高新区(掇刀区)政府网站", C.WEBSITE),
        ("区政府门户网站", C.WEBSITE),
    ],
)
def test_spelling_variants_are_the_same_channel(name, channel):
    assert parse_channels(name).channels == (channel,)
    assert parse_channels(name).others == ()


@pytest.mark.parametrize(
    "name",
    [
        "投资项目在线审批监管平台",
        "信用中国网站",
        "12345政务服务热线",
        "图书馆",
        "企业网站",
        "财政部门网站",
    ],
)
def test_what_a_field_adds_is_other_with_its_words(name):
    for cell in (name, f"■{name}", f"■其他:{name}", f"■其他：{name}"):
        assert parse_channels(cell).channels == (C.OTHER,)
        assert parse_channels(cell).others == (name,)


def test_a_name_without_a_box_among_boxes_is_neither_chosen_nor_lost():
    reading = parse_channels("■政府网站 □政府公报 国家档案馆")

    assert reading.channels == (C.WEBSITE,)
    assert reading.unread == ("国家档案馆",)


def test_a_blank_cell_says_nothing():
    reading = parse_channels(" \u3000")

    assert (reading.channels, reading.others, reading.unread) == ((), (), ())


@given(
    st.text(max_size=60) | st.lists(st.sampled_from([*NATIONAL, *"■□口Rt/、 ;:()1."])).map("".join)
)
def test_no_text_makes_the_reader_fail(text):
    reading = parse_channels(text)

    assert len(set(reading.channels)) == len(reading.channels)
    assert not reading.others or C.OTHER in reading.channels
