"""Which department of ours a catalogue's subject (公开主体) means."""

import re
import unicodedata
from dataclasses import dataclass

from catalogs.models import Department, Field
from catalogs.reference import read_fixture

_SEPARATORS = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True, slots=True)
class Match:
    """The department found; ``by_name`` is False where the field's competent one stands in."""

    department: Department | None
    by_name: bool


class SubjectMatcher:
    """Matches subjects by name or short name, else by the field's competent department."""

    def __init__(self, fallback: Department | None = None) -> None:
        departments = list(Department.objects.all())
        by_code = {row.code: row for row in departments}
        self._fallback = fallback
        self._by_name: dict[str, Department] = {}
        for row in departments:
            for name in (row.name, row.short_name):
                if name:
                    self._by_name.setdefault(_folded(name), row)
        self._competent = {
            field: by_code[code]
            for field, code in read_fixture("competent_departments").items()
            if code in by_code
        }

    def match(self, subject: str, field: Field) -> Match:
        for piece in _SEPARATORS.split(subject):
            if department := self._by_name.get(_folded(piece)):
                return Match(department, by_name=True)
        return Match(self._fallback or self._competent.get(field.code), by_name=False)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()
