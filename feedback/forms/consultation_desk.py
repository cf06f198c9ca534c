"""What an official does with the comments on a draft: one form for each action."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import ActionForm, ReasonField
from catalogs.forms.fields import ChoicesField, TextField
from catalogs.forms.handling import PublishingForm
from feedback import moderating
from feedback.enums import Adoption
from feedback.models import Consultation, ConsultationComment
from feedback.moderating import as_read


class CommentActionForm(ActionForm):
    """The form of one action on one comment."""

    template: ClassVar[str] = "feedback/consultations/move.html"

    def __init__(self, *args, comment: ConsultationComment, **kwargs) -> None:
        self.comment = self.case = comment
        super().__init__(*args, **kwargs)


class ShowForm(CommentActionForm, PublishingForm):
    template: ClassVar[str] = "feedback/consultations/show.html"
    beside: ClassVar[tuple[str, ...]] = ("text",)
    label: ClassVar[Any] = _("Show the comment")
    consequence: ClassVar[Any] = _("Everyone can read it in the text written here.")
    hint: ClassVar[Any] = _(
        "The text is refused while it contains a name, number or address of who wrote it. Take out "
        "also what tells it in another way; change nothing of what is meant."
    )
    text = TextField(
        label=_("Text as shown"),
        rows=10,
        max_length=4000,
        error_messages={"required": _("Write the text as it is shown.")},
    )

    def originals(self) -> dict[str, str]:
        return {"text": as_read(self.comment)}

    def published(self) -> None:
        """What is shown already bears another name; ``prepare`` begins with it."""

    def prepare(self) -> None:
        super().prepare()
        if self.comment.shown_text:
            self.fields["text"].initial = self.comment.shown_text

    def perform(self) -> None:
        moderating.show(self.comment, actor=self.actor, text=self.cleaned_data["text"])


class HideForm(CommentActionForm):
    label: ClassVar[Any] = _("Do not show it")
    consequence: ClassVar[Any] = _(
        "It is not shown and is counted all the same; only the officials read why."
    )
    reason = ReasonField(max_length=300)

    def perform(self) -> None:
        moderating.hide(self.comment, actor=self.actor, reason=self.cleaned_data["reason"])


def _adoption() -> ChoicesField:
    return ChoicesField(
        label=_("What becomes of it"),
        choices=Adoption.choices,
        error_messages={"required": _("Choose what becomes of it.")},
    )


def _note() -> TextField:
    return TextField(
        label=_("Note on the adoption"),
        rows=5,
        max_length=2000,
        required=False,
        help_text=_("Shown beside the comment; needed where it is not adopted, or only partly."),
    )


class DecideForm(CommentActionForm):
    label: ClassVar[Any] = _("Decide on the adoption")
    consequence: ClassVar[Any] = _("It is counted so, and stands beside the comment where shown.")
    adoption = _adoption()
    note = _note()

    def prepare(self) -> None:
        if self.comment.adoption != Adoption.UNDECIDED:
            self.fields["adoption"].initial = self.comment.adoption
        self.fields["note"].initial = self.comment.adoption_note

    def perform(self) -> None:
        moderating.decide(self.comment, actor=self.actor, **self.cleaned_data)


ACTIONS: dict[str, type[CommentActionForm]] = {
    "show": ShowForm,
    "hide": HideForm,
    "decide": DecideForm,
}


class BulkDecideForm(forms.Form):
    """The comments chosen on the page, decided alike; each has its box beside it."""

    use_required_attribute = False
    adoption = _adoption()
    note = _note()

    def __init__(self, *args, consultation: Consultation, **kwargs) -> None:
        self.consultation = consultation
        super().__init__(*args, **kwargs)

    @property
    def chosen(self) -> set[int]:
        """The primary keys chosen; what is no number is nobody's comment."""
        keys = self.data.getlist("comments") if self.is_bound else []
        return {int(key) for key in keys if key.isdecimal() and len(key) < 19}

    take = ActionForm.take
