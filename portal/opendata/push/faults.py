"""What is wrong with a pushed record, field by field, in the shape of the open API."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from rest_framework.settings import api_settings

# A record as a whole, where no single field is at fault.
WHOLE = "(record)"
# What came is told again so far: a name in the record may be as long as the record.
LONGEST = 300
_WHOLE = frozenset({"", NON_FIELD_ERRORS, api_settings.NON_FIELD_ERRORS_KEY})


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One thing that is wrong: the place in the record, as ``matters[0].code``, and a sentence."""

    field: str
    detail: str


def of_verb(error: ValidationError) -> list[FieldFault]:
    """Return the faults that a verb found, by the names of the record's fields."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [
        _fault(WHOLE if name in _WHOLE else name, sentence)
        for name, sentences in told.items()
        for sentence in sentences
    ]


def of_serializer(errors: Any) -> list[FieldFault]:
    """Return the faults in the shape of the record that a serializer found, however deep."""
    return list(_flat(errors, ""))


def _flat(errors: Any, place: str) -> Iterator[FieldFault]:
    if isinstance(errors, dict):
        for name, below in errors.items():
            if name in _WHOLE:
                yield from _flat(below, place)
            elif isinstance(name, int):
                yield from _flat(below, f"{place}[{name}]")
            else:
                yield from _flat(below, f"{place}.{name}" if place else name)
        return
    for index, below in enumerate(errors):
        if isinstance(below, (dict, list)):
            yield from _flat(below, f"{place}[{index}]")
        else:
            yield _fault(place or WHOLE, str(below))


def _fault(place: str, sentence: str) -> FieldFault:
    return FieldFault(_writable(place), _writable(sentence))


def _writable(text: str) -> str:
    """Return what can be sent and kept: JSON may escape halves of characters, and the zero."""
    whole = text[:LONGEST].encode(errors="replace").decode()
    return whole.replace("\x00", "?")
