"""A letter as data: what is said, to whom, by whom and when; nothing of how it looks."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Self

# What neither XML nor a page may hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter, in Chinese.

    ``facts`` are rows of name and value above the body; ``blanks`` rows to be filled in by hand
    below the signature, under ``blanks_title``. Without a ``number`` it is not issued yet.
    """

    kind: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    signature: str
    dated_on: date
    number: str = ""
    facts: tuple[Pair, ...] = ()
    enclosures: tuple[str, ...] = ()
    remedies: str = ""
    contact: tuple[str, ...] = ()
    blanks_title: str = ""
    blanks: tuple[Pair, ...] = ()

    @property
    def day(self) -> str:
        """The day the letter bears (成文日期), as official documents write it."""
        return chinese_day(self.dated_on)

    @property
    def name(self) -> str:
        """Title and number: the name of the document and of its files; no person is in it."""
        return f"{self.title}（{self.number}）" if self.number else self.title

    def to_json(self) -> str:
        values = asdict(self) | {"dated_on": self.dated_on.isoformat()}
        return json.dumps(values, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        values = {name: _frozen(value) for name, value in json.loads(text).items()}
        values["dated_on"] = date.fromisoformat(values["dated_on"])
        return cls(**values)

    def with_texts(self, change: Callable[[str], str]) -> Self:
        """Return the letter with ``change`` done to every text in it."""
        texts = {field.name: getattr(self, field.name) for field in fields(self)}
        del texts["dated_on"]
        return replace(self, **{name: _changed(value, change) for name, value in texts.items()})


def printable(text: str) -> str:
    """Return ``text`` without the signs that no page and no file can show."""
    return _UNPRINTABLE.sub("", text)


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of what somebody wrote, each a paragraph; empty ones are left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def chinese_day(day: date) -> str:
    """Return 2026年11月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    return tuple(_changed(part, change) for part in value)
