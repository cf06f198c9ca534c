"""What the forms of the desk share: one form for each action, and each calls one verb."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import TextField
from catalogs.models import Official


class ActionForm(forms.Form):
    """The form of one action on one case; ``perform`` calls its verb."""

    use_required_attribute = False
    # A template of its own for a form that is more than its fields.
    template: ClassVar[str]
    # Words where the action has no row in a table of its own.
    label: ClassVar[Any] = ""
    consequence: ClassVar[Any] = ""
    # What the button does not do at once is asked for here.
    hint: ClassVar[Any] = ""

    # What is acted on; an app sets it first.
    case: Any

    def __init__(self, *args, actor: Official, today: date, **kwargs) -> None:
        self.actor, self.today = actor, today
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Give the fields what depends on the case."""

    def look(self) -> "ActionForm | None":
        """Return the form to show when a button was pressed that keeps nothing, else None."""

    def perform(self) -> None:
        """Call the verb with the cleaned values; it raises ``ValidationError``."""
        raise NotImplementedError

    def take(self, error: ValidationError) -> None:
        """Show what a verb refused beside its field, or above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error.messages)
            return
        for name, errors in error.error_dict.items():
            known = name != NON_FIELD_ERRORS and name in self.fields
            self.add_error(name if known else None, errors)

    def written(self) -> list[dict[str, Any]]:
        """Return what was written into the form, to be given back."""
        return [
            {"label": field.label, "value": field.value()}
            for field in self
            if isinstance(field.value(), str) and field.value().strip()
        ]

    @property
    def sends_files(self) -> bool:
        return self.is_multipart()


class DayField(forms.DateField):
    """A day, chosen or written as 2026-11-24."""

    def __init__(self, **kwargs) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class NamedChoice(forms.ModelChoiceField):
    """One row, called by its name in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return getattr(obj, "display_name", None) or str(obj)


class DescribedChoice(forms.ModelChoiceField):
    """One of a few rows, each with its radio button and the words ``describe`` finds for it."""

    def __init__(self, *, describe, **kwargs) -> None:
        super().__init__(widget=forms.RadioSelect, empty_label=None, **kwargs)
        self.describe = describe

    def label_from_instance(self, obj: Any) -> str:
        return self.describe(obj)

    def offer(self, rows: Any) -> None:
        """Offer ``rows``; the only one is chosen already."""
        self.queryset = rows
        if len(rows) == 1:
            self.initial = rows[0].pk


class ReasonField(TextField):
    """Why; kept in the history, where identity parts are struck out."""

    def __init__(self, **kwargs) -> None:
        options = {
            "label": _("Reason"),
            "max_length": 2000,
            "rows": 4,
            "help_text": _("It is kept in the history. Name no person in it."),
            "error_messages": {"required": _("Give the reason.")},
        }
        super().__init__(**(options | kwargs))
