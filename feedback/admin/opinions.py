"""Limits of the response to public opinion, in hours."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import ngettext

from catalogs.admin.fixed_rows import FixedRowsAdmin, reason_of_a_limit
from feedback.models import OpinionLimit
from feedback.opinion_limits import change_hours


class OpinionLimitForm(forms.ModelForm):
    reason = reason_of_a_limit()

    class Meta:
        model = OpinionLimit
        fields = ("hours",)


@admin.register(OpinionLimit)
class OpinionLimitAdmin(FixedRowsAdmin):
    """Every level has its row; a change counts the hours of open cases anew."""

    form = OpinionLimitForm
    list_display = ("level", "hours")
    fields = ("level", "hours", "reason")
    readonly_fields = ("level",)

    def save_model(self, request, obj, form, change):
        moved = change_hours(
            obj,
            actor=request.user,
            hours=form.cleaned_data["hours"],
            reason=form.cleaned_data["reason"],
        )
        if moved:
            words = ngettext(
                "%(count)d open case counts its hours anew.",
                "%(count)d open cases count their hours anew.",
                moved,
            )
            messages.info(request, words % {"count": moved})
