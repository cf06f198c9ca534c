"""Reading publicity time limits (公开时限) as counties word them, and saying them again.

`parse_time_limit` reads a cell into limits or keeps it as words; `describe` says a limit in the
active language. A wording that is not understood in full is never half read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogs.time_limit_grammar import normalize, read_clause, read_posting
from catalogs.time_limit_kinds import (
    PERIODIC,
    UNREAD,
    DayCount,
    LimitKind,
    ParsedLimit,
    Reading,
    Retention,
    Trigger,
)

__all__ = [
    "PERIODIC",
    "DayCount",
    "LimitKind",
    "ParsedLimit",
    "Reading",
    "Retention",
    "Trigger",
    "describe",
    "is_ditto",
    "parse_time_limit",
]

LONGEST_WORDING = 500
LONGEST_PART = 200  # of a scope or an event

_DITTO = frozenset({"同上", "同前", "〃", "″", "同上款", "同上项"})
_SAVING = re.compile(
    r"(?:^|[,;。(])(?:但|如|若)?[^,;。()\d]{0,30}另有(?:明确)?规定的?,?(?:时)?"
    r"(?:应当?|按照?|依照|适用|则|请)*(?:从其规定|除外|其规定|执行|按其规定|从其要求)(?:执行)?[)。;,]?"
)
_NUMBERING = re.compile(r"\(\d{1,2}\)|(?<![\d.])\d{1,2}[.、](?!\d)")
_ASIDE = re.compile(r"\(((?:动态|长期|常年|公示|保持|并|及时|实时)[^()]*)\)")
_CHANGE_IN_BRACKETS = re.compile(r"形成\((?:或者?)?(变更|变动|更新)\)")
_DECISION_ITSELF = re.compile(r"(?P<scope>.{2,}决定(?:书)?)(?:作出|做出|形成|生效|下达)?")
_SEPARATOR = re.compile(r"([;。,/])")
_JOINABLE = 3


def is_ditto(text: str) -> bool:
    """Whether the cell only repeats the one above (同上)."""
    return normalize(text).strip("。.;,") in _DITTO


def parse_time_limit(text: str, *, previous: str | None = None) -> Reading:
    """Read a cell of the time limit column.

    `previous` is the wording of the row above, for 同上; without it 同上 cannot be read.
    Never raises: what cannot be read in full becomes one UNREADABLE limit, and a blank cell none.
    """
    original, wording = text, text.strip()
    if is_ditto(text):
        wording = (previous or "").strip()
        if not wording or is_ditto(wording):
            return Reading((UNREAD,), original, original.strip(), readable=False)
    words = normalize(wording)
    if not words.strip("-—_/.。"):
        return Reading((), original, wording, readable=False)
    if len(words) > LONGEST_WORDING:
        return Reading((UNREAD,), original, wording, readable=False)
    without, savings = _SAVING.subn(";", words)
    limits = _read(without)
    if not limits and savings and not without.strip(";,。()"):
        limits = (ParsedLimit(LimitKind.AS_LAW_PRESCRIBES),)
    return Reading(
        limits or (UNREAD,),
        original,
        wording,
        readable=bool(limits),
        saving_clause=bool(savings),
    )


def _read(words: str) -> tuple[ParsedLimit, ...] | None:
    words = _CHANGE_IN_BRACKETS.sub(r"形成或\1", words)
    words = re.sub(r"次/(?=个?(?:半年|年|季|月))", "次每", words)
    words = re.sub(r"并(?=保持|长期|动态)", ",", _ASIDE.sub(r",\1,", words))
    words = _NUMBERING.sub(";", words)
    limits: list[ParsedLimit] = []
    for limit in _clause_limits(words):
        if limit is None or (isinstance(limit, tuple) and not limits):
            return None
        limits = _with(limits, limit)
    if len(limits) > 1:
        limits = [_among_others(limit) for limit in limits]
    elif limits and limits[0].trigger is Trigger.FORMATION and ":" not in words:
        limits = [replace(limits[0], scope="")]  # what is formed is the row's own content
    if any(len(limit.scope) > LONGEST_PART or len(limit.event) > LONGEST_PART for limit in limits):
        return None
    told = [(limit.scope, limit.trigger, limit.event) for limit in limits]
    # Two limits for the same thing contradict each other; which one holds is not ours to say.
    return tuple(limits) if limits and len(set(told)) == len(told) else None


def _clause_limits(words: str) -> Iterator[ParsedLimit | tuple[int, DayCount] | None]:
    """The limit of each clause, a posting period as (days, count); None for one not read."""
    pieces = _SEPARATOR.split(words)
    clauses, marks = pieces[0::2], [*pieces[1::2], ""]
    at = 0
    while at < len(clauses):
        if not clauses[at].strip(":"):
            at += 1
            continue
        # A comma or slash may also stand inside a clause: 信息形成后,20个工作日内.
        joined = ""
        for end in range(at, min(at + _JOINABLE, len(clauses))):
            joined += clauses[end]
            limit = read_posting(joined) or read_clause(joined)
            if limit is not None or marks[end] not in {",", "/"}:
                break
            joined += marks[end]
        yield limit
        at = end + 1


def _with(
    limits: list[ParsedLimit], limit: ParsedLimit | tuple[int, DayCount]
) -> list[ParsedLimit]:
    """Add a limit, folding what only says how long or how the one before stays public."""
    last = limits[-1] if limits else None
    if isinstance(limit, tuple):
        days, count = limit
        return [*limits[:-1], replace(limits[-1], posted_days=days, posted_count=count)]
    if last and limit.kind is LimitKind.LONG_TERM and not limit.scope:
        retention = max(last.retention, limit.retention, key=_strength)
        return [*limits[:-1], replace(last, retention=retention)]
    if last and last.kind is LimitKind.LONG_TERM and last.scope == limit.scope:
        return [*limits[:-1], replace(limit, retention=last.retention)]
    return [*limits, limit]


def _among_others(limit: ParsedLimit) -> ParsedLimit:
    """Where a cell sets several limits, the one counted from a decision governs that decision."""
    decision = _DECISION_ITSELF.fullmatch(limit.event)
    if limit.trigger is Trigger.DECISION and not limit.scope and decision:
        return replace(limit, scope=decision["scope"])
    return limit


def _strength(retention: Retention) -> int:
    return (Retention.UNSTATED, Retention.LONG_TERM, Retention.DYNAMIC).index(retention)


def describe(limit: ParsedLimit) -> str:
    """Say a limit in the active language: "within 20 working days of formation or change"."""
    words = _describe_kind(limit)
    if limit.retention is Retention.LONG_TERM and limit.kind is not LimitKind.LONG_TERM:
        words = _("%(limit)s, then kept public long term") % {"limit": words}
    elif limit.retention is Retention.DYNAMIC:
        words = _("%(limit)s, kept up to date as things change") % {"limit": words}
    if limit.posted_days:
        days = _describe_days(limit.posted_days, limit.posted_count)
        words = _("%(limit)s, posted for %(days)s") % {"limit": words, "days": days}
    if limit.scope:
        words = _("%(scope)s: %(limit)s") % {"scope": limit.scope, "limit": words}
    return words


def _describe_kind(limit: ParsedLimit) -> str:
    if limit.kind in PERIODIC:
        return _describe_period(limit)
    days = _describe_days(limit.amount or 0, limit.day_count)
    trigger = _describe_trigger(limit)
    if limit.kind is LimitKind.AT_ONCE:
        if not trigger:
            return _("at once")
        return _("at once after %(trigger)s") % {"trigger": trigger}
    if limit.kind in {LimitKind.WITHIN_WORKING_DAYS, LimitKind.WITHIN_CALENDAR_DAYS}:
        if not trigger:
            return _("within %(days)s") % {"days": days}
        return _("within %(days)s of %(trigger)s") % {"days": days, "trigger": trigger}
    if limit.kind is LimitKind.BEFORE_EVENT:
        if not limit.event:
            return _("at least %(days)s in advance") % {"days": days}
        return _("at least %(days)s before: %(event)s") % {"days": days, "event": limit.event}
    if limit.kind is LimitKind.LONG_TERM:
        return _("kept public long term")
    if limit.kind is LimitKind.AS_LAW_PRESCRIBES:
        return _("within the limit that the law prescribes")
    return _("as worded by the department")


def _describe_days(amount: int, count: DayCount) -> str:
    if count is DayCount.WORKING:
        words = ngettext("%(count)d working day", "%(count)d working days", amount)
    else:
        words = ngettext("%(count)d calendar day", "%(count)d calendar days", amount)
    return words % {"count": amount}


def _describe_trigger(limit: ParsedLimit) -> str:
    if limit.event:
        return _("the event \u201c%(event)s\u201d") % {"event": limit.event}
    return "" if limit.trigger is Trigger.UNSTATED else str(limit.trigger.label)


def _describe_period(limit: ParsedLimit) -> str:
    if limit.amount:
        ends = {
            LimitKind.MONTHLY: _("within %(days)s of the end of each month"),
            LimitKind.QUARTERLY: _("within %(days)s of the end of each quarter"),
            LimitKind.HALF_YEARLY: _("within %(days)s of the end of each half year"),
            LimitKind.YEARLY: _("within %(days)s of the end of each year"),
        }
        return ends[limit.kind] % {"days": _describe_days(limit.amount, limit.day_count)}
    if limit.kind is LimitKind.MONTHLY and limit.day:
        return _("every month by day %(day)d") % {"day": limit.day}
    if limit.kind is LimitKind.YEARLY and limit.month and limit.day:
        # Translators: a day of the year as numbers, such as 3-31 for 31 March.
        return _("every year by %(month)d-%(day)d") % {"month": limit.month, "day": limit.day}
    if limit.month and limit.day:
        within = {
            LimitKind.QUARTERLY: _("by day %(day)d of month %(month)d of every quarter"),
            LimitKind.HALF_YEARLY: _("by day %(day)d of month %(month)d of every half year"),
        }
        return within[limit.kind] % {"day": limit.day, "month": limit.month}
    if (limit.times or 1) > 1:
        often = {
            LimitKind.MONTHLY: _("at least %(times)d times every month"),
            LimitKind.QUARTERLY: _("at least %(times)d times every quarter"),
            LimitKind.HALF_YEARLY: _("at least %(times)d times every half year"),
            LimitKind.YEARLY: _("at least %(times)d times every year"),
        }
        return often[limit.kind] % {"times": limit.times}
    return str(limit.kind.label)
