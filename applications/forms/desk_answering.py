"""Forms of the answer: drafted, submitted, returned, approved, issued, delivered, filed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import answering
from applications.enums import (
    ANSWER_OUTCOMES,
    DISCLOSING,
    VARIANT_OUTCOMES,
    AnswerVariant,
    FilePurpose,
    Way,
)
from applications.forms.desk import ActionForm
from applications.paperwork.answers import WORDINGS, has_blanks, proposed_answer
from applications.paperwork.grounds import article_of
from catalogs.forms.actions import DayField, NamedChoice, ReasonField
from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.models import PublicityMatter

# The groups of the annual report's second table, by the beginning of the code.
GROUPS = (
    ("3.1", _("Disclosed")),
    ("3.2", _("Partly disclosed")),
    ("3.3", _("Not disclosed")),
    ("3.4", _("Cannot be provided")),
    ("3.5", _("Not processed")),
    ("3.6", _("Other")),
)
SEPARATOR = "/"


def outcome_choices() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Return every answer by its group: code, words, article; a variant after its outcome."""
    groups = []
    for beginning, label in GROUPS:
        options = []
        for outcome in ANSWER_OUTCOMES:
            if not outcome.startswith(beginning):
                continue
            options.append((str(outcome), f"{outcome} {outcome.label} · {article_of(outcome)}"))
            options += [
                (f"{outcome}{SEPARATOR}{variant}", f"{outcome} {AnswerVariant(variant).label}")
                for variant, of in VARIANT_OUTCOMES.items()
                if of == outcome
            ]
        groups.append((label, options))
    return groups


class DraftAnswerForm(ActionForm):
    template = "applications/desk/draft.html"

    result = forms.ChoiceField(
        label=_("Outcome"), error_messages={"required": _("Choose an outcome.")}
    )
    answer = TextField(
        label=_("Answer"),
        rows=12,
        max_length=20_000,
        help_text=_(
            "The body of the letter, after the sentence of the law. Fill in where dots stand."
        ),
        error_messages={"required": _("Write the answer.")},
    )
    right_agency = LineField(
        label=_("Agency responsible, with its contact"),
        max_length=400,
        required=False,
        help_text=_("Only where another agency is responsible for the information."),
    )
    matter = NamedChoice(
        label=_("Publicity matter"),
        queryset=PublicityMatter.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_(
            "Of which matter the information is. What is disclosed three times is proposed to "
            "become proactive disclosure."
        ),
    )

    def prepare(self) -> None:
        fields, row = self.fields, self.application
        fields["result"].choices = [("", _("Choose an outcome")), *outcome_choices()]
        fields["matter"].queryset = (
            PublicityMatter.objects.public(self.today)
            .filter(department_id=row.department_id)
            .order_by("code")
        )
        variant = f"{SEPARATOR}{row.answer_variant}" if row.answer_variant else ""
        fields["result"].initial = f"{row.outcome}{variant}"
        fields["answer"].initial = row.answer
        fields["right_agency"].initial = row.right_agency
        fields["matter"].initial = row.matter_id

    def with_sentence(self) -> "DraftAnswerForm":
        """Return the form with the sentence of the chosen outcome in its text, not yet kept.

        What was written stays, unless it was the untouched sentence of another outcome.
        """
        values = self.data.copy()
        chosen, text = values.get("result", ""), values.get("answer", "").strip()
        outcome, _separator, variant = chosen.partition(SEPARATOR)
        if (variant or outcome) in WORDINGS:
            sentence = proposed_answer(self.application, outcome, variant)
            untouched = {proposed_answer(self.application, "", key) for key in WORDINGS}
            values["answer"] = sentence if text in {"", *untouched} else f"{text}\n\n{sentence}"
        return type(self)(
            initial=values.dict(), application=self.application, actor=self.actor, today=self.today
        )

    def look(self) -> ActionForm | None:
        return self.with_sentence() if "sentence" in self.data else None

    def perform(self) -> None:
        outcome, _separator, variant = self.cleaned_data["result"].partition(SEPARATOR)
        answering.draft_answer(
            self.application,
            actor=self.actor,
            outcome=outcome,
            variant=variant,
            answer=self.cleaned_data["answer"],
            right_agency=self.cleaned_data["right_agency"],
            matter=self.cleaned_data["matter"],
        )

    def take(self, error) -> None:
        if hasattr(error, "error_dict"):
            for name in ("outcome", "variant"):
                if name in error.error_dict:
                    error.error_dict["result"] = error.error_dict.pop(name)
        super().take(error)


class _AnswerForm(ActionForm):
    """A decision on the answer, which is shown above the button."""

    template = "applications/desk/answer_move.html"

    @property
    def answer_files(self):
        return self.application.files.filter(purpose=FilePurpose.ANSWER)

    @property
    def without_files(self) -> bool:
        """Whether an answer that gives the information has no file with it."""
        row = self.application
        gives = row.outcome in DISCLOSING and row.answer_variant != AnswerVariant.ALREADY_PUBLIC
        return gives and not self.answer_files.exists()

    @property
    def outcome_words(self) -> str:
        row = self.application
        variant = row.get_answer_variant_display()
        words = variant or f"{row.get_outcome_display()} · {article_of(row.outcome)}"
        return f"{row.outcome} {words}"


class SubmitAnswerForm(_AnswerForm):
    def perform(self) -> None:
        answering.submit_answer(self.application, actor=self.actor)

    @property
    def unfilled(self) -> bool:
        """Whether something is still to be filled in, so that submitting will be refused."""
        return has_blanks(self.application.answer)


class ReturnAnswerForm(_AnswerForm):
    reason = ReasonField(label=_("What the drafter is to correct"))

    def perform(self) -> None:
        answering.return_answer(
            self.application, actor=self.actor, reason=self.cleaned_data["reason"]
        )


class ApproveAnswerForm(_AnswerForm):
    def perform(self) -> None:
        answering.approve_answer(self.application, actor=self.actor)


class IssueAnswerForm(_AnswerForm):
    def perform(self) -> None:
        answering.issue_answer(self.application, actor=self.actor, today=self.today)


class DeliverForm(ActionForm):
    way = ChoicesField(
        label=_("Way of delivery"),
        choices=Way.choices,
        error_messages={"required": _("Choose a way of delivery.")},
    )
    delivered_on = DayField(label=_("Delivered on"))

    def prepare(self) -> None:
        self.fields["way"].initial = self.application.way_wanted
        self.fields["delivered_on"].initial = self.today

    def perform(self) -> None:
        answering.deliver(self.application, actor=self.actor, today=self.today, **self.cleaned_data)


class FileForm(ActionForm):
    def perform(self) -> None:
        answering.file(self.application, actor=self.actor, today=self.today)
