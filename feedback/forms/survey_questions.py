"""A question of a survey as an official writes it: the answers to choose, one a line."""

from math import inf
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from feedback import survey_writing
from feedback.models import SurveyQuestion
from feedback.survey_writing import Written


class QuestionForm(forms.ModelForm):
    options_text = forms.CharField(
        label=_("Answers to choose"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 4}),
        help_text=_("One answer a line; empty for a scale and for a text."),
    )

    class Meta:
        model = SurveyQuestion
        fields = ("position", "kind", "text", "is_required")
        help_texts: ClassVar[dict[str, Any]] = {
            "position": _(
                "Questions are asked in the order of these numbers; those without one come last."
            )
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["options_text"] = options_of(self.instance)
        else:
            self.initial["position"] = None
        if "position" in self.fields:
            self.fields["position"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and self.has_changed():
            try:
                survey_writing.check_question(self.written())
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned

    def written(self) -> Written:
        """Return the question as the verb takes it."""
        lines = (line.strip() for line in self.cleaned_data["options_text"].splitlines())
        return Written(
            kind=self.cleaned_data["kind"],
            text=self.cleaned_data["text"],
            is_required=self.cleaned_data["is_required"],
            options=tuple(line for line in lines if line),
        )


class QuestionFormSet(forms.BaseInlineFormSet):
    """The questions in the order of their numbers; those marked for deletion left out."""

    def clean(self) -> None:
        super().clean()
        if not any(self.errors) and len(self.written()) > survey_writing.QUESTIONS_AT_MOST:
            words = _("A survey has at most %(count)d questions.")
            raise ValidationError(words % {"count": survey_writing.QUESTIONS_AT_MOST})

    def written(self) -> list[Written]:
        """Return the questions; of two with the same number the upper one comes first."""
        kept = [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and not form.cleaned_data.get("DELETE")
        ]
        kept.sort(key=lambda form: _place(form.cleaned_data["position"]))
        return [form.written() for form in kept]


def _place(position: int | None) -> float:
    return inf if position is None else position


def options_of(question: SurveyQuestion) -> str:
    """Return the answers to choose, one a line."""
    return "\n".join(option.text for option in question.options.all())
