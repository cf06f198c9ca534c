"""The grammar of time limit wordings, clause by clause.

`clauses` cuts a normalized wording, `read_clause` reads one clause or answers None. Every rule
matches a whole clause: a word it does not know makes the clause unreadable, so nothing is guessed.
"""

import re
import unicodedata
from dataclasses import replace

from catalogs.time_limit_kinds import DayCount, LimitKind, ParsedLimit, Retention, Trigger

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060\ufeff\x00-\x1f]+")
_CIRCLED = re.compile("[\u2460-\u2473\u2776-\u277f]")
_NUMERAL = re.compile(
    r"[零〇一二两三四五六七八九十百]+(?=个?工作日|个?自然日|日|天|周|个?月|年|次|个?季|小时)"
)
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

LONGEST_DAYS = 366

# 完成 and the like only say that publishing is meant.
_PUBLISH = (
    r"(?:应当?|须|予以|进行|给予|及时|主动|依法|对外|向社会|完成|全文|一并|上网|网上|并|答复|回复|提供"
    r"|更新|公开|公示|公布|发布|挂网)*"
)
_DAYS = r"(?P<amount>\d{1,4})个?(?P<unit>工作日|自然日|日历日|日|天|周|星期)"
_PERIOD = r"(?:个)?(?P<period>半年|年|季|月)(?:度)?"
_KINDS = {
    "月": LimitKind.MONTHLY,
    "季": LimitKind.QUARTERLY,
    "半年": LimitKind.HALF_YEARLY,
    "年": LimitKind.YEARLY,
}
_MONTHS_WITHIN = {LimitKind.QUARTERLY: 3, LimitKind.HALF_YEARLY: 6}
_SUBJECT = r"(?P<subject>[^\d:每按第至不]{0,24}?)"

_WITHIN = re.compile(
    rf"(?P<head>.*?)(?:的|在|于|应当?|,|最[长迟]|不超过|不迟于)*{_DAYS}(?P<inside>(?:以|之)?内)?{_PUBLISH}"
)
_AT_ONCE = re.compile(
    rf"(?P<head>.*?)(?:应当?|须|依法)?(?:即时|实时|及时|立即|即刻|第一时间|(?P<same>当[日天])){_PUBLISH}"
)
_AHEAD = re.compile(
    rf"(?:应当?|须|至少|不少于)*提前(?:至少|不少于)?{_DAYS}(?:以上)?(?:发?(?:通知|公告)(?:邀请)?)?{_PUBLISH}"
)
_BEFORE = re.compile(
    rf"(?:在|于)?(?P<event>[^\d]{{2,20}}?)之?前(?:至少|不少于|提前)*{_DAYS}(?:以上)?{_PUBLISH}"
)
_DAYS_BEFORE = re.compile(
    rf"(?:在|于)?(?P<event>[^\d]{{2,20}}?)的?(?:至少|不少于)?{_DAYS}(?:以|之)?前{_PUBLISH}"
)
_PERIODIC = tuple(
    re.compile(_SUBJECT + rule)
    for rule in (
        # 至少1次/半年, 半年至少更新1次, 每年公开1次
        rf"(?:至少|不少于)?{_PUBLISH}(?P<times>\d{{1,2}})次每{_PERIOD}{_PUBLISH}",
        rf"每?1?{_PERIOD}(?:至少|不少于)?{_PUBLISH}(?:至少|不少于)?(?P<times>\d{{1,2}})次{_PUBLISH}",
        rf"(?:每1?|按){_PERIOD}(?:定期|至少)?{_PUBLISH}",
        rf"每{_PERIOD}(?:[年季月]?(?:末|底))前?{_PUBLISH}",
        # 每季度终了后15日内
        rf"每?{_PERIOD}(?:终了|结束|届满)(?:之?后)?(?:的|,)?{_DAYS}(?:以|之)?内{_PUBLISH}",
        rf"每(?P<period>月)(?P<day>\d{{1,2}})[日号](?:以|之)?前{_PUBLISH}",
        # 每季度首月10日前, 每半年最后一个月20日前
        rf"每个?(?P<period>季|半年)度?的?(?P<within>首|末|最后1?|第[1-6])个?月的?(?P<day>\d{{1,2}})[日号](?:以|之)?前{_PUBLISH}",
        rf"每(?P<period>年)度?的?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}}(?=[日号])|底|末)[日号]?(?:以|之)?前{_PUBLISH}",
    )
)
_STANDING = re.compile(
    r"(?:并|且|信息|保持|进行|予以|作为)*(?:(?P<long>长期|常年|永久)(?:保持)?(?:公开|公示|公布|有效)?"
    r"|(?P<dynamic>动态)(?:调整|更新|管理|公开|维护)(?:公开)?)"
)
_POSTED = re.compile(
    rf"(?:并|且|予以)*公示(?:期|时间|期限)?(?:为|不少于|不得少于|不低于|期)?{_DAYS}"
)
_LAW_WORDS = (
    r"(?:国家|有关|相关|法律|行政法规|法规|规章|政策|法定|《[^》]{1,40}》|、|和|及|与|或|等|的)*"
)
_AS_LAW = re.compile(
    rf"(?:(?:严格)?(?:按照?|依照?|依据|根据|遵照){_LAW_WORDS}(?:规定|要求)"
    r"(?:的?(?:公开)?(?:时限|期限|时间|要求))?"
    rf"|依法|在?(?:法定|规定)的?(?:公开)?(?:时限|期限|时间))(?:以|之)?内?(?:执行|{_PUBLISH})"
)

_SCOPE = re.compile(r"(?P<scope>[^:\d]{1,40}):(?P<rest>.+)")
_OPENING = re.compile(r"^(?:其中|其余?中)?,?")
_CONNECTIVE = re.compile(r"(?:(?:之|当)(?:日|天)起?|日起|起|之?后|以后|(?<=形成)个)$")
_PREPOSITION = re.compile(
    r"(?:应当?|须)?(?:自(?![然治主行己建查筹])|从(?!业)|(?<![存现所])在(?![校建线职册编地途])|(?<![关由对属位])于)"
    r"|(?:应当?|须)(?=作出|做出|收到)"
)
_FORM_VERB = r"(?:形成|产生|生成|制作|制定|获取|获得|收集|保存|变更|变动|变化|更新|修改|修订|调整)"
_FORM_VERBS = rf"{_FORM_VERB}(?:(?:或者?|和|及|与|、|/|,)*{_FORM_VERB})*"
_OBJECT = r"[\u4e00-\u9fff、《》()]"
_FORMED = re.compile(rf"(?P<object>{_OBJECT}{{0,24}}?){_FORM_VERBS}")
_FORMING = re.compile(
    rf"(?:(?:制|形)作?(?:或者?))?{_FORM_VERBS}(?:该|本|此)?(?P<object>{_OBJECT}{{1,12}})"
)
_GENERAL = re.compile(
    r"(?:该|本|此|上述|公开|政府|相关|有关|具体|公开事项|事项|的|条)*(?:信息|事项|内容)?"
)
# Words that would bend the meaning of an event; a head with one of them is not an event.
_BENT = re.compile(
    r"原则|左右|至少|最[长迟晚]|不超|不少|不得|不迟|除外|摘录|截断|同上|小时|每|次|前|内|\d|[;:。?？…]"
)
_DECIDED = re.compile(
    r"(?P<subject>.*?)(?:决定|决策|处罚|许可|裁决)(?:书)?(?:的)?(?:作出|做出|形成|生效|下达)|(?:作出|做出).*(?:决定|决策)(?:书)?|.*决定(?:书)?"
)
_PART = re.compile(
    r"(?!通过|经|在|向)[\u4e00-\u9fff、《》]{0,24}?"
    r"(?:信息|事项|决定书?|结果|内容|处罚|许可|文件|其[他它余]|公告|报告|名单|情况)"
)
_APPROVED = re.compile(r".*(?:批准|批复|审批|核准|审定|审议通过|审批通过|表决通过)")
_ISSUED = re.compile(r".*(?:印发|签发|出台|成文|发文|颁布)")
_APPLIED = re.compile(r"(?:收到|接到|接收).{0,8}申请(?:表|书)?|申请(?:收到|受理)")


def normalize(text: str) -> str:
    """One spelling for the same words: no blanks, narrow digits and marks, Arabic numerals."""
    text = unicodedata.normalize("NFKC", _CIRCLED.sub(";", text))
    text = _INVISIBLE.sub("", text).replace("﹔", ";").replace("．", ".").replace("︰", ":")
    return _NUMERAL.sub(lambda found: _arabic(found[0]), text)


def _arabic(numeral: str) -> str:
    """十五 -> 15, 一百二十 -> 120; digit by digit where no unit is written (二〇)."""
    if not set(numeral) & set("十百"):
        return "".join(str(_DIGITS[c]) for c in numeral)
    total, digit = 0, None
    for c in numeral:
        if c in "十百":
            total += (1 if digit is None else digit) * (10 if c == "十" else 100)
            digit = None
        elif digit:
            return numeral  # 一二十: no number
        else:
            digit = _DIGITS[c]
    return str(total + (digit or 0))


def read_clause(clause: str) -> ParsedLimit | None:
    """Read one normalized clause with its scope; None when any part is not understood."""
    scope = ""
    found = _SCOPE.fullmatch(clause)
    if found:
        scope, clause = found["scope"], found["rest"]
        if _GENERAL.fullmatch(scope):
            scope = ""
    for rule in (
        _read_standing,
        _read_periodic,
        _read_before,
        _read_within,
        _read_at_once,
        _read_law,
    ):
        limit = rule(clause)
        if limit is not None:
            return replace(limit, scope=scope or limit.scope)
    return None


def read_posting(clause: str) -> tuple[int, DayCount] | None:
    """Read 公示7个工作日: for how many days, and which, the information is posted."""
    found = _POSTED.fullmatch(clause)
    return _days(found) if found else None


def _days(found: re.Match[str]) -> tuple[int, DayCount] | None:
    amount = int(found["amount"])
    if found["unit"] in {"周", "星期"}:
        amount *= 7
    if not 1 <= amount <= LONGEST_DAYS:
        return None
    return amount, DayCount.WORKING if found["unit"] == "工作日" else DayCount.CALENDAR


def _read_standing(clause: str) -> ParsedLimit | None:
    found = _STANDING.fullmatch(clause)
    if not found:
        return None
    retention = Retention.LONG_TERM if found["long"] else Retention.DYNAMIC
    return ParsedLimit(LimitKind.LONG_TERM, retention=retention)


def _read_law(clause: str) -> ParsedLimit | None:
    return ParsedLimit(LimitKind.AS_LAW_PRESCRIBES) if _AS_LAW.fullmatch(clause) else None


def _read_periodic(clause: str) -> ParsedLimit | None:
    found = next(filter(None, (rule.fullmatch(clause) for rule in _PERIODIC)), None)
    if not found:
        return None
    parts = found.groupdict()
    kind = _KINDS[parts["period"]]
    times = int(parts["times"]) if parts.get("times") else None
    if times == 0:
        return None
    limit = ParsedLimit(kind, scope=_scope(parts["subject"]), times=times)
    if parts.get("amount"):
        days = _days(found)
        return replace(limit, amount=days[0], day_count=days[1]) if days else None
    month = int(parts["month"]) if parts.get("month") else None
    months = _MONTHS_WITHIN.get(kind, 12)
    if within := parts.get("within"):
        month = 1 if within == "首" else int(within[1:]) if within[0] == "第" else months
    if not parts.get("day"):
        return limit
    day = 31 if parts["day"] in {"底", "末"} else int(parts["day"])
    last = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month or 0, 31) if months == 12 else 31
    if parts["day"] in {"底", "末"}:
        day = last
    if not (1 <= (month or 1) <= months and 1 <= day <= last):
        return None
    return replace(limit, month=month, day=day)


def _read_before(clause: str) -> ParsedLimit | None:
    for rule in (_AHEAD, _BEFORE, _DAYS_BEFORE):
        found = rule.fullmatch(clause)
        if not found:
            continue
        event = found.groupdict().get("event") or ""
        days = _days(found)
        if days is None or (event and _BENT.search(event)):
            return None
        return ParsedLimit(LimitKind.BEFORE_EVENT, days[0], event=event, day_count=days[1])
    return None


def _read_within(clause: str) -> ParsedLimit | None:
    found = _WITHIN.fullmatch(clause)
    days = _days(found) if found else None
    if not found or not days:
        return None
    amount, count = days
    if count is DayCount.CALENDAR and not found["inside"]:
        return None  # a bare 20日 may be a date
    kind = (
        LimitKind.WITHIN_WORKING_DAYS
        if count is DayCount.WORKING
        else LimitKind.WITHIN_CALENDAR_DAYS
    )
    return _triggered(ParsedLimit(kind, amount, day_count=count), found["head"])


def _read_at_once(clause: str) -> ParsedLimit | None:
    found = _AT_ONCE.fullmatch(clause)
    if not found:
        return None
    limit = ParsedLimit(LimitKind.AT_ONCE)
    if re.fullmatch(r"(?:按照?|根据|视|依据)?(?:工作|项目|实际|事项)?进展(?:情况)?", found["head"]):
        return replace(limit, trigger=Trigger.PROGRESS)
    return _triggered(limit, found["head"] + ("之日" if found["same"] else ""))


def _scope(words: str | None) -> str:
    words = _OPENING.sub("", words or "").rstrip(",应须当")
    return "" if _GENERAL.fullmatch(words) else words


def _triggered(limit: ParsedLimit, head: str) -> ParsedLimit | None:
    """Add what the limit is counted from, read from the words before the number of days."""
    head = _OPENING.sub("", head.rstrip(",在于的"))
    event = _CONNECTIVE.sub("", head)
    connected = event != head
    subject = ""
    preposition = _PREPOSITION.search(event)
    if preposition:
        subject, event = event[: preposition.start()], event[preposition.end() :]
        connected = connected or not subject
    subject = _scope(subject)
    if not event and not preposition:
        return limit if not connected else None
    if not event or _BENT.search(event) or _BENT.search(subject):
        return None
    if _APPLIED.fullmatch(event):
        return replace(limit, trigger=Trigger.APPLICATION, scope=subject)
    formed = _FORMED.fullmatch(event)
    if formed and not _DECIDED.fullmatch(event):
        return replace(limit, trigger=Trigger.FORMATION, scope=subject or _scope(formed["object"]))
    if _FORMING.fullmatch(event):
        return replace(limit, trigger=Trigger.FORMATION, scope=subject)
    if not connected:
        # Words that name no happening name a part of the content, or are not understood.
        return replace(limit, scope=event) if _PART.fullmatch(event) and not subject else None
    for trigger, rule in (
        (Trigger.DECISION, _DECIDED),
        (Trigger.APPROVAL, _APPROVED),
        (Trigger.ISSUE, _ISSUED),
        (Trigger.EVENT, re.compile(r"[^,/]{2,30}")),
    ):
        if rule.fullmatch(event):
            return replace(limit, trigger=trigger, scope=subject, event=event)
    return None
