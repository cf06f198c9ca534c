"""From the cells of a catalogue to rows of matters, each sound or with its reasons."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext as _

from catalogs import wordings
from catalogs.channels import Channel, ChannelReading, parse_channels
from catalogs.enums import Audience, MatterLevel, PublicityMode
from catalogs.matter_import.columns import find_columns
from catalogs.matter_import.subjects import SubjectMatcher
from catalogs.models import Department, Field
from catalogs.tables import Row, TableError, read_table
from catalogs.time_limits import Reading, is_ditto, parse_time_limit

# Notes of a transcriber that a cell was cut; never shown to citizens.
CUT = re.compile(r"[(（](?:摘录|下同|略|来源)[^()（）]*[)）]")
# Sequence numbers that ended up inside a name: 1.就业信息服务, 1.1职业介绍.
_SEQUENCE = re.compile(r"^\d{1,2}(?:[.．]\d{1,2})+\s*|^\d{1,2}[.．、]\s*(?!\d)")
_LENGTHS = {"level1": 300, "level2": 280, "time_limit": 300, "group": 200}
_UNNAMED_GROUP = "特定群体（依有关规定）"


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One sound row, ready to be written; ``elements`` may be empty, then it stays a draft."""

    number: int
    field: Field
    level1: str
    level2: str
    elements: tuple[str, ...]
    basis: str
    time_limit: str
    department: Department
    channels: tuple[tuple[str, str], ...]
    audience: str
    audience_group: str
    mode: str
    at_county: bool
    at_township: bool


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be written: its number in the file, and each reason as a sentence."""

    number: int
    reasons: tuple[str, ...]


@dataclass
class ReadMatters:
    """A file read: sound rows, bad rows, and what the report counts."""

    rows: list[MatterRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    wordings: Counter = field(default_factory=Counter)
    readings: dict[str, Reading] = field(default_factory=dict)
    unmatched: Counter = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return len(self.rows) + len(self.bad)

    @property
    def readable(self) -> int:
        """Rows with a time limit that was read in full."""
        return sum(n for text, n in self.wordings.items() if self.readings[text].readable)

    @property
    def worded(self) -> int:
        """Rows that say a time limit at all."""
        return sum(n for text, n in self.wordings.items() if not self.readings[text].missing)


def read_matters(
    content: bytes,
    *,
    filename: str,
    field_name: str = "",
    department: Department | None = None,
    encoding: str = "",
) -> ReadMatters:
    """Read a catalogue file.

    ``field_name`` is the field of files without a field column; ``department`` takes the rows
    whose subject is none of our departments by name. ``encoding`` forces one for a CSV file.
    Raises ``TableError`` for a file that is no such table.
    """
    if encoding:
        content = _recoded(content, encoding)
    table = read_table(content, filename=filename)
    columns = find_columns(table.headers)
    reader = _Reader(columns, field_name, SubjectMatcher(department))
    for row in table:
        reader.read(row)
    return reader.result


def _recoded(content: bytes, encoding: str) -> bytes:
    try:
        return content.decode(encoding).encode()
    except (LookupError, UnicodeDecodeError) as error:
        raise TableError(
            _("The file is not text in the encoding %(name)s.") % {"name": encoding}
        ) from error


class _Reader:
    """Reads row after row; merged cells and 同上 take what stands above."""

    def __init__(
        self, columns: Mapping[str, str], field_name: str, matcher: SubjectMatcher
    ) -> None:
        self.columns = columns
        self.field_name = field_name
        self.matcher = matcher
        self.result = ReadMatters()
        self.fields = {
            _folded(name): row for row in Field.objects.all() for name in (row.name, row.slug)
        }
        self.level1 = self.wording = self.field_above = ""
        self.above: dict[str, str] = {}

    def read(self, row: Row) -> None:
        cells = self._cells(row)
        reading = self._count_wording(cells.get("time_limit", ""))
        reasons: list[str] = []
        matter_field = self._field(cells, reasons)
        texts = self._texts(cells, reading, reasons)
        levels = self._levels(cells)
        if matter_field is None or reasons:
            self.result.bad.append(BadRow(row.number, tuple(reasons)))
            return
        match = self.matcher.match(cells.get("subject", ""), matter_field)
        if not match.by_name:
            self.result.unmatched[cells.get("subject", "").strip(), match.department] += 1
        if match.department is None:
            reason = _("“%(subject)s” is no department here, and the field has no competent one.")
            reasons.append(reason % {"subject": cells.get("subject", "")})
            self.result.bad.append(BadRow(row.number, tuple(reasons)))
            return
        audience, group = self._audience(cells)
        self.result.rows.append(
            MatterRow(
                number=row.number,
                field=matter_field,
                **texts,
                elements=_elements(clean(cells.get("elements", ""))),
                department=match.department,
                channels=_channels(cells.get("channels", "")),
                audience=audience,
                audience_group=group,
                mode=self._mode(cells),
                at_county=MatterLevel.COUNTY in levels or not levels,
                at_township=MatterLevel.TOWNSHIP in levels,
            )
        )

    def _cells(self, row: Row) -> dict[str, str]:
        """The cells by our names; 同上 is what stands above, but the time limit reads its own."""
        cells = {name: row.cells.get(header, "") for name, header in self.columns.items()}
        for name, text in cells.items():
            if name != "time_limit" and is_ditto(text):
                cells[name] = self.above.get(name, "")
        self.above = cells
        return cells

    def _count_wording(self, text: str) -> Reading:
        # The same cell reads differently below different rows only when it says "as above".
        key = f"{text} ← {self.wording}" if is_ditto(text) and self.wording else text
        if key not in self.result.readings:
            self.result.readings[key] = parse_time_limit(text, previous=self.wording or None)
        reading = self.result.readings[key]
        self.result.wordings[key] += 1
        self.wording = reading.wording
        return reading

    def _field(self, cells: Mapping[str, str], reasons: list[str]) -> Field | None:
        name = cells.get("field", "") or self.field_above or self.field_name
        if name != self.field_above:
            self.level1 = ""  # a merged heading ends with its field
        self.field_above = name if "field" in self.columns else ""
        if not name:
            reasons.append(_("The field of publicity is missing."))
        elif _folded(name) not in self.fields:
            reasons.append(_("“%(field)s” is no field of publicity here.") % {"field": name})
        return self.fields.get(_folded(name))

    def _texts(self, cells: Mapping[str, str], reading: Reading, reasons: list[str]) -> dict:
        level1 = _unnumbered(cells["level1"])
        self.level1 = level1 = level1 or self.level1
        level2 = _unnumbered(cells["level2"])
        if third := _unnumbered(cells.get("level3", "")):
            level2 = f"{level2}：{third}" if level2 else third
        # A limit that was cut in the middle says nothing that can be trusted.
        limit = "" if CUT.search(reading.wording) else " ".join(reading.wording.split())
        texts = {"level1": level1, "level2": level2, "time_limit": limit}
        texts["basis"] = clean(cells.get("basis", ""))
        missing = {
            "level1": _("The level-1 matter is missing."),
            "level2": _("The level-2 matter is missing."),
            "basis": _("The basis of publicity is missing."),
        }
        reasons += [sentence for name, sentence in missing.items() if not texts[name]]
        for name, length in _LENGTHS.items():
            if len(texts.get(name, "")) > length:
                sentence = _("A cell is longer than %(length)d characters: %(start)s…")
                reasons.append(sentence % {"length": length, "start": texts[name][:30]})
        return texts

    def _levels(self, cells: Mapping[str, str]) -> tuple[MatterLevel, ...]:
        if "county" in cells or "township" in cells:
            return wordings.levels_of_ticks(cells.get("county", ""), cells.get("township", ""))
        return wordings.parse_levels(cells.get("levels", ""))

    def _audience(self, cells: Mapping[str, str]) -> tuple[str, str]:
        whole = cells.get("whole_society", "") or cells.get("audience", "")
        reading = wordings.parse_audience(whole, clean(cells.get("group", "")))
        if reading.specific and reading.whole_society is not True:
            return Audience.NAMED_GROUP, (reading.group or _UNNAMED_GROUP)[: _LENGTHS["group"]]
        return Audience.WHOLE_SOCIETY, ""

    def _mode(self, cells: Mapping[str, str]) -> str:
        if "proactive" in cells or "on_application" in cells:
            mode = wordings.mode_of_ticks(
                cells.get("proactive", ""), cells.get("on_application", "")
            )
        else:
            mode = wordings.parse_mode(cells.get("mode", ""))
        # Lost ticks mean the rule, which is proactive disclosure (Decree 711, Art. 19).
        return mode or PublicityMode.PROACTIVE


def clean(text: str) -> str:
    """A cell without the notes of a transcriber and the punctuation they leave hanging."""
    return CUT.sub("", text).strip().rstrip("、,，;；:：").strip()


def _unnumbered(text: str) -> str:
    return _SEQUENCE.sub("", clean(text))


@cache
def _elements(text: str) -> tuple[str, ...]:
    return tuple(name[:500] for name in wordings.split_elements(text))


@cache
def _channels(text: str) -> tuple[tuple[str, str], ...]:
    reading: ChannelReading = parse_channels(CUT.sub("", text))
    named = [(channel.value, "") for channel in reading.channels if channel is not Channel.OTHER]
    others = [(Channel.OTHER.value, name[:120]) for name in reading.others]
    if Channel.OTHER in reading.channels and not others:
        others = [(Channel.OTHER.value, "")]
    return (*named, *others)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "").strip().lower()
