"""The channels and carriers of publicity (公开渠道和载体), and reading them as counties tick them.

Thirteen options come from the national template of 2019; what a field adds (a bidding platform, a
tax hall) is OTHER with its words kept.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """The thirteen options of the national template, in its order."""

    WEBSITE = "website", _("Government website")
    GAZETTE = "gazette", _("Government gazette")
    NEW_MEDIA = "new_media", _("Microblog, WeChat and apps")
    CONFERENCE = "conference", _("Press conference or hearing")
    BROADCAST = "broadcast", _("Radio and television")
    PRINT = "print", _("Printed media")
    READING_POINT = "reading_point", _("Public reading point")
    SERVICE_CENTRE = "service_centre", _("Government service centre")
    SERVICE_STATION = "service_station", _("Convenience service station")
    ON_SITE = "on_site", _("Home visit or on site")
    NOTICE_BOARD = "notice_board", _("Notice board of a community, unit or village")
    TARGETED = "targeted", _("Targeted delivery")
    OTHER = "other", _("Other")


@dataclass(frozen=True, slots=True)
class ChannelReading:
    """What a channels cell says.

    channels: the options chosen, without repeats, in the order written.
    others: the words of each OTHER that has any.
    unread: pieces that are neither chosen nor refused for certain, such as a name without a box
        among ticked and empty boxes, or a note that the text was cut.
    marked: the cell uses tick marks.
    """

    channels: tuple[Channel, ...]
    others: tuple[str, ...]
    unread: tuple[str, ...]
    marked: bool


# Marks that survive the way from a word processor: drawn boxes, and letters of the Wingdings fonts
# (R and þ ticked, £ and ¨ empty, t a ticked diamond). 口 is typed for an empty box.
_TICKED, _EMPTY = "\x01", "\x02"
_TICKED_SIGNS = "■▄◆▇█◼▣☑✔✓√☒⊠●þ"
_EMPTY_SIGNS = "□☐◇◻○▢£¨\u00a8"
_LETTER_TICK = re.compile(r"(?<![A-Za-z0-9])[RtnVü](?=\s*[\u4e00-\u9fff])")
_LETTER_EMPTY = re.compile(r"(?<![A-Za-z0-9])[oq](?=\s*[\u4e00-\u9fff])")

_CENTRE = r"(?:(?:区|县|市|镇|乡镇?|街道|本级|各级)(?:级)?)?"
_BOARD_OWNER = (
    r"(?:社区|村居?|居|村\(?居\)?委?会?|单位|村委会|居委会|企事业单位|企业|镇村?|乡镇|街道"
    r"|行政村|村务|政务)"
)
_PREFIX = r"[^\s;,、/:.\x01\x02]"
_NAMES = {
    Channel.WEBSITE: (
        rf"{_PREFIX}{{0,16}}?(?:政府(?:门户)?网站|政府门户|政府网)|(?:区|县|市)?门户网站"
    ),
    Channel.GAZETTE: rf"{_PREFIX}{{0,8}}?政府公报",
    Channel.NEW_MEDIA: (
        rf"[两二一]微一?端|[两二一]微|政务新媒体|{_PREFIX}{{0,16}}?公众号"
        r"|(?:政务)?(?:微博|微信)|移动客户端"
    ),
    Channel.CONFERENCE: r"(?:新闻)?发布会[/、]?听证会|(?:新闻)?发布会|听证会",
    Channel.BROADCAST: r"广播[、/]?电视|广播|电视",
    Channel.PRINT: r"纸质(?:媒体|载体)|报纸|报刊",
    Channel.READING_POINT: r"(?:政府)?(?:信息)?公开?(?:查阅|查询)(?:点|场所|室)",
    Channel.SERVICE_CENTRE: rf"{_CENTRE}(?:政务|政府|行政)服务(?:中心|大厅)|提供政务服务的场所",
    Channel.SERVICE_STATION: rf"{_CENTRE}便民(?:惠民)?服务(?:站点?|中心|点)",
    Channel.ON_SITE: r"入户[/、]?现场(?:宣传)?|入户宣传|入户|现场宣传|现场",
    Channel.NOTICE_BOARD: (
        rf"(?:{_BOARD_OWNER}[/、]?){{0,8}}(?:公示公开|公开公示|公示|公告|公开|宣传)栏\s*(?:\(电子屏\)?|电子屏)?"
        r"|社区/企事业单位|\(电子屏\)|电子屏"
    ),
    Channel.TARGETED: r"精准(?:推送|报送)",
}
_END = r"(?=$|[\s;,、/。.:\x01\x02(]|和|及|以及|与|等)"
_NAMED = [(channel, re.compile(rf"(?:{rule}){_END}")) for channel, rule in _NAMES.items()]
_OTHER = re.compile(r"其[他它](?:渠道|方式|形式|载体)?(?P<mark>\s*:\s*|\s*)")
_PIECE = re.compile(r"(?:\((?!摘录|下同|略)[^()]*\)|[^\s;,、/。(\x01\x02])+")
_BETWEEN = re.compile(
    r"[\s;,、/。:_]+|(?:和|以及|及|与)(?=\S)|等(?=$|[\s;,。])|\(?\d{1,2}[.、)](?!\d)"
)
_CUT = re.compile(r"\((?:摘录|下同|略)[^()]*\)")


def parse_channels(text: str) -> ChannelReading:
    """Read a cell of channels: with tick marks the ticked names are chosen, without them all.

    In a cell that ticks but shows no empty box, a name without a mark counts as chosen: such cells
    list the chosen options only.
    """
    words = _with_marks(text)
    marked = _TICKED in words or _EMPTY in words
    boxed = _EMPTY in words
    channels: list[Channel] = []
    others: list[str] = []
    unread: list[str] = []
    mark, at, name_before = "", 0, False
    while at < len(words):
        if words[at] in (_TICKED, _EMPTY):
            mark, at, name_before = words[at], at + 1, False
            continue
        between = _BETWEEN.match(words, at)
        if between and (name_before or between[0][0] not in "和以及与"):
            at, name_before = between.end(), False
            continue
        cut = _CUT.match(words, at)
        if cut:
            unread.append(cut[0])
            at = cut.end()
            continue
        channel, detail, at = _name(words, at)
        chosen = mark == _TICKED or (not mark and not boxed)
        if chosen:
            channels.append(channel)
            others += [detail] if detail else []
        elif not mark:
            unread.append(detail or str(channel.value))
        mark, name_before = "", True
    return ChannelReading(
        tuple(dict.fromkeys(channels)), tuple(dict.fromkeys(others)), tuple(unread), marked
    )


def _with_marks(text: str) -> str:
    for signs, mark in ((_TICKED_SIGNS, _TICKED), (_EMPTY_SIGNS, _EMPTY)):
        text = text.translate(dict.fromkeys(map(ord, signs), mark))
    text = unicodedata.normalize("NFKC", text).replace("〔", "(").replace("〕", ")")
    text = _LETTER_TICK.sub(_TICKED, text)
    text = _LETTER_EMPTY.sub(_EMPTY, text)
    return re.sub(r"(?<![窗门入出人户路进])口(?=\s*[\u4e00-\u9fff])", _EMPTY, text)


def _name(words: str, at: int) -> tuple[Channel, str, int]:
    """The name that starts here: its channel, the words of an OTHER, and where it ends."""
    for channel, rule in _NAMED:
        found = rule.match(words, at)
        if found and found.end() > at:
            return channel, "", found.end()
    other = _OTHER.match(words, at)
    if other and other.end() > at:
        after = words[other.end() :]
        names_another = not other["mark"].strip() and any(
            rule.match(after) for _channel, rule in _NAMED
        )
        detail = None if names_another else _PIECE.match(words, other.end())
        if detail and not _CUT.match(detail[0]):
            return Channel.OTHER, detail[0].strip("()"), detail.end()
        return Channel.OTHER, "", other.end()
    piece = _PIECE.match(words, at)
    if not piece:
        return Channel.OTHER, words[at], at + 1
    return Channel.OTHER, piece[0], piece.end()
