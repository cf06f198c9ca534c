"""The standard catalogue's time limits: every distinct wording with what it must mean."""

from dataclasses import replace

from catalogs.time_limits import DayCount, LimitKind, ParsedLimit, Retention, Trigger

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
