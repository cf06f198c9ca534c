"""Stages and tasks of the pilot: loaded from the plan's files, kept up to date here."""

from django import forms
from django.contrib import admin

from catalogs.admin.scoped import ReferenceAdmin
from supervision import pilot_work
from supervision.models import PilotStage, PilotTask


class OfThePlan(ReferenceAdmin):
    """Rows that the plan gives: none is added or deleted by hand."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class PilotTaskForm(forms.ModelForm):
    class Meta:
        model = PilotTask
        fields = pilot_work.SAID

    def clean_note(self) -> str:
        return pilot_work.check_note(self.cleaned_data["note"])


@admin.register(PilotTask)
class PilotTaskAdmin(OfThePlan):
    """Where a task stands, said by the office and supervisors."""

    form = PilotTaskForm
    list_display = ("number", "title", "responsible", "stage", "state", "progress")
    list_display_links = ("number", "title")
    list_filter = ("state", "group")
    list_select_related = ("responsible", "stage")
    search_fields = ("number", "title", "title_en")
    readonly_fields = ("number", "group", "title", "responsible", "cooperating", "stage")
    fields = (*readonly_fields, *pilot_work.SAID)

    def save_model(self, request, obj, form, change):
        pilot_work.update_task(
            obj,
            actor=request.user,
            **{name: form.cleaned_data[name] for name in pilot_work.SAID},
        )

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history."""


@admin.register(PilotStage)
class PilotStageAdmin(OfThePlan):
    """What was done in a stage; its days are the plan's."""

    list_display = ("number", "title", "starts_on", "ends_on")
    list_display_links = ("number", "title")
    readonly_fields = ("number", "title", "title_en", "starts_on", "ends_on")
    fields = (*readonly_fields, "summary")
