"""Ticks, audience, mode, level and content elements are read as the official tables write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs.enums import MatterLevel, PublicityMode
from catalogs.wordings import (
    is_ticked,
    levels_of_ticks,
    mode_of_ticks,
    parse_audience,
    parse_levels,
    parse_mode,
    split_elements,
)

COUNTY, TOWNSHIP = MatterLevel.COUNTY, MatterLevel.TOWNSHIP


@pytest.mark.parametrize("tick", ["√", "✓", " √ ", "■", "1", "是", "R", "true", "TRUE"])
def test_a_tick_in_any_shape_is_a_tick(tick):
    assert is_ticked(tick) is True


@pytest.mark.parametrize("empty", ["0", "□", "×", "否", "/", "-", "—"])
def test_an_empty_box_is_a_no(empty):
    assert is_ticked(empty) is False


@pytest.mark.parametrize("neither", ["", "  ", "项目单位"])
def test_a_lost_tick_is_not_a_no(neither):
    assert is_ticked(neither) is None


@pytest.mark.parametrize(
    ("whole", "specific", "expected"),
    [
        ("1", "", (True, False, "")),
        ("√", "", (True, False, "")),
        ("全社会", "", (True, False, "")),
        ("", "", (None, False, "")),
        ("0", "项目单位", (False, True, "项目单位")),
        ("", "√", (False, True, "")),
        ("0", "√(未写明)", (False, True, "")),
        ("", "√法律援助申请人", (False, True, "法律援助申请人")),
        ("√", "√", (True, True, "")),
    ],
)
def test_the_audience_is_the_whole_society_or_a_group(whole, specific, expected):
    reading = parse_audience(whole, specific)

    assert (reading.whole_society, reading.specific, reading.group) == expected


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("主动公开", PublicityMode.PROACTIVE),
        ("主动", PublicityMode.PROACTIVE),
        ("proactive", PublicityMode.PROACTIVE),
        ("依申请公开", PublicityMode.ON_APPLICATION),
        ("依申请", PublicityMode.ON_APPLICATION),
        ("on_request", PublicityMode.ON_APPLICATION),
        ("不予公开", PublicityMode.NOT_DISCLOSED),
        ("■主动公开 □依申请公开", PublicityMode.PROACTIVE),
        ("□主动 ■依申请", PublicityMode.ON_APPLICATION),
        ("主动公开、依申请公开", None),
        ("", None),
        ("√", None),
    ],
)
def test_the_mode_is_read_in_chinese_and_english(text, mode):
    assert parse_mode(text) == mode


@pytest.mark.parametrize(
    ("ticks", "mode"),
    [
        (("√", ""), PublicityMode.PROACTIVE),
        (("", "√"), PublicityMode.ON_APPLICATION),
        (("√", "√"), None),
        (("", ""), None),
    ],
)
def test_the_two_columns_of_the_mode_give_one_or_none(ticks, mode):
    assert mode_of_ticks(*ticks) == mode


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("县级", (COUNTY,)),
        ("乡级", (TOWNSHIP,)),
        ("县级+乡级", (COUNTY, TOWNSHIP)),
        ("县级/乡、村级", (COUNTY, TOWNSHIP)),
        ("市级/镇级", (COUNTY, TOWNSHIP)),
        ("区级", (COUNTY,)),
        ("街道", (TOWNSHIP,)),
        ("county", (COUNTY,)),
        ("township", (TOWNSHIP,)),
        ("county+township", (COUNTY, TOWNSHIP)),
        ("■县级 □乡级", (COUNTY,)),
        ("", ()),
    ],
)
def test_the_levels_are_read_in_chinese_and_english(text, levels):
    assert parse_levels(text) == levels


def test_the_two_columns_of_the_level_are_read_from_their_ticks():
    assert levels_of_ticks("√", "√") == (COUNTY, TOWNSHIP)
    assert levels_of_ticks("", "√") == (TOWNSHIP,)
    assert levels_of_ticks("", "") == ()


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("受理部门、办理条件、收费依据及标准", ("受理部门", "办理条件", "收费依据及标准")),
        ("1.处罚决定;2.救济渠道。", ("处罚决定", "救济渠道")),
        ("1.受理部门 2.办理条件 10.咨询电话", ("受理部门", "办理条件", "咨询电话")),
        ("1、基础信息2、排污信息;3、其他", ("基础信息", "排污信息", "其他")),
        ("（1）收入表（2）支出表", ("收入表", "支出表")),
        ("一般公共预算:①收入表。②支出表。", ("收入表", "支出表")),
        ("●文件名称 ●文号●发文部门", ("文件名称", "文号", "发文部门")),
        ("一、机构职能；二、办公地址", ("机构职能", "办公地址")),
        ("检查制度\n检查标准\r\n检查结果", ("检查制度", "检查标准", "检查结果")),
        (
            "社会救助信访通讯地址 社会救助投诉举报电话",
            ("社会救助信访通讯地址", "社会救助投诉举报电话"),
        ),
        # Semicolons cut first; what a listing comma joins inside them stays one element.
        (
            "法治文化阵地信息;法治文化作品、产品",
            ("法治文化阵地信息", "法治文化作品、产品"),
        ),
        # Brackets, quotation and title marks protect.
        (
            "《意见》、《办法(试行)、细则》、“三公、经费”表",
            ("《意见》", "《办法(试行)、细则》", "“三公、经费”表"),
        ),
        (
            "法定代表人(负责人、股东)、联系方式（电话；地址）",
            ("法定代表人(负责人、股东)", "联系方式（电话；地址）"),
        ),
        # A closing "and so on" goes, words that only end in the sign stay.
        ("检查标准、检查结果等", ("检查标准", "检查结果")),
        ("机会均等、男女平等", ("机会均等", "男女平等")),
        # Words that belong together, and sentences.
        ("与救灾有关的法律、法规", ("与救灾有关的法律、法规",)),
        ("办理流程、办理时间、地点、联系方式", ("办理流程", "办理时间、地点", "联系方式")),
        ("查封、扣押决定书(全文公开)", ("查封、扣押决定书(全文公开)",)),
        ("政策文件,包括发展规划、工作计划等", ("政策文件,包括发展规划、工作计划",)),
        ("1.机构名称;(略)", ("机构名称(略)",)),
        ("1.1版本 2.2版本", ("1.1版本 2.2版本",)),
        ("图表1、图表2", ("图表1", "图表2")),
        ("未闭合《意见、办法", ("未闭合《意见", "办法")),
        ("文号、文号、标题", ("文号", "标题")),
        ("", ()),
        (" ;、。", ()),
    ],
)
def test_content_is_split_into_its_elements(text, elements):
    assert split_elements(text) == elements


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from("文件号；;、。(（)）《》“”1.①等 \n：")).map("".join)
)
def test_no_text_makes_the_splitter_fail_or_answer_blanks(text):
    elements = split_elements(text)

    assert all(element.strip() for element in elements)
    assert len(set(elements)) == len(elements)
