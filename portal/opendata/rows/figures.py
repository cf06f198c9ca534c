"""Columns, groups, figures and orders of an address: the lists of names in it."""

from collections.abc import Callable, Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.opendata.problems import Fault
from portal.opendata.query import Aggregate, Column, Function, Order
from portal.opendata.rows.conditions import no_column
from portal.opendata.rows.parameters import (
    FUNCTIONS,
    LONGEST_VALUE,
    MOST_FIGURES,
    MOST_GROUPS,
    MOST_ORDERS,
)
from portal.opendata.rows.words import Unreadable, Word, words_of


class Lists:
    """Reads the lists of one address; what cannot be read goes to ``faults``."""

    def __init__(
        self, address: QueryDict, columns: Mapping[str, Column], faults: list[Fault]
    ) -> None:
        self.address = address
        self.columns = columns
        self.faults = faults

    def chosen(self) -> tuple[str, ...]:
        """Return the columns wanted; none means all."""
        return self._each("_columns", self._column, most=len(self.columns))

    def group(self) -> tuple[str, ...]:
        return self._each("_group", self._column, most=MOST_GROUPS)

    def figures(self, group: tuple[str, ...]) -> tuple[Aggregate, ...]:
        """Return the figures wanted; of groups without any, how many rows each has."""
        found = self._each("_aggregate", self._figure, most=MOST_FIGURES)
        if group and "_aggregate" not in self.address:
            found = (Aggregate(Function.COUNT),)
        for figure in found:
            if figure.name in group:
                sentence = _("A column of the groups is called “%(name)s” like this figure.")
                self._complain("_aggregate", sentence % {"name": figure.name})
        return found

    def order(self, group: tuple[str, ...], figures: tuple[Aggregate, ...]) -> tuple[Order, ...]:
        """Return by what to sort: columns, or of groups their columns and figures."""
        if not group and not figures:
            return self._orders(list(self.columns))
        return self._orders([*group, *(figure.name for figure in figures)])

    def _orders(self, names: list[str]) -> tuple[Order, ...]:
        def order(word: Word) -> Order:
            turned = word.without("-")
            name = (turned or word).text
            if name in names:
                return Order(name, descending=turned is not None)
            if name in self.columns:
                sentence = _("Groups are sorted by their own columns and figures: %(names)s.")
                raise ValueError(sentence % {"names": ", ".join(names)})
            raise ValueError(no_column(name, self.columns))

        found = self._each("_sort", order, most=MOST_ORDERS)
        if len({order.column for order in found}) < len(found):
            self._complain("_sort", _("A name is given twice."))
        return found

    def _column(self, word: Word) -> str:
        if word.text not in self.columns:
            raise ValueError(no_column(word.text, self.columns))
        return word.text

    def _figure(self, word: Word) -> Aggregate:
        name, colon, rest = word.bare.partition(":")
        if name not in FUNCTIONS:
            sentence = _("There is no figure “%(name)s”. There are: %(figures)s.")
            known = {"name": name[:LONGEST_VALUE], "figures": ", ".join(FUNCTIONS)}
            raise ValueError(sentence % known)
        function = Function(name)
        if not colon:
            if function != Function.COUNT or word.quoted is not None:
                raise ValueError(_("Name a column after a colon, as in sum:price."))
            return Aggregate(function)
        column = self.columns[self._column(Word(rest, word.quoted))]
        if column.type not in FUNCTIONS[function]:
            sentence = _("The figure “%(word)s” is not for columns of the type “%(type)s”.")
            raise ValueError(sentence % {"word": name, "type": column.type.label})
        return Aggregate(function, column.name)

    def _each(self, parameter: str, read: Callable, *, most: int) -> tuple:
        """Read every word of a list; each that is wrong is told."""
        if parameter not in self.address:
            return ()
        if not any(self.address.getlist(parameter)):
            self._complain(parameter, _("Give a value, or leave the parameter out."))
            return ()
        try:
            words = words_of(self.address.getlist(parameter))
        except Unreadable:
            text = _("A quotation mark is missing, or stands in the wrong place.")
            self._complain(parameter, text)
            return ()
        if len(words) > most:
            self._complain(parameter, _("At most %(most)d names may be given.") % {"most": most})
            return ()
        found = []
        for word in words:
            try:
                found.append(read(word))
            except ValueError as error:
                self._complain(parameter, str(error))
        if len(set(found)) < len(found):
            self._complain(parameter, _("A name is given twice."))
        return tuple(found)

    def _complain(self, parameter: str, detail: str) -> None:
        fault = Fault(parameter, detail)
        if fault not in self.faults:
            self.faults.append(fault)
