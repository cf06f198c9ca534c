"""An address of rows as a query: everything in it is understood, or all its faults are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogs.data_enums import ColumnType
from portal.opendata.problems import Fault, bad_parameters
from portal.opendata.query import Column, Query
from portal.opendata.rows import cursors, values
from portal.opendata.rows.conditions import read_conditions, unusable
from portal.opendata.rows.figures import Lists
from portal.opendata.rows.parameters import (
    LONGEST_CURSOR,
    MOST_WORDS,
    PAGE_SIZE,
    PARAMETERS,
    Format,
    Labels,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the query, and the shape of its answer.

    ``paged`` tells a page from a file with everything that is found.
    """

    query: Query
    format: Format
    paged: bool
    total: bool
    labels: Labels
    bom: bool
    excel: bool


def read(
    address: QueryDict, columns: Sequence[Column], *, code: str, version: int, preferred: Format
) -> Asked:
    """Return what the address asks of a version of the dataset ``code``, in the reader's language.

    ``preferred`` is the format for an address that names none. Raises a ``Problem`` of status 400
    with every fault there is.
    """
    known = {column.name: column for column in columns}
    faults: list[Fault] = []
    settled = _Settled(address, faults)
    wanted = Format(settled.choice("_format", preferred))
    settled.refuse_idle(wanted)
    query = _query(address, known, settled, faults)
    cursor = settled.one("_cursor")
    asked = Asked(
        query=query,
        format=wanted,
        paged=wanted == Format.JSON or "_size" in address or bool(cursor),
        total=settled.truth("_total"),
        labels=Labels(settled.choice("_labels", Labels.NAME)),
        bom=settled.truth("_bom"),
        excel=settled.truth("_excel"),
    )
    if cursor:
        asked = replace(asked, query=_continued(query, cursor, faults, code=code, version=version))
    if faults:
        raise bad_parameters(faults)
    return asked


def _query(
    address: QueryDict, known: dict[str, Column], settled: "_Settled", faults: list[Fault]
) -> Query:
    lists = Lists(address, known, faults)
    group = lists.group()
    figures = lists.figures(group)
    chosen = lists.chosen()
    if chosen and (group or figures):
        faults.append(Fault("_columns", _("Groups have the columns they are made of.")))
    return Query(
        columns=chosen,
        conditions=read_conditions(address, known, faults),
        search=_searched(address, known, faults),
        order=lists.order(group, figures),
        group=group,
        aggregates=figures,
        size=settled.integer("_size", PAGE_SIZE),
    )


def _searched(address: QueryDict, known: dict[str, Column], faults: list[Fault]) -> tuple[str, ...]:
    if "_search" not in address:
        return ()
    words = tuple(dict.fromkeys(" ".join(address.getlist("_search")).split()))
    complaints = {unusable(word) for word in words} - {""}
    if not words:
        complaints.add(_("Give at least one word."))
    if len(words) > MOST_WORDS:
        complaints.add(_("Give at most %(most)d words.") % {"most": MOST_WORDS})
    if not any(column.type == ColumnType.TEXT for column in known.values()):
        complaints.add(_("The dataset has no column of text to search in."))
    faults.extend(Fault("_search", complaint) for complaint in sorted(complaints))
    return words


def _continued(query: Query, cursor: str, faults: list[Fault], *, code: str, version: int) -> Query:
    try:
        if faults:
            # Whose question it was cannot be told while the question itself is not understood.
            cursors.genuine(cursor)
            return query
        after = cursors.opened(cursor, query, code=code, version=version)
    except cursors.CursorRefused as refused:
        faults.append(Fault("_cursor", str(refused)))
        return query
    return replace(query, after=after)


class _Settled:
    """Reads the parameters of the table that have one value each."""

    def __init__(self, address: QueryDict, faults: list[Fault]) -> None:
        self.address = address
        self.faults = faults

    def one(self, name: str) -> str:
        """Return the value of a parameter, empty where it is not given."""
        texts = self.address.getlist(name)
        if len(texts) > 1:
            self._complain(name, _("Give this parameter once."))
        elif texts and not texts[0]:
            self._complain(name, _("Give a value, or leave the parameter out."))
        elif texts and len(texts[0]) > LONGEST_CURSOR:
            self._complain(name, _("This value is too long."))
            return ""
        return texts[0] if texts else ""

    def choice(self, name: str, default: str) -> str:
        text = self.one(name)
        if not text:
            return default
        choices = PARAMETERS[name].choices
        if text not in choices:
            sentence = _("Choose one of: %(choices)s.")
            self._complain(name, sentence % {"choices": ", ".join(choices)})
            return default
        return text

    def truth(self, name: str) -> bool:
        text, default = self.one(name), bool(PARAMETERS[name].default)
        try:
            return values.truth(text) if text else default
        except ValueError as error:
            self._complain(name, str(error))
            return default

    def integer(self, name: str, default: int) -> int:
        text, row = self.one(name), PARAMETERS[name]
        try:
            number = values.integer(text) if text else default
        except ValueError:
            number = -1
        if row.least is not None and row.most is not None and row.least <= number <= row.most:
            return number
        sentence = _("Write a whole number from %(least)d to %(most)d.")
        self._complain(name, sentence % {"least": row.least, "most": row.most})
        return default

    def refuse_idle(self, wanted: Format) -> None:
        """Refuse what has no meaning in the format of the answer."""
        for name in self.address:
            row = PARAMETERS.get(name)
            if row and row.formats and wanted not in row.formats:
                sentence = _("This parameter is only for answers in %(formats)s.")
                formats = ", ".join(choice.label for choice in row.formats)
                self._complain(name, sentence % {"formats": formats})

    def _complain(self, name: str, detail: str) -> None:
        self.faults.append(Fault(name, detail))
