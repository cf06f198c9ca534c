"""Forms of the department: ask others, reply, review, urge, notes and files."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import DescribedChoice, NamedChoice, ReasonField
from catalogs.forms.fields import ChoicesField, TextField, file_field
from catalogs.models import Department, Official
from feedback import attaching, handling, replying
from feedback.enums import FilePurpose, SubmissionState
from feedback.forms.desk import ActionForm
from feedback.models import JointHandling, Submission


class AskCoHandlerForm(ActionForm):
    department = NamedChoice(
        label=_("Department"),
        queryset=Department.objects.none(),
        empty_label=_("Choose a department"),
        error_messages={"required": _("Choose a department.")},
    )
    question = TextField(
        label=_("What is asked of it"),
        max_length=4000,
        error_messages={"required": _("Write what is asked of it.")},
    )

    def prepare(self) -> None:
        asked = self.submission.joint_handlings.values("department_id")
        rows = Department.objects.answering().exclude(pk=self.submission.department_id)
        self.fields["department"].queryset = rows.exclude(pk__in=asked)

    def perform(self) -> None:
        handling.ask_co_handler(
            self.submission, actor=self.actor, today=self.today, **self.cleaned_data
        )


def open_opinions(submission: Submission, user: Official) -> QuerySet[JointHandling]:
    """Return the opinions still owed that ``user`` may give."""
    rows = submission.joint_handlings.filter(answered_on__isnull=True).select_related("department")
    return rows if user.sees_all_departments else rows.filter(department_id=user.department_id)


def describe_question(joint: JointHandling) -> str:
    return _now("%(department)s, asked on %(day)s") % {
        "department": joint.department.display_name,
        "day": date_format(joint.asked_on),
    }


class GiveOpinionForm(ActionForm):
    joint = DescribedChoice(
        label=_("Request for an opinion"),
        queryset=JointHandling.objects.none(),
        describe=describe_question,
        error_messages={"required": _("Choose a question.")},
    )
    opinion = TextField(
        label=_("Opinion"),
        max_length=4000,
        rows=8,
        error_messages={"required": _("Write the opinion.")},
    )

    def prepare(self) -> None:
        self.fields["joint"].offer(open_opinions(self.submission, self.actor))

    def perform(self) -> None:
        handling.give_opinion(
            self.cleaned_data["joint"],
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
    reason = ReasonField(label=_("What the drafter is to mend"))

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


class NoteForm(ActionForm):
    text = TextField(
        label=_("Note"), max_length=4000, error_messages={"required": _("Write the note.")}
    )

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
