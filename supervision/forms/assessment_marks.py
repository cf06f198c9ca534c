"""The form of marks: a row a department, a column an item, and reasons where one item is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from catalogs.forms.fields import LineField
from catalogs.models import Department
from supervision.marking import Cell, Given, cell_name
from supervision.models import ManualItem, ManualMark


class MarksForm(forms.Form):
    """Points of every department for some items; empty where none are given.

    Only what was changed on the page is given, so that the marks others gave meanwhile stay.
    """

    use_required_attribute = False

    def __init__(
        self,
        *args,
        items: Sequence[ManualItem],
        departments: Sequence[Department],
        marks: Mapping[Cell, ManualMark],
        with_reasons: bool,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.departments, self.with_reasons = items, departments, with_reasons
        for item, department in self._cells():
            cell = (item.pk, department.pk)
            words = {"item": item.name, "department": department.display_name}
            row = marks.get(cell)
            self.fields[cell_name(cell)] = _points(item, row, _("%(item)s, %(department)s") % words)
            if with_reasons:
                label = _("Why, %(department)s") % words
                self.fields[_reason_name(cell)] = _reason(row, label)

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield a department with its cells: item, points and, where asked for, the reason."""
        for department in self.departments:
            cells = []
            for item in self.items:
                cell = (item.pk, department.pk)
                points = self[cell_name(cell)]
                reason = self[_reason_name(cell)] if self.with_reasons else None
                cells.append({"item": item, "points": points, "reason": reason})
            yield {"department": department, "cells": cells}

    def given(self) -> dict[Cell, Given]:
        """Return what was changed on the page."""
        given = {}
        for item, department in self._cells():
            cell = (item.pk, department.pk)
            names = [cell_name(cell)] + ([_reason_name(cell)] if self.with_reasons else [])
            if any(name in self.changed_data for name in names):
                values = [self.cleaned_data[name] for name in names]
                given[cell] = Given(*values)
        return given

    def take(self, refusal: ValidationError) -> None:
        """Show what the verb refused beside its cell, or above the table."""
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal.messages)
            return
        for name, errors in refusal.error_dict.items():
            known = name != NON_FIELD_ERRORS and name in self.fields
            self.add_error(name if known else None, errors)

    def _cells(self) -> Iterator[tuple[ManualItem, Department]]:
        return ((item, place) for place in self.departments for item in self.items)


def _reason_name(cell: Cell) -> str:
    return f"reason-{cell[0]}-{cell[1]}"


def _points(item: ManualItem, row: ManualMark | None, label: str) -> forms.Field:
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_value=item.points,
        max_digits=5,
        decimal_places=2,
        required=False,
        initial=row.points.normalize() + 0 if row else None,
        show_hidden_initial=True,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "aria-label": label}
        ),
        error_messages={"max_value": _("At most %(limit_value)s.")},
    )


def _reason(row: ManualMark | None, label: str) -> forms.Field:
    field = LineField(
        label=label,
        max_length=500,
        required=False,
        initial=row.reason if row else "",
        show_hidden_initial=True,
    )
    field.widget.attrs["aria-label"] = label
    return field
