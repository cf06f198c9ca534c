"""Forms of publishing a question with its answer: original and edited text side by side."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import ReasonField
from catalogs.forms.fields import LineField, TextField
from catalogs.identity import without_parts
from feedback import publishing_replies
from feedback.forms.desk import ActionForm

TEXTS = ("title", "question", "answer")


class PublishForm(ActionForm):
    template = "feedback/desk/publish.html"
    hint = _(
        "The text is refused while it contains a part of the identity of the asker. Take out also "
        "what tells it in another way: places, dates, family, other people."
    )

    title = LineField(
        label=_("Title"), max_length=200, error_messages={"required": _("Write the title.")}
    )
    question = TextField(
        label=_("Question"),
        rows=8,
        max_length=4000,
        error_messages={"required": _("Write the question.")},
    )
    answer = TextField(
        label=_("Answer"),
        rows=12,
        max_length=8000,
        error_messages={"required": _("Write the answer.")},
    )

    def prepare(self) -> None:
        """Begin with what is published already, else with the original, parts struck out."""
        published = getattr(self.submission, "published_reply", None)
        originals = self.originals()
        for name in TEXTS:
            self.fields[name].initial = getattr(published, name) if published else originals[name]

    @property
    def compared(self) -> bool:
        """Whether the comparison is asked for, and nothing else."""
        return "compare" in self.data

    def look(self) -> ActionForm | None:
        if not self.compared:
            return None
        self.full_clean()
        return self

    def originals(self) -> dict[str, str]:
        """Return the texts of the submission, parts of those who asked struck out."""
        row = self.submission
        parts = row.contact_parts()
        for duplicate in row.duplicates.all():
            parts += duplicate.contact_parts()
        texts = {"title": row.title, "question": row.text, "answer": row.reply}
        return {name: without_parts(text, parts) for name, text in texts.items()}

    def pairs(self) -> list[dict[str, Any]]:
        """Return each field with its original beside it."""
        originals = self.originals()
        return [{"field": self[name], "original": originals[name]} for name in TEXTS]

    def comparison(self) -> list[dict[str, Any]]:
        """Return what was changed, as the comparison shows it."""
        originals = self.originals()
        return [
            {
                "label": self.fields[name].label,
                "old": originals[name],
                "new": self[name].value() or "",
            }
            for name in TEXTS
        ]

    def perform(self) -> None:
        publishing_replies.publish_reply(
            self.submission, actor=self.actor, today=self.today, **self.cleaned_data
        )


class WithdrawForm(ActionForm):
    reason = ReasonField()

    def perform(self) -> None:
        publishing_replies.withdraw_reply(
            self.submission.published_reply,
            actor=self.actor,
            reason=self.cleaned_data["reason"],
            today=self.today,
        )
