"""Reading the smaller columns of the official catalogue: ticks, audience, mode, level, elements."""

import re
import unicodedata
from dataclasses import dataclass

from catalogs.enums import MatterLevel, PublicityMode

_YES = frozenset("√✓✔☑■▄◆●1RYyVv是有") | {"yes", "true", "对"}
_NO = frozenset("0×✗✘□☐○NnXx否无/-—口") | {"no", "false"}
_UNNAMED = re.compile(r"^(?:√|✓|✔|■|1|是)?\s*(?:\(?未写明\)?)?$")


@dataclass(frozen=True, slots=True)
class AudienceReading:
    """Who the matter is published to. whole_society is None where the ticks are missing.

    group: the words of the named group, "" where it is ticked but not named.
    specific: a group was ticked or named.
    """

    whole_society: bool | None
    specific: bool
    group: str


def is_ticked(text: str) -> bool | None:
    """Whether a tick cell is ticked; None where it is blank or holds words instead of a tick."""
    words = unicodedata.normalize("NFKC", text).strip()
    if words in _YES or words.lower() in _YES:
        return True
    if words in _NO or words.lower() in _NO:
        return False
    return None


def parse_audience(all_flag: str, specific: str) -> AudienceReading:
    """Read the columns 全社会 and 特定群体; the latter holds a tick or the group itself."""
    whole = is_ticked(all_flag)
    if whole is None and all_flag.strip().startswith("全社会"):
        whole = True
    words = specific.strip()
    ticked = is_ticked(words)
    if not words or ticked is False:
        return AudienceReading(whole, specific=False, group="")
    unnamed = ticked is True or bool(_UNNAMED.fullmatch(unicodedata.normalize("NFKC", words)))
    group = "" if unnamed else words.lstrip("√✓✔■ ")
    return AudienceReading(False if whole is None else whole, specific=True, group=group)


_MODES = (
    (PublicityMode.NOT_DISCLOSED, re.compile(r"不予?公开|不宜公开|not[ _-]?disclosed")),
    (PublicityMode.ON_APPLICATION, re.compile(r"依?申请(?:公开)?|on[ _-](?:request|application)")),
    (PublicityMode.PROACTIVE, re.compile(r"主动(?:公开)?|全文公开|proactive")),
)


def parse_mode(text: str) -> PublicityMode | None:
    """Read 主动公开, 依申请公开 or 不予公开; None where none or several are named."""
    words = unicodedata.normalize("NFKC", text).strip().lower()
    # In a cell that lists both options with boxes, only what is ticked counts.
    words = re.sub(r"[□☐○口]\s*[\u4e00-\u9fff]+", "", words)
    named = [mode for mode, rule in _MODES if rule.search(words)]
    return named[0] if len(named) == 1 else None


def mode_of_ticks(proactive: str, on_application: str) -> PublicityMode | None:
    """Read the columns 主动 and 依申请公开; None where neither or both are ticked."""
    ticks = (is_ticked(proactive), is_ticked(on_application))
    if ticks[0] is True and ticks[1] is not True:
        return PublicityMode.PROACTIVE
    if ticks[1] is True and ticks[0] is not True:
        return PublicityMode.ON_APPLICATION
    return None


_COUNTY = re.compile(r"县|区级|市级|区本级|\bcounty\b")
_TOWNSHIP = re.compile(r"乡|镇|街道|村|\btownship\b")


def parse_levels(text: str) -> tuple[MatterLevel, ...]:
    """Read the levels a matter is published at: 县级, 乡级, 县级+乡级, 市级/镇级, county+township.

    市级 is the county-level city of such tables (市级/镇级).
    """
    words = unicodedata.normalize("NFKC", text).strip().lower()
    words = re.sub(r"[□☐○口]\s*[\u4e00-\u9fff、/]+", "", words)
    rules = ((MatterLevel.COUNTY, _COUNTY), (MatterLevel.TOWNSHIP, _TOWNSHIP))
    return tuple(level for level, rule in rules if rule.search(words))


def levels_of_ticks(county: str, township: str) -> tuple[MatterLevel, ...]:
    """Read the columns 县级 and 乡级 of the official layout."""
    pairs = ((MatterLevel.COUNTY, county), (MatterLevel.TOWNSHIP, township))
    return tuple(level for level, tick in pairs if is_ticked(tick))


_OPEN, _CLOSE = "《(（“「『[〔【〈<‘", "》)）”」』]〕】〉>’"
_NUMBERING = re.compile(
    r"[(（]\d{1,2}[)）]|[\u2460-\u2473]|(?<![\d.表第附])\d{1,2}(?:[.．](?!\d)|、)"
    r"|(?:(?<=^)|(?<=[;；。\s]))[一二三四五六七八九十]{1,2}、"
)
_STRONG = re.compile(r"[;；。\n\r●•◆■★]")
# Word pairs that name one element together.
_TOGETHER = re.compile(
    r"法律、(?:行政)?法规(?:、(?:部门)?规章)?(?:[、和及]规范性文件)?|规章、规范性文件"
    r"|时间、地[点址]|地[点址]、时间"
)
_BRACKETED = re.compile(r"[(（《“\[【〔][^()（）《》“”\[【〔]*[)）》”\]】〕]")
_BRACKET_ONLY = re.compile(r"[(（][^()（）]*[)）]")
_COMMA = re.compile("[,，]")
_ENDING = re.compile(r"(?<![平同对均初中高])等$")
_EDGES = " 、,，;；。."
_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff》)）])[ \u3000\t]+(?=[\u4e00-\u9fff《])")


def split_elements(text: str) -> tuple[str, ...]:
    """Split the content column (公开内容) into its elements, in order, without repeats.

    Numbers, bullets, semicolons and full stops separate; where there are none, the listing comma 、
    does; where there is none of those, a blank between phrases. What stands in brackets, quotation
    or title marks is never split, and a closing 等 ("and so on") is dropped. A text without
    separators but with a comma is a sentence and stays whole.
    """
    text = text.strip()
    pieces = _cut(text, strong=True)
    if len(pieces) < 2 and not _NUMBERING.match(text):
        pieces = _listed(text)
    cleaned: list[str] = []
    for piece in map(_clean, pieces):
        if cleaned and _BRACKET_ONLY.fullmatch(piece):
            cleaned[-1] += piece  # a note belongs to the element before it
        elif piece:
            cleaned.append(piece)
    return tuple(dict.fromkeys(cleaned))


def _listed(text: str) -> list[str]:
    if _COMMA.search(_BRACKETED.sub("", text)):
        return [text]
    pieces = _cut(text, strong=False)
    if len(pieces) < 2:
        by_blank = _BLANKS.split(text)
        return by_blank if min(map(len, by_blank)) >= 4 else [text]
    first, second = pieces[0].strip(), pieces[1].strip()
    # 行政许可的依据、条件、程序 and 查封、扣押决定书 share words that a cut would lose.
    shared = ("的" in first and len(second) <= 2) or (len(pieces) == 2 and len(first) <= 2)
    return [text] if shared else pieces


def _clean(piece: str) -> str:
    """An element's words; "" for a heading such as 办事指南: whose elements follow it."""
    piece = re.sub(r"\s+", " ", piece).strip(_EDGES)
    if piece.endswith((":", "：")):
        return ""
    return _ENDING.sub("", piece).rstrip(_EDGES)


def _cut(text: str, *, strong: bool) -> list[str]:
    pieces, start, at = [], 0, 0
    closers: list[str] = []
    last = {mark: text.rfind(mark) for mark in _CLOSE}
    while at < len(text):
        sign = text[at]
        width = 0
        if not closers:
            width = _separator(text, at, strong=strong)
        if width:
            pieces.append(text[start:at])
            at = start = at + width
            continue
        if not closers and (together := _TOGETHER.match(text, at)):
            at = together.end()
            continue
        if sign in _OPEN:
            closer = ")）" if sign in "(（" else _CLOSE[_OPEN.index(sign)]
            if max(last[mark] for mark in closer) > at:  # one never closed protects nothing
                closers.append(closer)
        elif closers and sign in closers[-1]:
            closers.pop()
        at += 1
    pieces.append(text[start:])
    return [piece for piece in pieces if piece.strip()]


def _separator(text: str, at: int, *, strong: bool) -> int:
    """How many characters a separator here takes; 0 where there is none."""
    if not strong:
        return 1 if text[at] == "、" else 0
    numbering = _NUMBERING.match(text, at)
    if numbering:
        return numbering.end() - at
    return 1 if _STRONG.match(text, at) else 0
