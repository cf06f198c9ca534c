"""What a move of a workflow asks before it is made."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs.workflow import Move


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent; a POST without a single field is still one."""
    return request.POST if request.method == "POST" else None


class RefusableForm(forms.Form):
    """A form that can show beside its fields what a verb refused."""

    def take_refusal(self, error: ValidationError) -> None:
        """Put each message beside its field, and above the form where it has none."""
        messages = error.message_dict if hasattr(error, "error_dict") else None
        if messages is None:
            self.add_error(None, error.messages)
            return
        for name, sentences in messages.items():
            if name in self.fields:
                self.add_error(name, sentences)
                continue
            label = "" if name == NON_FIELD_ERRORS else self.label_elsewhere(name)
            for sentence in sentences:
                self.add_error(None, _(": ").join((label, sentence)) if label else sentence)

    def label_elsewhere(self, name: str) -> str:
        """Return what to call a refused field that this form does not have."""
        return ""


class MoveForm(RefusableForm):
    """The reason where the table asks for one, and nothing else."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text=_("It is kept in the history, and the author reads it."),
        max_length=2000,
    )

    def __init__(self, *args, move: Move, target: models.Model, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.move = move
        self.target = target
        if not move.needs_reason:
            del self.fields["reason"]

    def label_elsewhere(self, name: str) -> str:
        names = {
            field.name: field.verbose_name
            for field in self.target._meta.get_fields()
            if hasattr(field, "verbose_name")
        }
        return str(names.get(name, ""))


class ScheduleForm(MoveForm):
    """When a document is to be released."""

    release_at = forms.SplitDateTimeField(
        label=_("Release at"),
        widget=AdminSplitDateTime,
        help_text=_("A time to come, in the time zone of the portal."),
    )

    def clean_release_at(self):
        release_at = self.cleaned_data["release_at"]
        if release_at <= timezone.now():
            raise ValidationError(_("Choose a time to come."))
        return release_at
