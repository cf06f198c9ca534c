"""Forms of assessment rounds: the round, its items, the points given, a table, notes, reasons."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.forms.actions import DayField, NamedChoice, ReasonField
from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.models import Department
from catalogs.tables import LARGEST_FILE, Table, TableError, read_table
from feedback.models import Evaluation
from supervision.assessing import COLUMNS, MOST_ITEMS, Item
from supervision.enums import NoteKind
from supervision.models import AssessmentRound
from supervision.round_results import assessed


class EvaluationsField(forms.ModelMultipleChoiceField):
    """Evaluations with a score, each with whom it is about and what it gave."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Evaluation) -> str:
        about = obj.department.display_name if obj.department else _("The whole district")
        return f"{obj.title} – {about} – {obj.score} ({obj.get_state_display()})"


class RoundForm(forms.ModelForm):
    """Period, shares and the evaluations that count."""

    use_required_attribute = False

    period_start = DayField(
        label=_("Period from"), error_messages={"required": _("Give the first day.")}
    )
    period_end = DayField(
        label=_("Period to"), error_messages={"required": _("Give the last day.")}
    )
    evaluations = EvaluationsField(
        label=_("Third-party evaluations that count"),
        queryset=Evaluation.objects.none(),
        required=False,
        help_text=_("Those of the whole district count for every department."),
    )
    note = TextField(label=_("Note"), max_length=4000, rows=4, required=False)

    class Meta:
        model = AssessmentRound
        fields = (*COLUMNS, "evaluations")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        scored = Evaluation.objects.filter(score__isnull=False)
        self.fields["evaluations"].queryset = scored.select_related("department")
        if not scored.exists():
            self.fields["evaluations"].help_text = _("No evaluation has a score yet.")
        self.fields["title"].error_messages["required"] = _("Write a title.")
        for name in ("automatic_share", "manual_share", "evaluation_share"):
            self.fields[name].help_text = _("In percent; the three make 100 together.")

    def values(self) -> dict[str, Any]:
        """Return the columns and evaluations for a verb."""
        return {name: self.cleaned_data[name] for name in (*COLUMNS, "evaluations")}


class ItemForm(forms.Form):
    """One manual item; left empty where there is none."""

    use_required_attribute = False

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = LineField(label=pgettext_lazy("of an assessment", "Item"), max_length=200)
    standard = TextField(label=_("How it is judged"), max_length=2000, rows=2)
    points = forms.IntegerField(label=_("Points at most"), min_value=1, max_value=100)

    def item(self) -> Item:
        values = self.cleaned_data
        return Item(values["name"], values["standard"], values["points"], pk=values["pk"])


ItemFormSet = forms.formset_factory(
    ItemForm,
    extra=3,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_ITEMS,
    absolute_max=MOST_ITEMS,
)


class TableForm(forms.Form):
    """A table of marks."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV in UTF-8 or GB18030, or XLSX."),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> Table:
        file = self.cleaned_data["file"]
        try:
            return read_table(file.read(LARGEST_FILE + 1), filename=file.name or "")
        except TableError as refusal:
            raise ValidationError(str(refusal)) from refusal


class NoteForm(forms.Form):
    """A reward or a criticism with its ground."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    department = NamedChoice(
        label=_("Department"),
        queryset=Department.objects.none(),
        error_messages={"required": _("Choose a department.")},
    )
    kind = ChoicesField(
        label=pgettext_lazy("of a note on a department", "Kind"),
        choices=NoteKind.choices,
        error_messages={"required": _("Choose a reward or a criticism.")},
    )
    round = NamedChoice(
        label=_("Assessment round"),
        queryset=AssessmentRound.objects.all(),
        required=False,
        empty_label=_("Not because of a round"),
    )
    text = TextField(
        label=_("What for"), max_length=2000, help_text=_("Name no person in it."), rows=5
    )
    basis = TextField(
        label=_("Basis"), max_length=1000, help_text=_("The measure or rule it follows."), rows=3
    )

    def __init__(self, *args, **kwargs) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        pks = [department.pk for department in assessed()]
        rows = Department.objects.filter(pk__in=pks).order_by("display_order", "code")
        self.fields["department"].queryset = rows


class WithdrawForm(forms.Form):
    """Why published results are taken back."""

    use_required_attribute = False

    reason = ReasonField()
