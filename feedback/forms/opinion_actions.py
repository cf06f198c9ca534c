"""One form for each action on a case of public opinion; each calls its verb."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from catalogs.forms.actions import ActionForm, DescribedChoice, NamedChoice, ReasonField
from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.models import Department, Publication
from catalogs.published_lists import containing
from feedback import opinions
from feedback.enums import RESPONSE_HOURS, IncentiveKind, OpinionLevel
from feedback.models import OpinionCase, OpinionLimit

FOUND_AT_MOST = 10
# What is proposed where the hour of the response has passed already.
HOURS_WHEN_LATE = timedelta(hours=2)
NOTHING_FOUND = _(
    "No document published since the case was collected has this number or these words."
)


class HourField(forms.DateTimeField):
    """A local day and time to the minute."""

    def __init__(self, **kwargs) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        errors = {"invalid": _("Write day and time, like 2026-11-24 08:30.")}
        super().__init__(widget=widget, input_formats=formats, error_messages=errors, **kwargs)


class OpinionForm(ActionForm):
    template = "feedback/opinions/move.html"

    def __init__(self, *args, case: OpinionCase, **kwargs) -> None:
        self.case = case
        super().__init__(*args, **kwargs)


class JudgeForm(OpinionForm):
    level = ChoicesField(
        label=pgettext_lazy("of public opinion", "Level"),
        error_messages={"required": _("Choose a level.")},
    )
    judgement = TextField(label=_("Judgement"), max_length=2000, required=False)

    def prepare(self) -> None:
        offer_levels(self.fields["level"])

    def perform(self) -> None:
        opinions.judge(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class JudgeAnewForm(OpinionForm):
    level = ChoicesField(
        label=pgettext_lazy("of public opinion", "Level"),
        error_messages={"required": _("Choose a level.")},
    )
    reason = ReasonField()

    def prepare(self) -> None:
        offer_levels(self.fields["level"])
        self.fields["level"].initial = self.case.level

    def perform(self) -> None:
        opinions.judge_anew(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class DisposeForm(OpinionForm):
    department = NamedChoice(
        label=_("Department that responds"),
        queryset=Department.objects.none(),
        empty_label=_("Choose a department"),
        error_messages={"required": _("Choose a department.")},
    )
    dispose_by = HourField(
        label=_("To be dealt with by"),
        help_text=_("Not later than the hour of the response, while that is still to come."),
    )
    instruction = TextField(label=_("What is to be done"), max_length=2000, required=False)

    def prepare(self) -> None:
        self.fields["department"].queryset = Department.objects.answering()
        self.fields["dispose_by"].initial = self._proposed(timezone.now())

    def _proposed(self, now: datetime) -> datetime:
        late = self.case.is_overdue(now) or self.case.respond_by is None
        proposed = now + HOURS_WHEN_LATE if late else self.case.respond_by
        return proposed.replace(second=0, microsecond=0)

    def perform(self) -> None:
        opinions.dispose(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class RespondForm(OpinionForm):
    template = "feedback/opinions/respond.html"
    hint = _("Publish the response first; here it is linked, and the clock ends.")

    words = LineField(
        label=_("Index number of the published response, or words of its title"),
        max_length=100,
        error_messages={"required": _("Write the index number, or words of the title.")},
    )
    response = DescribedChoice(
        label=_("Published response"),
        queryset=Publication.objects.none(),
        error_messages={"required": _("Choose the response among these documents.")},
        describe=lambda row: f"{row.title} ({row.index_number}, {row.department.display_name})",
    )

    def prepare(self) -> None:
        words = str(self.data.get("words") or self.initial.get("words") or "").strip()
        found = list(self._found(words))
        if not found:
            del self.fields["response"]
            return
        field = self.fields["response"]
        field.offer(self._found(words))
        # The one document of exactly this number needs no choice.
        field.required = not (len(found) == 1 and found[0].index_number == words)
        if not field.required:
            field.help_text = _("Where you choose none, the document of this number is linked.")

    def _found(self, words: str) -> Any:
        if not words or "\x00" in words:
            return Publication.objects.none()
        public = opinions.responses_to(self.case, today=self.today).select_related("department")
        exact = public.filter(index_number=words)
        rows = exact if exact.exists() else containing(public, words, ["title", "index_number"])
        pks = list(rows.order_by("-published_at", "-pk").values_list("pk", flat=True))
        return public.filter(pk__in=pks[:FOUND_AT_MOST]).order_by("-published_at", "-pk")

    def look(self) -> "RespondForm | None":
        if "look" not in self.data:
            return None
        given: dict[str, Any] = {"words": self.data.get("words", "")}
        form = RespondForm(initial=given, case=self.case, actor=self.actor, today=self.today)
        form.looked = bool(given["words"].strip())
        return form

    # Says that words were looked for, so that an empty result is told.
    looked = False
    nothing_found = NOTHING_FOUND

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("words") and "response" not in self.fields:
            self.add_error("words", NOTHING_FOUND)
        elif "response" in self.fields and not self.fields["response"].required:
            cleaned["response"] = cleaned.get("response") or self.fields["response"].queryset.get()
        return cleaned

    def perform(self) -> None:
        response = self.cleaned_data["response"]
        opinions.respond(self.case, actor=self.actor, response=response, now=timezone.now())


class ReviewForm(OpinionForm):
    lesson = TextField(
        label=_("What the response achieved"),
        max_length=4000,
        help_text=_("How it was received, what remains open, what is done otherwise next time."),
        error_messages={"required": _("Write what the response achieved.")},
    )

    def perform(self) -> None:
        opinions.review(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class DropForm(OpinionForm):
    reason = ReasonField(label=_("Why no response is needed"))

    def perform(self) -> None:
        opinions.drop(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class IncentiveForm(OpinionForm):
    kind = ChoicesField(
        label=_("Kind"),
        choices=IncentiveKind.choices,
        error_messages={"required": _("Choose a kind.")},
    )
    department = NamedChoice(
        label=_("Department it counts for"),
        queryset=Department.objects.none(),
        empty_label=None,
    )
    reason = TextField(
        label=_("Reason"), max_length=2000, error_messages={"required": _("Give the reason.")}
    )
    basis = TextField(
        label=_("Basis"),
        rows=3,
        max_length=1000,
        help_text=_("The rule and its article."),
        error_messages={"required": _("Give the basis.")},
    )

    def prepare(self) -> None:
        self.fields["department"].queryset = Department.objects.answering()
        self.fields["department"].initial = self.case.department_id

    def perform(self) -> None:
        opinions.record_incentive(
            self.case, actor=self.actor, today=self.today, **self.cleaned_data
        )


def offer_levels(field: forms.ChoiceField) -> None:
    """Offer each level with the hours it allows."""
    hours = RESPONSE_HOURS | dict(OpinionLimit.objects.values_list("level", "hours"))
    words = {
        level: ngettext("response within %(hours)d hour", "response within %(hours)d hours", count)
        % {"hours": count}
        for level, count in hours.items()
    }
    field.choices = [
        (level.value, f"{level.label} ({words[level.value]})") for level in OpinionLevel
    ]


ACTIONS: dict[str, type[OpinionForm]] = {
    "judge": JudgeForm,
    "dispose": DisposeForm,
    "respond": RespondForm,
    "review": ReviewForm,
    "record_incentive": IncentiveForm,
    "judge_anew": JudgeAnewForm,
    "drop": DropForm,
}
