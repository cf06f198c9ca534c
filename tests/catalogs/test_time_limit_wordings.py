"""Wordings of other counties, what is refused, and how a limit is said."""

from dataclasses import replace

import pytest
from django.utils import translation

from catalogs.time_limits import (
    DayCount,
    LimitKind,
    ParsedLimit,
    Retention,
    Trigger,
    describe,
    parse_time_limit,
)
from tests.catalogs.catalogue_limits import (
    ABOVE_THE_DITTO,
    AT_ONCE,
    DECISIONS_APART,
    STANDING,
    UNREAD,
    UPDATED,
    before,
    calendar,
    formed,
    in_scope,
    working,
)

OTHER_COUNTIES: list[tuple[str, tuple[ParsedLimit, ...]]] = [
    ("每月10日前", (ParsedLimit(LimitKind.MONTHLY, day=10),)),
    ("每月底前公开", (ParsedLimit(LimitKind.MONTHLY),)),
    ("每月更新", (ParsedLimit(LimitKind.MONTHLY),)),
    ("按季度公开", (ParsedLimit(LimitKind.QUARTERLY),)),
    ("每季度公布一次", (ParsedLimit(LimitKind.QUARTERLY, times=1),)),
    (
        "每季度终了后15日内",
        (ParsedLimit(LimitKind.QUARTERLY, 15, day_count=DayCount.CALENDAR),),
    ),
    (
        "每季度结束后10个工作日内公开",
        (ParsedLimit(LimitKind.QUARTERLY, 10, day_count=DayCount.WORKING),),
    ),
    ("每季度首月10日前公开", (ParsedLimit(LimitKind.QUARTERLY, month=1, day=10),)),
    ("每季度第一个月的15日前", (ParsedLimit(LimitKind.QUARTERLY, month=1, day=15),)),
    ("每季度第二个月31日前", (ParsedLimit(LimitKind.QUARTERLY, month=2, day=31),)),
    ("每季度末月25日前公布", (ParsedLimit(LimitKind.QUARTERLY, month=3, day=25),)),
    ("每半年最后一个月20日前", (ParsedLimit(LimitKind.HALF_YEARLY, month=6, day=20),)),
    ("年度终了后30日内", (ParsedLimit(LimitKind.YEARLY, 30, day_count=DayCount.CALENDAR),)),
    ("每年3月31日前", (ParsedLimit(LimitKind.YEARLY, month=3, day=31),)),
    ("每年2月底前", (ParsedLimit(LimitKind.YEARLY, month=2, day=29),)),
    ("每年十二月三十一日之前公开", (ParsedLimit(LimitKind.YEARLY, month=12, day=31),)),
    ("至少1次/年", (ParsedLimit(LimitKind.YEARLY, times=1),)),
    ("每年至少2次", (ParsedLimit(LimitKind.YEARLY, times=2),)),
    (
        "政府信息公开年度报告每年1月31日前公开",
        (ParsedLimit(LimitKind.YEARLY, month=1, day=31, scope="政府信息公开年度报告"),),
    ),
    ("提前5个工作日", (before(5, DayCount.WORKING),)),
    ("至少提前10日公告", (before(10, DayCount.CALENDAR),)),
    ("会议召开前7日", (before(7, DayCount.CALENDAR, "会议召开"),)),
    ("会议召开7日前公开", (before(7, DayCount.CALENDAR, "会议召开"),)),
    ("立即公开", (AT_ONCE,)),
    ("依法及时公开", (AT_ONCE,)),
    ("形成当日公开", (replace(AT_ONCE, trigger=Trigger.FORMATION),)),
    ("信息更新后实时公开", (replace(AT_ONCE, trigger=Trigger.FORMATION),)),
    ("信息形成之日起二十个工作日内", (formed(20),)),
    ("信息形成之日起十五日内", (calendar(15, Trigger.FORMATION),)),
    ("信息形成（变更）之日起20个工作日内", (formed(20),)),
    ("信息形成/变更之日起20个工作日", (formed(20),)),
    ("信息形成后,于20个工作日内公开", (formed(20),)),
    ("信息形成之日起最长不超过20个工作日", (formed(20),)),
    (
        "信息形成或变更之日起20个工作日内（长期公开）",
        (replace(formed(20), retention=Retention.LONG_TERM),),
    ),
    ("制 定 或 获 取 信 息之日起 10 个 工作日内", (formed(10),)),
    ("文件印发之日起20个工作日内", (working(20, Trigger.ISSUE, "文件印发"),)),
    ("自然灾害发生后2日内", (calendar(2, Trigger.EVENT, "自然灾害发生"),)),
    ("收到申请后15个工作日内答复", (working(15, Trigger.APPLICATION),)),
    ("20日内", (calendar(20),)),
    ("按规定时限", (ParsedLimit(LimitKind.AS_LAW_PRESCRIBES),)),
    ("依法公开", (ParsedLimit(LimitKind.AS_LAW_PRESCRIBES),)),
    (
        "按照《中华人民共和国政府信息公开条例》规定的时限公开",
        (ParsedLimit(LimitKind.AS_LAW_PRESCRIBES),),
    ),
    ("长期公开", (STANDING,)),
    ("动态调整", (UPDATED,)),
    (
        "执法决定信息在决定作出之日起7个工作日内公开,其他相关信息形成或变更之日起20个工作日内公开",
        (
            in_scope("执法决定信息", working(7, Trigger.DECISION, "决定作出")),
            in_scope("其他相关信息", formed(20)),
        ),
    ),
    (
        "信息形成之日起20个工作日内;行政许可和行政处罚决定作出后7个工作日内",
        (
            formed(20),
            in_scope(
                "行政许可和行政处罚决定",
                working(7, Trigger.DECISION, "行政许可和行政处罚决定作出"),
            ),
        ),
    ),
    (
        "信息形成个20个工作日内公开;其中行政许可、行政处罚事项应自作出行政决定之日起 "
        "7个工作日内公示",
        DECISIONS_APART,
    ),
    (
        "①行政处罚决定:七个工作日内;②其他:20个工作日内",
        (in_scope("行政处罚决定", working(7)), in_scope("其他", working(20))),
    ),
    (
        "行政许可、行政处罚7个工作日内，其他20个工作日内",
        (in_scope("行政许可、行政处罚", working(7)), in_scope("其他", working(20))),
    ),
]


@pytest.mark.parametrize(("wording", "limits"), OTHER_COUNTIES)
def test_wordings_of_other_counties_are_read_by_the_same_grammar(wording, limits):
    reading = parse_time_limit(wording)

    assert reading.limits == limits
    assert reading.readable


@pytest.mark.parametrize(
    "wording",
    [
        "原则上自信息形成之日起20个工作日内",  # "in principle" is no limit
        "信息形成之日起3至5个工作日内",
        "会议召开前7日内",  # during the last week, not a week before
        "20日",  # a day of the month, or twenty days
        "24小时内",
        "3个月内",
        "每年3月前",
        "每季度第四个月10日前",
        "每季度首月32日前",
        "每年2月30日前",
        "每年1月、7月底前",
        "次年3月31日前",
        "每周更新",
        "定期更新",
        "适时公开",
        "按实际更新",
        "公示7个工作日",
        "0个工作日内",
        "99999个工作日内",
        "20个工作日内,10个工作日内",  # two limits for the same thing
        "空气质量信息链接市生态环境局对应栏目;其他信息至少1次/半年",
        "信息形成之日起20个工作日内;详见附件",
        "无",
        "见" * 600,
        "某" * 201 + "批准后20日内",
    ],
)
def test_a_wording_not_understood_in_full_is_kept_and_never_guessed(wording):
    reading = parse_time_limit(wording)

    assert not reading.readable
    assert reading.limits == (UNREAD,)
    assert reading.original == wording


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        ("信息形成或变更之日起20个工作日内", "within 20 working days of formation or change"),
        ("信息形成之日起1个工作日内", "within 1 working day of formation or change"),
        ("20日内", "within 20 calendar days"),
        ("及时公开", "at once"),
        ("按进展情况及时公开", "at once after each step of progress"),
        ("提前5个工作日", "at least 5 working days in advance"),
        ("会议召开前7日", "at least 7 calendar days before: 会议召开"),
        ("每月10日前", "every month by day 10"),
        ("每年1月31日前", "every year by 1-31"),
        ("每年至少2次", "at least 2 times every year"),
        ("每季度首月10日前", "by day 10 of month 1 of every quarter"),
        ("每半年末月20日前", "by day 20 of month 6 of every half year"),
        ("每季度终了后15日内", "within 15 calendar days of the end of each quarter"),
        ("半年至少更新1次", "every half year"),
        ("3个工作日内 / 长期公开", "within 3 working days, then kept public long term"),
        ("长期公开", "kept public long term"),
        ("依法公开", "within the limit that the law prescribes"),
        ("按实际更新", "as worded by the department"),
        (
            "制定或获取信息之日起10个工作日内,公示7个工作日",
            "within 10 working days of formation or change, posted for 7 working days",
        ),
    ],
)
def test_a_limit_is_said_in_a_plain_sentence(wording, sentence):
    with translation.override("en"):
        assert describe(parse_time_limit(wording).limits[0]) == sentence


def test_a_limit_for_a_part_names_the_part():
    with translation.override("en"):
        first, second = parse_time_limit(ABOVE_THE_DITTO).limits
        assert describe(first) == "within 20 working days of formation or change"
        assert describe(second).startswith("行政许可、行政处罚事项: within 7 working days of")
