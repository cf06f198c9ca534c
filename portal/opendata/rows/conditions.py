"""The filters of an address: which column, which operator, which values.

``<column>=v`` and ``<column>__<operator>=v``. A parameter that is the whole name of a column means
that column; ``_where.<column>`` and ``_where.<column>__<operator>`` reach each column whatever it
is called.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogs.data_enums import ColumnType
from portal.opendata.problems import Fault
from portal.opendata.query import Column, Condition, Operator, Value
from portal.opendata.rows import values
from portal.opendata.rows.parameters import (
    ANY_COLUMN,
    LONGEST_VALUE,
    MOST_CHOICES,
    MOST_CONDITIONS,
    MOST_FAULTS,
    OPERATORS,
    PARAMETERS,
)
from portal.opendata.rows.words import Unreadable, words_of

SEPARATOR = "__"


class _Wrong(ValueError):
    """One thing that is wrong with a filter; the message is a sentence."""


def read_conditions(
    address: QueryDict, columns: Mapping[str, Column], faults: list[Fault]
) -> tuple[Condition, ...]:
    """Return the filters of the address; what cannot be read goes to ``faults``."""
    found: list[Condition] = []
    for parameter in address:
        if parameter in PARAMETERS:
            continue
        if len(faults) >= MOST_FAULTS:
            break
        try:
            column, operator = _target(parameter, columns)
            found += _conditions(column, operator, address.getlist(parameter))
        except _Wrong as wrong:
            faults.append(Fault(parameter[:LONGEST_VALUE], str(wrong)))
    if len(found) > MOST_CONDITIONS:
        sentence = _("An address has at most %(most)d filters; this one has %(count)d.")
        counted = {"most": MOST_CONDITIONS, "count": len(found)}
        faults.append(Fault("", sentence % counted))
    return tuple(found)


def no_column(name: str, columns: Mapping[str, Column]) -> str:
    """Say that there is no such column, and which was perhaps meant."""
    if not name:
        return _("A name is missing here.")
    name = name[:LONGEST_VALUE]
    near = get_close_matches(name, columns, n=1)
    if near:
        sentence = _("The dataset has no column “%(name)s”. Did you mean “%(near)s”?")
        return sentence % {"name": name, "near": near[0]}
    return _("The dataset has no column “%(name)s”.") % {"name": name}


def unusable(text: str) -> str:
    """Say why a text can be no value; an empty sentence where it can."""
    if not text:
        return _("Give a value. Empty cells are found with the operator isnull.")
    if len(text) > LONGEST_VALUE:
        return _("A value has at most %(most)d characters.") % {"most": LONGEST_VALUE}
    if "\x00" in text:
        return _("A value holds no control characters.")
    return ""


def _target(parameter: str, columns: Mapping[str, Column]) -> tuple[Column, Operator]:
    if parameter.startswith(ANY_COLUMN):
        named = parameter.removeprefix(ANY_COLUMN)
        if SEPARATOR not in named and named in columns:
            return columns[named], Operator.EQUALS
        return _operated(named, columns)
    if parameter.startswith("_"):
        raise _Wrong(
            _(
                "There is no such parameter. A column whose name begins with an underscore is"
                " reached with _where.<column>__<operator>."
            )
        )
    if parameter in columns:
        return columns[parameter], Operator.EQUALS
    if SEPARATOR not in parameter:
        raise _Wrong(no_column(parameter, columns))
    return _operated(parameter, columns)


def _operated(text: str, columns: Mapping[str, Column]) -> tuple[Column, Operator]:
    name, _separator, word = text.rpartition(SEPARATOR)
    if name not in columns:
        raise _Wrong(no_column(name or text, columns))
    column = columns[name]
    if word not in OPERATORS:
        sentence = _("There is no operator “%(word)s”. There are: %(operators)s.")
        known = ", ".join(operator for operator, kinds in OPERATORS.items() if column.type in kinds)
        raise _Wrong(sentence % {"word": word[:LONGEST_VALUE], "operators": known})
    operator = Operator(word)
    if column.type not in OPERATORS[operator]:
        sentence = _("The operator “%(word)s” is not for columns of the type “%(type)s”.")
        raise _Wrong(sentence % {"word": word, "type": column.type.label})
    return column, operator


def _conditions(column: Column, operator: Operator, texts: list[str]) -> Iterator[Condition]:
    if operator == Operator.IN:
        yield Condition(column.name, operator, _choices(column, texts))
        return
    if operator == Operator.EQUALS and len(texts) > 1:
        raise _Wrong(_("A cell equals one value only. Ask for several with the operator in."))
    for text in texts:
        if operator == Operator.EMPTY:
            yield Condition(column.name, operator, bool(_read(ColumnType.BOOLEAN, text)))
        else:
            yield Condition(column.name, operator, _value(column, text))


def _choices(column: Column, texts: list[str]) -> tuple[Value, ...]:
    try:
        words = [word.text for word in words_of(texts)]
    except Unreadable as error:
        raise _Wrong(_("A quotation mark is missing, or stands in the wrong place.")) from error
    if len(words) > MOST_CHOICES:
        raise _Wrong(_("At most %(most)d values may be given.") % {"most": MOST_CHOICES})
    return tuple(dict.fromkeys(_value(column, word) for word in words))


def _value(column: Column, text: str) -> Value:
    if complaint := unusable(text):
        raise _Wrong(complaint)
    return _read(column.type, text)


def _read(kind: ColumnType, text: str) -> Value:
    try:
        return values.value_of(kind, text)
    except ValueError as error:
        raise _Wrong(str(error)) from error
