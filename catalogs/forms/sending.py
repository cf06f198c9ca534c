"""What the public forms share that send something once."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from catalogs.spam_guard import SpamGuardForm


class SendingForm(SpamGuardForm):
    """What every form needs that sends: a key, so that two presses send once, and the guard."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields in order without those of the guard, which a component shows."""
        return [self[name] for name in self.fields if name not in SpamGuardForm.base_fields]

    def take(self, error: ValidationError) -> None:
        """Show what the verb refused beside its field, or above the form."""
        given = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, words in given.items():
            at = "files" if name == "file" else name
            self.add_error(at if at in self.fields else None, words)
