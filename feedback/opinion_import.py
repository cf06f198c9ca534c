"""Take up cases of public opinion from a table: every row is read before anything is changed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, override

from catalogs import letters
from catalogs.access import role_of
from catalogs.forms.fields import LineField, TextField
from catalogs.models import Official
from catalogs.tables import Row, Table, TableError
from feedback import opinions
from feedback.enums import OpinionLevel, OpinionSource
from feedback.models import OpinionCase, OpinionLimit
from feedback.notices import intake_officials
from feedback.workflow import INTAKE

# Columns of the table by the field each fills; the level may be left out.
HEADERS = {
    "title": "标题",
    "summary": "摘要",
    "source": "来源",
    "source_address": "来源地址",
    "collected_at": "采集时间",
    "level": "等级",
}
_OPTIONAL = ("source_address", "level")
ROWS_AT_MOST = 500
_MOMENTS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")
_CHINESE = str.maketrans({"年": "-", "月": "-", "日": " ", "时": ":", "/": "-", "：": ":"})
_MARKS = re.compile(r":(?=\s*$)|(?<=\d)分|秒")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: the row as a spreadsheet numbers it, its column, and why."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a table held: ``taken`` cases, rows that were there ``already``, and the faults."""

    taken: int = 0
    already: int = 0
    faults: list[Fault] = field(default_factory=list)
    # Nothing was changed because of the faults.
    refused: bool = False


class MomentField(forms.DateTimeField):
    """A day with its time: a day alone would start a clock of hours at midnight."""

    def to_python(self, value):
        if value and ":" not in str(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class RowForm(forms.Form):
    """One row; source and level are written in either language or by their code."""

    title = LineField(max_length=200)
    summary = TextField(max_length=4000)
    source = forms.CharField()
    source_address = forms.URLField(max_length=500, required=False, assume_scheme="https")
    collected_at = MomentField(
        input_formats=_MOMENTS,
        error_messages={"invalid": _("Write day and time, like 2026-11-24 08:30.")},
    )
    level = forms.CharField(required=False)

    def clean_source(self) -> str:
        return _choice(self.cleaned_data["source"], OpinionSource, _now("This is no source."))

    def clean_level(self) -> str:
        level = self.cleaned_data["level"]
        return _choice(level, OpinionLevel, _now("This is no level.")) if level else ""


@transaction.atomic
def take_up(table: Table, *, actor: Official, now: datetime, only_sound: bool = False) -> Report:
    """Take up the table's rows as cases, those with a level judged; return what was done.

    With a fault nothing is changed, unless ``only_sound`` asks for the sound rows. What has the
    title, the moment and the address of a case there is, is that case: a file brought twice
    makes no case twice. Imports wait for each other. ``TableError`` for a table of other columns.
    """
    missing = [
        name for key, name in HEADERS.items() if key not in _OPTIONAL and name not in table.headers
    ]
    if missing:
        raise TableError(_now("The column %(name)s is missing.") % {"name": missing[0]})
    if len(table) > ROWS_AT_MOST:
        raise TableError(_now("The table has more than %(rows)d rows.") % {"rows": ROWS_AT_MOST})
    list(OpinionLimit.objects.complete().order_by("pk").select_for_update())
    report, known, begun = Report(), _known(), transaction.savepoint()
    for row in table:
        _take_row(row, report, known, actor=actor, now=now)
    if report.faults and not only_sound:
        transaction.savepoint_rollback(begun)
        return Report(faults=report.faults, refused=True)
    if report.taken:
        _tell(report.taken, actor=actor, now=now)
    return report


def _take_row(
    row: Row, report: Report, known: set[tuple], *, actor: Official, now: datetime
) -> None:
    form = RowForm(_written(row))
    if not form.is_valid():
        report.faults += _faults(row.number, form.errors.as_data())
        return
    values = dict(form.cleaned_data)
    level = values.pop("level")
    name = _name(**values)
    if name in known:
        report.already += 1
        return
    try:
        with transaction.atomic():
            case = opinions.take_up(actor=actor, now=now, **values)
            if level:
                _judge(case, level, actor=actor, now=now)
    except ValidationError as refusal:
        errors = getattr(refusal, "error_dict", {"": [refusal]})
        report.faults += _faults(row.number, errors)
        return
    known.add(name)
    report.taken += 1


def _judge(case: OpinionCase, level: str, *, actor: Official, now: datetime) -> None:
    if role_of(actor) not in INTAKE:
        raise ValidationError({"level": _("The office sets the level: leave it empty.")})
    opinions.judge(case, actor=actor, level=level, now=now)


def _written(row: Row) -> dict[str, str]:
    written = {key: row.cells.get(name, "") for key, name in HEADERS.items()}
    moment = _MARKS.sub("", written["collected_at"].translate(_CHINESE))
    return written | {"collected_at": " ".join(moment.split())}


def _known() -> set[tuple]:
    rows = OpinionCase.objects.values_list("title", "collected_at", "source_address")
    return {_name(title, moment, address) for title, moment, address in rows.iterator()}


def _name(title: str, collected_at: datetime, source_address: str, **other: Any) -> tuple:
    # A table tells the minute, or the second, but never less.
    return title, collected_at.replace(microsecond=0), source_address


def _choice(written: str, choices: Any, refusal: str) -> str:
    for language, _language in settings.LANGUAGES:
        with override(language):
            names = {str(label): value for value, label in choices.choices}
        if written in names:
            return names[written]
    if written in choices.values:
        return written
    raise ValidationError(refusal)


def _faults(number: int, errors: Mapping[str, Iterable[ValidationError]]) -> list[Fault]:
    return [
        Fault(number, HEADERS.get(name, ""), message)
        for name, found in errors.items()
        for error in found
        for message in error.messages
    ]


def _tell(taken: int, *, actor: Official, now: datetime) -> None:
    news = gettext_noop("Cases of public opinion were imported: %(count)d")
    with override(settings.LANGUAGE_CODE):
        said = _now(news) % {"count": taken}
        letters.write(
            f"opinion-import:{actor.pk}:{now.isoformat()}",
            recipients=[row for row in intake_officials() if row.pk != actor.pk],
            subject=said,
            body=said,
        )
