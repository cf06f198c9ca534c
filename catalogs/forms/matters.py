"""The form of a publicity matter: elements one a line, channels as boxes to tick."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from catalogs.channels import Channel
from catalogs.entry_values import COLUMNS
from catalogs.matter_parts import save_matter_parts
from catalogs.models import MatterGroup, PublicityMatter

from .entries import EntryForm

NAMED_CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.OTHER]


class GroupChoiceField(forms.ModelChoiceField):
    """Level-1 matters under the heading of their field."""

    class _Iterator(forms.models.ModelChoiceIterator):
        def __iter__(self):
            if self.field.empty_label is not None:
                yield ("", self.field.empty_label)
            headings: dict[str, list] = {}
            for group in self.queryset.select_related("field"):
                heading = headings.setdefault(group.field.display_name, [])
                heading.append(self.choice(group))
            yield from headings.items()

    iterator = _Iterator


class MatterForm(EntryForm):
    """A publicity matter with its elements, channels and time limit."""

    elements_text = forms.CharField(
        label=_("Content elements"),
        widget=AdminTextareaWidget(attrs={"rows": 8}),
        help_text=_("One element a line. Completeness is counted against these."),
        max_length=20_000,
    )
    channel_choice = forms.MultipleChoiceField(
        label=_("Channels"),
        choices=NAMED_CHANNELS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_channels = forms.CharField(
        label=_("Other channels"),
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Channels that are not in the list above, one a line."),
        required=False,
        max_length=2000,
    )
    group = GroupChoiceField(
        label=_("Level-1 matter"), queryset=MatterGroup.objects.select_related("field")
    )

    class Meta:
        model = PublicityMatter
        fields = (*COLUMNS[PublicityMatter], "powers", "services")

    def __init__(self, *args, initial: dict | None = None, **kwargs) -> None:
        matter = kwargs.get("instance")
        if matter is not None and matter.pk:
            initial = {**present_parts(matter), **(initial or {})}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_elements_text(self) -> list[str]:
        names = lines(self.cleaned_data["elements_text"])
        too_long = [name for name in names if len(name) > 500]
        if too_long:
            raise forms.ValidationError(
                _("An element has at most 500 characters: %(name)s…") % {"name": too_long[0][:40]}
            )
        if len(names) != len(set(names)):
            raise forms.ValidationError(_("An element stands twice in the list."))
        return names

    def clean_other_channels(self) -> list[str]:
        names = lines(self.cleaned_data["other_channels"])
        if any(len(name) > 120 for name in names):
            raise forms.ValidationError(_("The name of a channel has at most 120 characters."))
        return names

    def part_values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "elements": data["elements_text"],
            "channels": self._channels(),
            "powers": [f"{power.level}:{power.code}" for power in data.get("powers", ())],
            "services": [service.code for service in data.get("services", ())],
        }

    def save_parts(self) -> None:
        save_matter_parts(
            self.instance,
            elements=self.cleaned_data["elements_text"],
            channels=self._channels(),
            time_limit_text=self.cleaned_data["time_limit_text"],
        )

    def _channels(self) -> list[list[str]]:
        chosen = set(self.cleaned_data["channel_choice"])
        named = [[code, ""] for code, _words in NAMED_CHANNELS if code in chosen]
        return named + [[str(Channel.OTHER), name] for name in self.cleaned_data["other_channels"]]


def present_parts(matter: PublicityMatter) -> dict[str, Any]:
    """Return the initial values of the form's own fields."""
    rows = list(matter.channels.all())
    return {
        "elements_text": "\n".join(row.name for row in matter.elements.all()),
        "channel_choice": [row.channel for row in rows if row.channel != Channel.OTHER],
        "other_channels": "\n".join(
            row.name or str(Channel.OTHER.label) for row in rows if row.channel == Channel.OTHER
        ),
    }


def lines(text: str) -> list[str]:
    """Return the lines of ``text`` that hold anything, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]
