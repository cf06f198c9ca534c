"""Forms of the department: ask others, reply, review, urge, notes and files."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs.forms import handling as handling_forms
from catalogs.forms.actions import ReasonField
from catalogs.forms.fields import ChoicesField, TextField, file_field
from catalogs.forms.handling import AskPartForm, OpinionForm, open_to
from catalogs.models import Department, Official
from feedback import attaching, handling, replying
from feedback.enums import FilePurpose, SubmissionState
from feedback.forms.desk import ActionForm
from feedback.models import JointHandling, Submission


class AskCoHandlerForm(AskPartForm, ActionForm):
    def departments(self) -> QuerySet[Department]:
        return Department.objects.answering()

    def parts(self) -> QuerySet[JointHandling]:
        return self.submission.joint_handlings.all()

    def perform(self) -> None:
        handling.ask_co_handler(
            self.submission, actor=self.actor, today=self.today, **self.cleaned_data
        )


def open_opinions(submission: Submission, user: Official) -> QuerySet[JointHandling]:
    """Return the opinions still owed that ``user`` may give."""
    return open_to(user, submission.joint_handlings.all())


class GiveOpinionForm(OpinionForm, ActionForm):
    def parts(self) -> QuerySet[JointHandling]:
        return self.submission.joint_handlings.all()

    def perform(self) -> None:
        handling.give_opinion(
            self.cleaned_data["part"],
            actor=self.actor,
            opinion=self.cleaned_data["opinion"],
            today=self.today,
        )


class ReplyForm(ActionForm):
    hint = _("The asker reads this text once another person has approved it.")

    text = TextField(
        label=_("Reply"),
        rows=12,
        max_length=8000,
        error_messages={"required": _("Write the reply.")},
    )

    def prepare(self) -> None:
        self.fields["text"].initial = self.submission.reply

    def perform(self) -> None:
        replying.reply(self.submission, actor=self.actor, text=self.cleaned_data["text"])


class SendBackForm(ActionForm):
    template = "feedback/desk/reply_move.html"
    reason = ReasonField(label=_("What the drafter is to correct"))

    def perform(self) -> None:
        replying.send_back_reply(
            self.submission, actor=self.actor, reason=self.cleaned_data["reason"]
        )


class ReviewForm(ActionForm):
    template = "feedback/desk/reply_move.html"

    def perform(self) -> None:
        replying.review(self.submission, actor=self.actor, today=self.today)


class UrgeForm(ActionForm):
    def perform(self) -> None:
        handling.urge(self.submission, actor=self.actor, now=timezone.now())


class NoteForm(handling_forms.NoteForm, ActionForm):
    def perform(self) -> None:
        handling.add_note(self.submission, actor=self.actor, text=self.cleaned_data["text"])


class AttachForm(ActionForm):
    label = _("Add a file")
    consequence = _("It is kept encrypted; files of the reply reach the asker with it.")

    file = file_field()
    purpose = ChoicesField(
        label=_("What the file is"),
        choices=[(FilePurpose.REPLY, FilePurpose.REPLY.label)]
        + [(FilePurpose.INTERNAL, FilePurpose.INTERNAL.label)],
        error_messages={"required": _("Choose what the file is.")},
    )

    def prepare(self) -> None:
        under_work = self.submission.state == SubmissionState.ISSUED
        self.fields["purpose"].initial = FilePurpose.REPLY if under_work else FilePurpose.INTERNAL

    def perform(self) -> None:
        file = self.cleaned_data["file"]
        attaching.attach(
            self.submission,
            file=file,
            name=file.name,
            purpose=self.cleaned_data["purpose"],
            actor=self.actor,
        )
