"""Limits of the response to public opinion, in hours."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalogs.admin.scoped import ReferenceAdmin
from catalogs.forms.actions import ReasonField
from feedback.models import OpinionLimit
from feedback.opinion_limits import change_hours


class OpinionLimitForm(forms.ModelForm):
    reason = ReasonField(help_text=_("It is kept in the history of the limit and of each case."))

    class Meta:
        model = OpinionLimit
        fields = ("hours",)


@admin.register(OpinionLimit)
class OpinionLimitAdmin(ReferenceAdmin):
    """Every level has its row; a change counts the hours of open cases anew."""

    form = OpinionLimitForm
    list_display = ("level", "hours")
    fields = ("level", "hours", "reason")
    readonly_fields = ("level",)

    def get_queryset(self, request):
        OpinionLimit.objects.complete()
        return super().get_queryset(request)

    def get_fields(self, request, obj=None):
        # Who only reads has no reason to give.
        return self.fields if self.has_change_permission(request, obj) else self.fields[:2]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

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

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history, with the reason."""
