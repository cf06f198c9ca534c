"""Forms of the entries of the three lists, for drafts and for proposals alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.entry_values import COLUMNS, read_values
from catalogs.models import PowerItem, ServiceItem
from catalogs.models.powers import FOUR_SAMES


class EntryForm(forms.ModelForm):
    """An entry's columns; subclasses add the rows beside it."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = value.replace("\r\n", "\n")  # browsers send other line ends
        return data

    def values(self) -> dict[str, Any]:
        """Return what the valid form says, in the shape of ``entry_values.read_values``."""
        present = read_values(self.instance)
        columns = {name: present[name] for name in COLUMNS[type(self.instance)]}
        return columns | self.part_values()

    def part_values(self) -> dict[str, Any]:
        """Return the child rows the form holds."""
        return {}

    def save_parts(self) -> None:
        """Save the child rows of the saved entry."""


class PowerForm(EntryForm):
    """A power item; what it shares with its standard item may be left to be copied from it."""

    class Meta:
        model = PowerItem
        fields = COLUMNS[PowerItem]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in FOUR_SAMES:
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        standard = data.get("standard")
        for name in FOUR_SAMES:
            if name not in self.fields or data.get(name) or name in self.errors:
                continue
            if standard is None:
                self.add_error(name, self.fields[name].error_messages["required"])
            else:
                data[name] = getattr(standard, name)
        return data


class ServiceForm(EntryForm):
    """A public service item."""

    class Meta:
        model = ServiceItem
        fields = COLUMNS[ServiceItem]
        error_messages = {"content": {"required": _("Say what the service is.")}}
