"""How words are cut and folded, for the index and for what a reader types alike."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import rjieba
from pypinyin import lazy_pinyin
from whoosh.lang.porter import stem

CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"([{CJK}]+)|((?:(?![{CJK}])[^\W_])+)")
_NOT_WORD = re.compile(rf"(?:(?![{CJK}])[\W_])+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_LAST_NUMBER_SIGN = re.compile(r"号$")
_NUMBER_SIGN = re.compile(r"第(?=\d)")

# Words that tell nothing about a document.
_STOP_WORDS = """
a an and are as at be by for from in into is it its no of on or that the this to with
的 了 和 与 及 等 在 是 对 为 之 其
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

LONGEST_WORD = 40
START_LENGTH = 16
SOUND_LENGTH = 32
INITIALS_LENGTH = 10
START_POSITIONS = 10
EXACT_LENGTH = 160


def clean(text: str) -> str:
    """Return ``text`` in one width, without control and direction characters, spaces collapsed.

    Surrogates that no database or index can hold are dropped.
    """
    text = text.encode("utf-8", "ignore").decode("utf-8")
    text = _CONTROL.sub(" ", unicodedata.normalize("NFKC", text))
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the letters and digits of ``text`` alone: how names and codes are compared.

    Brackets, dashes, spaces, case and width do not count; neither do 第 and 号 of a document
    number, so that 锡政办发〔2017〕186号 and 锡政办发[2017]186 are the same.
    """
    folded = _NOT_WORD.sub("", clean(text).lower())
    return _LAST_NUMBER_SIGN.sub("", _NUMBER_SIGN.sub("", folded))


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the runs of Chinese characters (with true) and other words (with false) in order."""
    for match in RUN.finditer(clean(text).lower()):
        yield match.group(0), match.group(1) is not None


@lru_cache(maxsize=20_000)
def _stemmed(word: str) -> str:
    return stem(word) if word.isascii() and word.isalpha() else word


def english(word: str) -> str:
    """Return the stem of an English word, another word as it is; "" if it tells nothing."""
    return "" if word in STOP_WORDS else _stemmed(word)[:LONGEST_WORD]


def segment(run: str) -> list[str]:
    """Cut a run of Chinese characters into words, none of them inside another."""
    return rjieba.cut(run)


def subwords(run: str) -> list[str]:
    """Cut a run of Chinese characters into words and the shorter words inside them."""
    return rjieba.cut_for_search(run)


def words(text: str) -> list[str]:
    """Return every index term of ``text``, in order and repeated as often as it occurs."""
    found: list[str] = []
    for run, is_chinese in runs(text):
        if is_chinese:
            found += [word for word in subwords(run) if word not in STOP_WORDS]
        elif word := english(run):
            found.append(word)
    return found


def title_words(text: str) -> list[str]:
    """Return the index terms of a title: its words, and each one and two Chinese characters.

    The pairs make a title found whatever its segmentation in context was.
    """
    found = words(text)
    for run, is_chinese in runs(text):
        if is_chinese:
            found += run
            found += pairs(run)
    return found


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of characters of ``run``."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def spelled_words(text: str) -> list[str]:
    """Return the English words of ``text`` as they are spelled: what a misspelling may mean."""
    return [
        run
        for run, is_chinese in runs(text)
        if not is_chinese and len(run) > 3 and run.isascii() and run.isalpha()
    ]


def pinyin(text: str) -> list[str]:
    """Return the sound of each Chinese character and each other word of ``text``."""
    return [sound.lower() for sound in lazy_pinyin(text)]


def starts(title: str) -> set[str]:
    """Return what a reader may type to reach ``title``: it from each of its words on.

    As characters, as pinyin and as the initials of the pinyin; each shortened.
    """
    found: set[str] = set()
    pieces: list[str] = []
    for run, is_chinese in runs(title):
        pieces += segment(run) if is_chinese else [run]
    sounds = [pinyin(piece) for piece in pieces]
    for at in range(min(len(pieces), START_POSITIONS)):
        rest = "".join(pieces[at : at + START_LENGTH])
        found.add(rest[:START_LENGTH])
        if rest.isascii():
            continue
        syllables = [sound for part in sounds[at : at + START_LENGTH] for sound in part]
        found.add(_NOT_WORD.sub("", "".join(syllables))[:SOUND_LENGTH])
        initials = "".join(sound[0] for sound in syllables if sound)[:INITIALS_LENGTH]
        if len(initials) > 1:
            found.add(initials)
    found.discard("")
    return found
