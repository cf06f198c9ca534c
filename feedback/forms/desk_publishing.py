"""Forms of publishing a question with its answer: original and edited text side by side."""

from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import ReasonField
from catalogs.forms.fields import LineField, TextField
from catalogs.forms.handling import PublishingForm
from catalogs.identity import without_parts
from feedback import publishing_replies
from feedback.forms.desk import ActionForm
from feedback.models import PublishedReply


class PublishForm(PublishingForm, ActionForm):
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

    def published(self) -> PublishedReply | None:
        return getattr(self.submission, "published_reply", None)

    def originals(self) -> dict[str, str]:
        """Return the texts of the submission, parts of those who asked struck out."""
        row = self.submission
        parts = row.contact_parts()
        for duplicate in row.duplicates.all():
            parts += duplicate.contact_parts()
        texts = {"title": row.title, "question": row.text, "answer": row.reply}
        return {name: without_parts(text, parts) for name, text in texts.items()}

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
