"""Every wording of the standard catalogue means what it says, and nothing is guessed."""

import random
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalogs.time_limits import (
    DayCount,
    LimitKind,
    ParsedLimit,
    Reading,
    Retention,
    Trigger,
    describe,
    is_ditto,
    parse_time_limit,
)

UNREAD = ParsedLimit(LimitKind.UNREADABLE)
AT_ONCE = ParsedLimit(LimitKind.AT_ONCE)
STANDING = ParsedLimit(LimitKind.LONG_TERM, retention=Retention.LONG_TERM)
UPDATED = ParsedLimit(LimitKind.LONG_TERM, retention=Retention.DYNAMIC)


def working(amount: int, trigger: Trigger = Trigger.UNSTATED, event: str = "") -> ParsedLimit:
    return ParsedLimit(
        LimitKind.WITHIN_WORKING_DAYS, amount, trigger, event=event, day_count=DayCount.WORKING
    )


def formed(amount: int) -> ParsedLimit:
    return working(amount, Trigger.FORMATION)


def calendar(amount: int, trigger: Trigger = Trigger.UNSTATED, event: str = "") -> ParsedLimit:
    return ParsedLimit(
        LimitKind.WITHIN_CALENDAR_DAYS, amount, trigger, event=event, day_count=DayCount.CALENDAR
    )


def before(amount: int, count: DayCount, event: str = "") -> ParsedLimit:
    return ParsedLimit(LimitKind.BEFORE_EVENT, amount, event=event, day_count=count)


def in_scope(scope: str, limit: ParsedLimit) -> ParsedLimit:
    return replace(limit, scope=scope)


CONGRESS = calendar(20, Trigger.APPROVAL, "本级人民代表大会或其常务委员会批准")
PENALTIES_APART = (in_scope("除处罚决定外其他内容", UPDATED), in_scope("处罚决定", working(20)))
DECISIONS_APART = (
    formed(20),
    in_scope("行政许可、行政处罚事项", working(7, Trigger.DECISION, "作出行政决定")),
)
SAVED = True

# Rows having the wording, the wording, its limits, and whether another law prevails.
CATALOGUE: list[tuple[int, str, tuple[ParsedLimit, ...], bool]] = [
    (54, "信息形成或变更之日起20个工作日内", (formed(20),), False),
    (27, "信息形成或者变更之日起20个工作日内", (formed(20),), False),
    (22, "形成或者变更之日起20个工作日内予以公开", (formed(20),), False),
    (19, "制定或获取信息之日起10个工作日内", (formed(10),), False),
    (17, "自制作或获取该信息之日起20个工作日内公开", (formed(20),), False),
    (17, "信息形成或变更之日起20个工作日内公开", (formed(20),), False),
    (16, "公开事项信息形成或变更之日起20个工作日内公开", (formed(20),), False),
    (11, "信息形成之日起20个工作日内", (formed(20),), False),
    (10, "自该信息形成或者变更之日起20个工作日内", (formed(20),), False),
    (10, "实时公开", (AT_ONCE,), False),
    (10, "", (), False),
    (9, "自该政府信息形成或者变更之日起20个工作日内及时公开", (formed(20),), False),
    (5, "本级人民代表大会或其常务委员会批准后20日内", (CONGRESS,), False),
    (4, "半年至少更新1次", (ParsedLimit(LimitKind.HALF_YEARLY, times=1),), False),
    (4, "按进展情况及时公开", (replace(AT_ONCE, trigger=Trigger.PROGRESS),), False),
    (4, "信息形成或者变更之日起20个工作日内公开", (formed(20),), False),
    (4, "3个工作日内 / 长期公开", (replace(working(3), retention=Retention.LONG_TERM),), False),
    (
        4,
        "信息产生、变更之日起20个工作日内公开,保持长期公开(相关政策法规另有规定的应从其规定)",
        (replace(formed(20), retention=Retention.LONG_TERM),),
        SAVED,
    ),
    (3, "及时公开", (AT_ONCE,), False),
    (
        3,
        "信息形成20个工作日内公开;其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示",
        DECISIONS_APART,
        False,
    ),
    (3, "自信息形成或者变更之日起20个工作日内予以公开", (formed(20),), False),
    (
        3,
        "信息形成或者变更之日起20个工作日内。法律、法规对政府信息公开的期限另有规定的,从其规定。",
        (formed(20),),
        SAVED,
    ),
    (3, "本级人民代表大会或其常务委员会批准后 20 日内", (CONGRESS,), False),
    (2, "信息形成或变更之日起20 个工作日内", (formed(20),), False),
    (2, "信息形成或变更之日起7个工作日内", (formed(7),), False),
    (2, "20工作日", (working(20),), False),
    (2, "信息形成或变更之日起10个工作日内", (formed(10),), False),
    (
        2,
        "1.除处罚决定外其他内容:长期公开(动态调整); 2.处罚决定:20个工作日内。",
        PENALTIES_APART,
        False,
    ),
    (
        2,
        "1.除处罚决定外其他内容:长期公开(动态调整);2.处罚决定:20个工作日内。",
        PENALTIES_APART,
        False,
    ),
    (
        2,
        "1.除处罚决定外其他内容:长期公开(动态调整);2.处罚决定:20个工作日内",
        PENALTIES_APART,
        False,
    ),
    (2, "自该信息形成或者变更之日起20个工作日内。", (formed(20),), False),
    (2, "自收到申请之日起20个工作日内", (working(20, Trigger.APPLICATION),), False),
    (2, "信息形成或变更之日起7个工作日内公开", (formed(7),), False),
    (2, "3个工作日内 / 动态调整", (replace(working(3), retention=Retention.DYNAMIC),), False),
    (
        2,
        "信息形成或者变更之日起 20 个工作日内。法律、法规对政府信息公开的期限另有规定的,从其规定。",
        (formed(20),),
        SAVED,
    ),
    (2, "信息形成或变更之日起20工作日内", (formed(20),), False),
    (2, "20个工作日", (working(20),), False),
    (1, "提前一周发通知邀请", (before(7, DayCount.CALENDAR),), False),
    (
        1,
        "本级政府财政部门批复后20日内",
        (calendar(20, Trigger.APPROVAL, "本级政府财政部门批复"),),
        False,
    ),
    (
        1,
        "信息形成 20 个工作日内公开;其中行政许可、行政处罚事项应自作出行政决定之日起 "
        "7 个工作日内公示",
        DECISIONS_APART,
        False,
    ),
    (1, "同上", DECISIONS_APART, False),
    (1, "信息形成或变更之日起3个工作日内", (formed(3),), False),
    (
        1,
        "制定或获取信息之日起10个工作日内,公示7个工作日",
        (replace(formed(10), posted_days=7, posted_count=DayCount.WORKING),),
        False,
    ),
    (1, "每年1月31日前", (ParsedLimit(LimitKind.YEARLY, month=1, day=31),), False),
    (1, "自该信息形成(摘录截断)", (UNREAD,), False),
    (1, "人大会议批复后20日内", (calendar(20, Trigger.APPROVAL, "人大会议批复"),), False),
    (
        1,
        "行政处罚决定形成之日起20个工作日",
        (working(20, Trigger.DECISION, "行政处罚决定形成"),),
        False,
    ),
    (1, "制定或获取备案政策之日起10个工作日内", (formed(10),), False),
    (1, "制定或获取扶持补贴政策之日起10个工作日内", (formed(10),), False),
    (1, "制定或获取文件之日起10个工作日内", (formed(10),), False),
    (1, "制定或获取扶持政策措施之日起10个工作日内", (formed(10),), False),
    (1, "制定或获取指南之日起10个工作日内", (formed(10),), False),
    (1, "分配结果确定后20个工作日内", (working(20, Trigger.EVENT, "分配结果确定"),), False),
    (1, "自信息形成或者变更之日起7个工作日内予以公开", (formed(7),), False),
    (
        1,
        "重大决策作出后及时公开",
        (replace(AT_ONCE, trigger=Trigger.DECISION, event="重大决策作出"),),
        False,
    ),
]
ABOVE_THE_DITTO = (
    "信息形成 20 个工作日内公开;其中行政许可、行政处罚事项应自作出行政决定之日起 7 个工作日内公示"
)


def read(wording: str) -> Reading:
    return parse_time_limit(wording, previous=ABOVE_THE_DITTO)


@pytest.mark.parametrize(("wording", "limits", "saving"), [row[1:] for row in CATALOGUE])
def test_each_wording_of_the_catalogue_means_what_it_says(wording, limits, saving):
    reading = read(wording)

    assert reading.limits == limits
    assert reading.saving_clause is saving
    assert reading.original == wording
    assert reading.readable is (limits not in {(), (UNREAD,)})


def test_at_least_95_percent_of_the_rows_that_have_a_wording_are_read():
    worded = [(rows, wording) for rows, wording, *_rest in CATALOGUE if wording]
    total = sum(rows for rows, _wording in worded)
    readable = sum(rows for rows, wording in worded if read(wording).readable)

    assert total == 298
    assert sum(rows for rows, *_rest in CATALOGUE) == 308
    assert readable / total >= 0.95
    # Even with the ten blank cells counted as not read.
    assert readable / 308 >= 0.95


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
    ],
)
def test_a_wording_not_understood_in_full_is_kept_and_never_guessed(wording):
    reading = parse_time_limit(wording)

    assert not reading.readable
    assert reading.limits == (UNREAD,)
    assert reading.original == wording


@pytest.mark.parametrize("blank", ["", "  ", "\n\u3000", "-", "——", "/"])
def test_a_blank_cell_is_missing(blank):
    assert parse_time_limit(blank).missing
    assert not parse_time_limit(blank).readable


@pytest.mark.parametrize("ditto", ["同上", " 同 上。", "〃"])
def test_ditto_takes_the_wording_above_and_keeps_its_own_text(ditto):
    reading = parse_time_limit(ditto, previous="及时公开")

    assert is_ditto(ditto)
    assert reading.limits == (AT_ONCE,)
    assert (reading.original, reading.wording) == (ditto, "及时公开")


@pytest.mark.parametrize("above", [None, "", "同上"])
def test_ditto_without_a_wording_above_is_not_readable(above):
    assert parse_time_limit("同上", previous=above).limits == (UNREAD,)


def test_a_saving_clause_alone_leaves_the_limit_to_the_law():
    reading = parse_time_limit("法律、法规另有规定的，从其规定。")

    assert reading.limits == (ParsedLimit(LimitKind.AS_LAW_PRESCRIBES),)
    assert reading.saving_clause


PIECES = (
    *("信息", "形成", "变更", "之日起", "20", "十五", "个", "工作日", "日", "内", "公开", "及时"),
    *("长期", "动态调整", "同上", "每年", "每季度", "终了后", "月", "31", "前", "至少", "1次"),
    *("/", "(", ")", ";", "。", ",", ":", "1.", "处罚决定", "批准后", "提前", "其中", "其他"),
    *("应自", "作出", "从其规定", "另有规定的"),
)


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_text_makes_the_reader_fail(text):
    reading = parse_time_limit(text, previous=text)

    assert reading.readable is bool(
        reading.limits and all(limit.kind is not LimitKind.UNREADABLE for limit in reading.limits)
    )
    assert all(describe(limit) for limit in reading.limits)


FULL_WIDTH = str.maketrans("0123456789;,:()./", "０１２３４５６７８９；，：（）．／")


@given(
    st.sampled_from([row[1] for row in CATALOGUE] + [row[0] for row in OTHER_COUNTIES]),
    st.randoms(use_true_random=False),
)
def test_blanks_and_full_width_signs_do_not_change_the_reading(wording: str, luck: random.Random):
    plain = parse_time_limit(wording, previous=ABOVE_THE_DITTO)
    noisy = "".join(
        (char.translate(FULL_WIDTH) if luck.random() < 0.5 else char)
        + luck.choice(["", "", " ", "\u3000", "\n", "\u200b"])
        for char in wording
    )

    again = parse_time_limit(noisy, previous=ABOVE_THE_DITTO)

    assert (again.limits, again.saving_clause) == (plain.limits, plain.saving_clause)


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
