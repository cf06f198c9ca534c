"""Rows that all stand from the start: of each one value is changed, with a reason, by a verb."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import ReasonField

from .scoped import ReferenceAdmin


def reason_of_a_limit() -> ReasonField:
    """Return the field that asks why a limit is changed."""
    return ReasonField(help_text=_("It is kept in the history of the limit and of each case."))


class FixedRowsAdmin(ReferenceAdmin):
    """Every subject has its row; its queryset has ``complete()``, which adds those missing.

    ``fields`` ends with the reason of the change, which the form asks for. ``save_model`` calls
    the verb.
    """

    def get_queryset(self, request: HttpRequest):
        self.model._default_manager.complete()
        return super().get_queryset(request)

    def get_fields(self, request, obj=None):
        # Who only reads has no reason to give.
        return self.fields if self.has_change_permission(request, obj) else self.fields[:-1]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history, with the reason."""
