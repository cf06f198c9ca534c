"""The settings of the rules of supervision, each parameter a field of its own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from catalogs.admin.histories import shown_changes
from catalogs.admin.scoped import ReferenceAdmin
from catalogs.forms.actions import ReasonField
from supervision.enums import Level
from supervision.models import RuleSetting
from supervision.rules import RULES, find
from supervision.ruling import COLUMNS, change_rule, settings_of_rules

PREFIX = "parameter_"
SET = ("is_active", "level", "weight", "red_after")
ABOUT = ("name", "meaning", "source", "remedy")


class RuleSettingForm(forms.ModelForm):
    reason = ReasonField()

    class Meta:
        model = RuleSetting
        fields = SET


def _parameter_fields(setting: RuleSetting) -> dict[str, forms.IntegerField]:
    """Return a field for each parameter of the rule, within its bounds."""
    return {
        f"{PREFIX}{parameter.name}": forms.IntegerField(
            label=capfirst(str(parameter.label)),
            min_value=parameter.at_least,
            max_value=parameter.at_most,
            initial=setting.parameters.get(parameter.name, parameter.default),
        )
        for parameter in find(setting.code).parameters
    }


@admin.register(RuleSetting)
class RuleSettingAdmin(ReferenceAdmin):
    """Every rule has its row; a change holds from the next inspection on."""

    form = RuleSettingForm
    list_display = ("name", "aspect", "is_active", "level", "weight", "red_after")
    list_filter = ("is_active", "level")
    # All on one page: there are fewer than a hundred.
    list_per_page = 100
    readonly_fields = (*ABOUT, "parameters_in_words")

    def get_queryset(self, request):
        settings_of_rules()
        return super().get_queryset(request).filter(code__in=[rule.code for rule in RULES])

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is not None:
            kwargs["form"] = type("RuleForm", (RuleSettingForm,), _parameter_fields(obj))
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request, obj=None):
        if obj is None or not self.has_change_permission(request, obj):
            return (*ABOUT, *SET, "parameters_in_words")
        return (*ABOUT, *SET, *_parameter_fields(obj), "reason")

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change):
        given = form.cleaned_data
        parameters = {
            name.removeprefix(PREFIX): value
            for name, value in given.items()
            if name.startswith(PREFIX)
        }
        values = {name: given[name] for name in SET} | {"parameters": parameters}
        change_rule(obj, actor=request.user, reason=given["reason"], values=values)

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history, with the reason."""

    def action_words(self, action: str) -> str:
        return str(_("Rule changed")) if action == "change_rule" else super().action_words(action)

    def happening(self, row, obj) -> dict[str, Any]:
        """Tell a change of parameters one by one, and colours by their names."""
        changes = {name: row.changes[name] for name in COLUMNS[:-1] if name in row.changes}
        if "level" in changes:
            changes["level"] = [Level(value).label for value in changes["level"]]
        told = super().happening(row, obj) | {"changes": shown_changes(obj, changes)}
        old, new = row.changes.get("parameters", ({}, {}))
        told["changes"] += [
            {
                "label": capfirst(str(parameter.label)),
                "old": str(old.get(parameter.name, "")),
                "new": str(new.get(parameter.name, "")),
            }
            for parameter in find(obj.code).parameters
            if old.get(parameter.name) != new.get(parameter.name)
        ]
        return told

    @admin.display(description=_("Rule"))
    def name(self, row: RuleSetting) -> str:
        return str(find(row.code).name)

    @admin.display(description=_("Aspect"))
    def aspect(self, row: RuleSetting) -> str:
        return str(find(row.code).aspect.label)

    @admin.display(description=_("What it means"))
    def meaning(self, row: RuleSetting) -> str:
        return str(find(row.code).meaning)

    @admin.display(description=_("What it rests on"))
    def source(self, row: RuleSetting) -> str:
        return str(find(row.code).source)

    @admin.display(description=_("What the department does"))
    def remedy(self, row: RuleSetting) -> str:
        return str(find(row.code).remedy)

    @admin.display(description=_("Parameters"))
    def parameters_in_words(self, row: RuleSetting) -> str:
        return "; ".join(
            f"{parameter.label}: {row.parameters.get(parameter.name, parameter.default)}"
            for parameter in find(row.code).parameters
        )
