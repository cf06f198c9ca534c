"""Columns of a table by their official headers, the Chinese and the English ones."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext as _

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our name of it, the header an export writes, other headers an import knows."""

    name: str
    header: str
    aliases: tuple[str, ...] = ()
    # Shown in exports only: what the portal itself sets.
    written_only: bool = False


def folded(header: str) -> str:
    """Return a header without blanks, case and full-width signs, for comparison."""
    return "".join(unicodedata.normalize("NFKC", header).split()).casefold()


def match(headers: Iterable[str], columns: Sequence[Column]) -> tuple[dict[str, str], list[str]]:
    """Return header → column name for the headers known, and the headers not known."""
    known = {}
    for column in columns:
        for header in (column.header, column.header.rpartition("/")[2], *column.aliases):
            known.setdefault(folded(header), column.name)
        known.setdefault(folded(column.name), column.name)
    matched, strange, taken = {}, [], set()
    for header in headers:
        name = known.get(folded(header))
        if name is None or name in taken:
            strange.append(header)
            continue
        matched[header] = name
        taken.add(name)
    return matched, strange


class Reading:
    """Reads choices as people write them: the code, or the words of either language."""

    def __init__(self) -> None:
        self._choices: dict[type[Choices], dict[str, str]] = {}

    def choice(self, choices: type[Choices], text: str) -> str:
        """Return the code that ``text`` means; raise ``ValueError`` with a sentence."""
        if choices not in self._choices:
            self._choices[choices] = _words_of(choices)
        code = self._choices[choices].get(folded(text))
        if code is None:
            raise ValueError(
                _("“%(text)s” is none of: %(choices)s.")
                % {"text": text, "choices": ", ".join(str(c.label) for c in choices)}
            )
        return code


# Words of official tables that the portal's own labels do not have.
OFFICIAL_WORDS = {
    "licence": ("行政许可",),
    "penalty": ("行政处罚",),
    "coercion": ("行政强制",),
    "levy": ("行政征收",),
    "payment": ("行政给付",),
    "inspection": ("行政检查",),
    "confirmation": ("行政确认",),
    "reward": ("行政奖励",),
    "adjudication": ("行政裁决",),
    "other": ("其他行政权力", "其他类", "其他"),
    "province": ("省级", "省", "自治区级", "直辖市级", "省（自治区、直辖市）级"),
    "city": ("市级", "市", "地市级", "地州市级", "设区市级", "设区的市级", "州市级"),
    "county": (
        *("县级", "区级", "县（区）级", "县（市、区）级", "县市区级", "市县区级", "区县级"),
        *("县区级", "县（市）级"),
    ),
    "proactive": ("主动公开", "主动"),
    "on_application": ("依申请公开", "依申请", "on_request"),
    "not_disclosed": ("不予公开", "不公开"),
    "whole_society": ("全社会", "社会公众"),
    "named_group": ("特定群体", "特定群众"),
    "decision": ("决策", "决策公开"),
    "execution": ("执行", "执行公开"),
    "management": ("管理", "管理公开"),
    "service": ("服务", "服务公开"),
    "result": ("结果", "结果公开"),
    "person": ("自然人", "个人", "公民"),
    "organisation": ("法人", "法人或其他组织", "法人和其他组织", "企业", "企业法人"),
    "both": (
        *("自然人和法人", "自然人、法人", "自然人,法人", "自然人/法人", "自然人;法人"),
        *("个人和企业", "公民、法人和其他组织", "公民、法人或其他组织", "社会公众", "全社会"),
    ),
    "long_term": ("长期公开", "长期"),
    "fixed_term": ("定期公开", "限期公开"),
}


def _words_of(choices: type[Choices]) -> dict[str, str]:
    words = {}
    for language in LANGUAGES:
        with translation.override(language):
            for code, label in choices.choices:
                words[folded(str(label))] = code
                words[folded(str(code))] = code
    for code in choices.values:
        for word in OFFICIAL_WORDS.get(code, ()):
            words.setdefault(folded(word), code)
    return words
