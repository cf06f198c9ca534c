"""Perhaps it is already public: published documents and entries near to what is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import rjieba
from django.db.models import Model, Q, QuerySet

from catalogs.models import PowerItem, Publication, PublicityMatter, ServiceItem

SHOWN_AT_MOST = 5
CANDIDATES = 200
WORDS_AT_MOST = 12
# A title that holds this share of the asked words' characters is near enough to be offered.
NEAR_ENOUGH = 0.5
_WORD = re.compile(r"[\w〔〕]{2,}")
# Words that stand in every second title and tell nothing.
_COMMON = frozenset(
    ["关于", "情况", "信息", "公开", "通知", "工作", "有关", "相关", "滨湖区", "无锡市"]
    + ["the", "of", "and", "for"]
)


@dataclass(frozen=True, slots=True)
class AlreadyPublic:
    """One thing that everyone can read: its name, its address, what it is."""

    title: str
    url: str
    kind: Any


def find(title: str, document_number: str, *, today: date) -> list[AlreadyPublic]:
    """Return what is public and near to the title or has the document number, nearest first."""
    words = _words(title)
    whole = sum(map(len, words)) or 1
    found: dict[str, tuple[float, AlreadyPublic]] = {}
    for row, name in _candidates(words, document_number.strip(), today):
        nearness = sum(len(word) for word in words if word in name.lower()) / whole
        if document_number.strip() and document_number.strip() == _number_of(row):
            nearness = 2.0
        if nearness >= NEAR_ENOUGH:
            url = row.get_absolute_url()
            found[url] = (nearness, AlreadyPublic(str(row), url, row._meta.verbose_name))
    nearest = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].url))
    return [one for _nearness, one in nearest[:SHOWN_AT_MOST]]


def _words(title: str) -> list[str]:
    words = {
        word.lower(): None
        for word in rjieba.cut(title)
        if _WORD.fullmatch(word) and word.lower() not in _COMMON
    }
    return sorted(words, key=len, reverse=True)[:WORDS_AT_MOST]


def _candidates(words: list[str], document_number: str, today: date) -> Iterator[tuple[Model, str]]:
    by_number = Q(document_number__iexact=document_number) if document_number else Q()
    documents = _holding("title", words) | by_number
    if documents:
        rows: QuerySet = Publication.objects.public(today).filter(documents)
        for row in rows.order_by("-issued_on", "-pk")[:CANDIDATES]:
            yield row, f"{row.title} {row.title_en}"
    if not words:
        return
    for model in (PublicityMatter, ServiceItem, PowerItem):
        entries = model.objects.public(today).filter(_holding("name", words))
        for row in entries.order_by("pk")[:CANDIDATES]:
            yield row, f"{row.name} {row.name_en}"


def _holding(column: str, words: list[str]) -> Q:
    condition = Q()
    for word in words:
        condition |= Q(**{f"{column}__icontains": word}) | Q(**{f"{column}_en__icontains": word})
    return condition


def _number_of(row: Model) -> str:
    return getattr(row, "document_number", "")
