"""The keys of the open API in the admin: who holds them, how much they are used, and ending one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import display_for_value
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs.admin.scoped import ReferenceAdmin, person
from catalogs.forms.actions import ReasonField
from portal.models import ApiKey
from portal.opendata import keys


class RevokeForm(forms.ModelForm):
    """Why a key is ended; saving ends it."""

    reason = ReasonField(
        label=_("Why the key is revoked"),
        help_text=_("Saving ends the key at once and for good. Name no person in the reason."),
    )

    class Meta:
        model = ApiKey
        fields = ()


@admin.register(ApiKey)
class ApiKeyAdmin(ReferenceAdmin):
    form = RevokeForm
    list_display = ("prefix", "holder", "given_at", "requests", "last_used_on", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    search_fields = ("prefix", "holder")
    date_hierarchy = "given_at"
    shown = ("prefix", "holder", "email", "purpose", "given_at", "requests", "last_used_on")
    ended = ("revoked_at", "revoker", "revocation_reason", "contact_erased_at")
    readonly_fields = (*shown, *ended)
    revoker = person("revoked_by", _("revoked by"))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("revoked_by")
        return rows.annotate(times=Sum("uses__times"), last_day=Max("uses__day"))

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> tuple[str, ...]:
        if obj is not None and not obj.is_valid:
            return (*self.shown, *self.ended)
        return (*self.shown, "reason") if self.has_change_permission(request, obj) else self.shown

    def may_edit(self, user: Any, obj: ApiKey) -> bool:
        return obj.is_valid

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        return False

    @admin.display(description=_("requests"), ordering="times")
    def requests(self, row: ApiKey) -> int:
        return row.times or 0

    @admin.display(description=_("last used on"), ordering="last_day")
    def last_used_on(self, row: ApiKey) -> str:
        return display_for_value(row.last_day, self.get_empty_value_display())

    def save_model(self, request, obj, form, change) -> None:
        reason = form.cleaned_data["reason"]
        keys.revoke(obj, actor=request.user, now=timezone.now(), reason=reason)

    def log_change(self, request, obj, message) -> None:
        """Write nothing: the verb has written the history, with the reason."""
