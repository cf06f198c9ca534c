"""The forms of a file sent for a dataset: what its columns are, and its release."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.data_checking import told
from catalogs.data_enums import OF_DAYS, ColumnType, DayWriting
from catalogs.models import DatasetUpload

from .moves import MoveForm

# Samples of one column beside its type.
SAMPLES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """A column of the file as the page shows it; ``field`` is None for who only reads."""

    name: str
    found: str
    chosen: str
    samples: list[str]
    faults: int
    is_dated: bool
    # How its days are written, as one and the same day.
    writings: list[str]
    field: BoundField | None = None


class TypesForm(forms.ModelForm):
    """A choice of type for each column of a checked file."""

    class Meta:
        model = DatasetUpload
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = zip(self.instance.headers, self.instance.types, strict=True)
        for number, (name, kind) in enumerate(columns):
            self.fields[f"type_{number}"] = forms.ChoiceField(
                label=_("Type of “%(name)s”") % {"name": name},
                choices=ColumnType.choices,
                initial=kind,
            )

    @property
    def chosen(self) -> dict[str, ColumnType]:
        """Return the types by the names of the columns, once the form is valid."""
        return {
            name: ColumnType(self.cleaned_data[f"type_{number}"])
            for number, name in enumerate(self.instance.headers)
        }

    def bound(self, number: int) -> BoundField:
        return self[f"type_{number}"]


def columns_found(upload: DatasetUpload, form: TypesForm | None) -> Iterator[ColumnFound]:
    """Yield what was found of each column, with its choice where ``form`` has one."""
    columns = zip(upload.headers, upload.types_found, upload.types, strict=True)
    for number, (name, found, chosen) in enumerate(columns):
        cells = dict.fromkeys(row[number] for row in upload.sample if row[number])
        yield ColumnFound(
            name=name,
            found=str(ColumnType(found).label),
            chosen=str(ColumnType(chosen).label),
            samples=[told(cell) for cell in list(cells)[:SAMPLES_SHOWN]],
            faults=upload.fault_counts.get(name, 0),
            is_dated=name in upload.dated and chosen not in OF_DAYS,
            writings=[str(DayWriting(code).label) for code in upload.day_writings.get(name, ())],
            field=form.bound(number) if form is not None else None,
        )


class ReleaseForm(MoveForm):
    """What changed."""

    note = forms.CharField(
        label=pgettext_lazy("data", "What changed"),
        required=False,
        max_length=300,
        widget=AdminTextInputWidget,
        help_text=_("It stands beside the version on the public page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].initial = self.target.note


class SecondLookForm(ReleaseForm):
    """Why the numbers of persons in the file may be public, and what changed."""

    personal_reason = forms.CharField(
        label=_("Why personal numbers may be public"),
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        max_length=1000,
        help_text=_(
            "The file holds numbers that look like those of identity cards, mobile telephones or"
            " bank cards. The reviewer decides on this reason, and it is kept in the history."
        ),
        error_messages={"required": _("Say why these numbers may be public, or discard the file.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["personal_reason"].initial = self.target.personal_reason


class ConfirmForm(MoveForm):
    """That the reviewer has looked; the reason is shown beside."""

    looked = forms.BooleanField(
        label=_("I have looked at the numbers found, and this reason holds"),
        error_messages={"required": _("Look at the numbers and the reason first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["looked"].help_text = self.target.personal_reason
