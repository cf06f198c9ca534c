"""Limits in working days, and which department answers by which words."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import ngettext

from catalogs.admin.fixed_rows import FixedRowsAdmin, reason_of_a_limit
from catalogs.admin.scoped import ReferenceAdmin
from catalogs.models import Department
from feedback.limits import change_limit
from feedback.models import LimitRule, RoutingRule


class LimitRuleForm(forms.ModelForm):
    reason = reason_of_a_limit()

    class Meta:
        model = LimitRule
        fields = ("working_days",)


@admin.register(LimitRule)
class LimitRuleAdmin(FixedRowsAdmin):
    """Every limit has its row; a change counts the open clocks anew."""

    form = LimitRuleForm
    list_display = ("subject", "working_days")
    fields = ("subject", "working_days", "reason")
    readonly_fields = ("subject",)

    def save_model(self, request, obj, form, change):
        moved = change_limit(
            obj,
            actor=request.user,
            days=form.cleaned_data["working_days"],
            reason=form.cleaned_data["reason"],
        )
        if moved:
            words = ngettext(
                "%(count)d due date moved with the limit.",
                "%(count)d due dates moved with the limit.",
                moved,
            )
            messages.info(request, words % {"count": moved})


@admin.register(RoutingRule)
class RoutingRuleAdmin(ReferenceAdmin):
    """The office sees a department suggested; most words found wins, then the field."""

    list_display = ("words", "field", "department")
    list_filter = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("field", "department")
    search_fields = ("words", "department__name", "field__name")
    fields = ("words", "field", "department")

    def choices_of(self, db_field, request):
        if db_field.name == "department":
            return Department.objects.answering()
        return super().choices_of(db_field, request)
