"""The form of a survey: a field for each question, made from what the department wrote."""

from typing import Any

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import TextField
from catalogs.forms.sending import SendingForm
from feedback.enums import SCALE, TEXT_LENGTH, QuestionKind
from feedback.models import Survey, SurveyOption, SurveyQuestion

MARKS = {
    SCALE[0]: _("%(mark)d (lowest)"),
    SCALE[-1]: _("%(mark)d (highest)"),
}
_WORDS = {"required": _("Answer this question."), "invalid_choice": _("Choose one of these.")}


def mark_words(mark: int) -> str:
    """Return a mark with words at both ends of the scale."""
    return str(MARKS.get(mark, "%(mark)d")) % {"mark": mark}


class AnswerForm(SendingForm):
    """The questions in order, ``question-<pk>`` each, then the guard against machines."""

    def __init__(self, *args, survey: Survey, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        options = Prefetch("options", SurveyOption.objects.order_by("position", "pk"))
        self.asked = list(survey.questions.prefetch_related(options))
        for question in self.asked:
            self.fields[_name(question)] = _field(question)

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The fields with their kind, for the page."""
        return [{"field": self[_name(row)], "kind": row.kind} for row in self.asked]

    def answers(self) -> dict[int, Any]:
        """Return the answers as the verb takes them."""
        return {row.pk: self.cleaned_data[_name(row)] for row in self.asked}

    def written(self) -> list[dict[str, str]]:
        """Return the texts that were typed, to be given back where no answer is taken."""
        texts = [row for row in self.asked if row.kind == QuestionKind.TEXT]
        typed = [(row.text, self[_name(row)].value() or "") for row in texts]
        return [{"label": label, "value": value} for label, value in typed if value.strip()]


def _name(question: SurveyQuestion) -> str:
    return f"question-{question.pk}"


def _field(question: SurveyQuestion) -> forms.Field:
    common: dict[str, Any] = {"label": question.text, "required": question.is_required}
    if question.kind == QuestionKind.TEXT:
        return TextField(
            rows=4,
            max_length=TEXT_LENGTH,
            error_messages={"required": _WORDS["required"]},
            **common,
        )
    common |= {"coerce": int, "empty_value": None, "error_messages": _WORDS}
    if question.kind == QuestionKind.SCALE:
        choices = [(str(mark), mark_words(mark)) for mark in SCALE]
    else:
        choices = [(str(option.pk), option.text) for option in question.options.all()]
    if question.kind == QuestionKind.CHOICES:
        return forms.TypedMultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **common
        )
    return forms.TypedChoiceField(choices=choices, widget=forms.RadioSelect, **common)
