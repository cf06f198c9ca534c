"""Forms that take up a case of public opinion: by hand or from submissions, and from a file."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.identity import without_parts
from catalogs.models import Official
from feedback import opinion_groups, opinions
from feedback.enums import OpinionSource
from feedback.models import OpinionCase, Submission

SUBMISSIONS_AT_MOST = 300


class SubmissionsField(forms.ModelMultipleChoiceField):
    """The submissions a case is collected from, each with its number and what it is about."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Submission) -> str:
        return f"{obj.receipt_number} {without_parts(obj.title, obj.contact_parts())}"


class CollectForm(forms.Form):
    """What the public says loudly, with the submissions that say it."""

    use_required_attribute = False

    title = LineField(
        label=_("Title"),
        max_length=200,
        help_text=_("What it is about; no names of persons."),
        error_messages={"required": _("Write what it is about.")},
    )
    summary = TextField(
        label=_("Summary"),
        max_length=4000,
        help_text=_("What is said, how widely, and since when; no names of persons."),
        error_messages={"required": _("Write what is said.")},
    )
    source = ChoicesField(
        label=_("Source"),
        choices=OpinionSource.choices,
        error_messages={"required": _("Choose a source.")},
    )
    source_address = forms.URLField(
        label=_("Address of the source"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Where it can be read, beginning with https://."),
    )
    submissions = SubmissionsField(
        label=_("Submissions it is collected from"),
        queryset=Submission.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": _("One of the submissions belongs to a case already."),
        },
    )

    def __init__(self, *args, actor: Official, asked: list[str], **kwargs) -> None:
        """Offer the submissions whose primary keys are ``asked`` and that have no case yet."""
        self.actor = actor
        pks = [int(pk) for pk in asked if pk.isdecimal() and len(pk) < 10][:SUBMISSIONS_AT_MOST]
        rows = opinion_groups.without_case(actor).filter(pk__in=pks).distinct()
        self.offered = list(rows.order_by("received_on", "pk")) if pks else []
        if self.offered:
            title, summary = opinion_groups.told_by(self.offered)
            kwargs["initial"] = {
                "title": title,
                "summary": summary,
                "source": OpinionSource.SUBMISSIONS,
                "submissions": [row.pk for row in self.offered],
            }
        super().__init__(*args, **kwargs)
        if self.offered:
            chosen = Submission.objects.filter(pk__in=[row.pk for row in self.offered])
            self.fields["submissions"].queryset = chosen.order_by("received_on", "pk")
        else:
            del self.fields["submissions"]

    def collect(self, *, now: datetime) -> OpinionCase | None:
        """Take up the case; None, with the errors in the form, when the verb refuses it."""
        values: dict[str, Any] = dict(self.cleaned_data)
        submissions = values.pop("submissions", ())
        try:
            return opinions.collect(actor=self.actor, now=now, submissions=submissions, **values)
        except ValidationError as refusal:
            self._take(refusal)
            return None

    def _take(self, refusal: ValidationError) -> None:
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal.messages)
            return
        for name, errors in refusal.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)
