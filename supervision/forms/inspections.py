"""The form that asks for an inspection: of everything, of one department, by one rule."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import NamedChoice
from catalogs.models import Department
from supervision.models import RuleSetting
from supervision.rules import RULES


class InspectionForm(forms.Form):
    use_required_attribute = False

    department = NamedChoice(
        label=_("Department"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("Every department"),
    )
    rule = forms.ChoiceField(label=_("Rule"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.answering()
        off = set(RuleSetting.objects.filter(is_active=False).values_list("code", flat=True))
        rules = [(rule.code, rule.name) for rule in RULES if rule.code not in off]
        self.fields["rule"].choices = [("", _("Every rule")), *rules]
