"""Forms of publishing an answered request: original and edited text side by side."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications import publishing_requests
from applications.forms.desk import ActionForm
from applications.identity import without_anyone
from applications.models import PublishedRequest
from catalogs.forms.actions import ReasonField
from catalogs.forms.fields import LineField, TextField
from catalogs.forms.handling import PublishingForm


class PublishRequestForm(PublishingForm, ActionForm):
    template = "applications/desk/publish.html"
    written_anew = ("lesson",)
    hint = _(
        "The text is refused while it contains a part of the identity of the applicant or of a "
        "third party. Take out also what tells it in another way: places, dates, family."
    )

    title = LineField(
        label=_("Title"), max_length=300, error_messages={"required": _("Write the title.")}
    )
    question = TextField(
        label=pgettext_lazy("of an application", "Question"),
        rows=8,
        max_length=4000,
        error_messages={"required": pgettext_lazy("of an application", "Write the question.")},
    )
    answer = TextField(
        label=_("Answer"),
        rows=12,
        max_length=8000,
        error_messages={"required": _("Write the answer.")},
    )
    lesson = TextField(
        label=_("What the case shows"),
        max_length=4000,
        required=False,
        rows=4,
        help_text=_("For typical cases."),
    )
    is_typical = forms.BooleanField(label=_("Typical case"), required=False)

    def published(self) -> PublishedRequest | None:
        return getattr(self.application, "published_request", None)

    def originals(self) -> dict[str, str]:
        """Return the texts of the application, identity parts struck out."""
        row = self.application
        texts = {"title": row.title, "question": row.features or row.title, "answer": row.answer}
        return {name: without_anyone(text, row) for name, text in texts.items()}

    def perform(self) -> None:
        publishing_requests.publish_request(
            self.application, actor=self.actor, today=self.today, **self.cleaned_data
        )


class UnpublishRequestForm(ActionForm):
    label = _("Take the published text back")
    consequence = _("Nobody can read it on the site any more.")
    reason = ReasonField()

    def perform(self) -> None:
        publishing_requests.withdraw_request(
            self.application.published_request,
            actor=self.actor,
            reason=self.cleaned_data["reason"],
            today=self.today,
        )
