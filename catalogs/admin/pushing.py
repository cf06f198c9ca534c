"""Departmental systems and what they sent: kept by administrators, seen by their departments."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs import push_systems
from catalogs.access import role_of
from catalogs.enums import Genre, Role
from catalogs.forms.pushing import COLUMNS, PushSystemForm
from catalogs.models import PushDelivery, PushSystem

from .scoped import DepartmentScopedAdmin, person
from .workflows import WorkflowAdminMixin


@admin.register(PushSystem)
class PushSystemAdmin(WorkflowAdminMixin, DepartmentScopedAdmin):
    form = PushSystemForm
    workflow = push_systems.WORKFLOW
    verbs = {
        "rotate": lambda row, actor, data: push_systems.rotate(
            row, actor=actor, reason=data["reason"], now=timezone.now()
        ),
        "suspend": lambda row, actor, data: push_systems.suspend(
            row, actor=actor, reason=data["reason"], now=timezone.now()
        ),
        "resume": lambda row, actor, data: push_systems.resume(
            row, actor=actor, now=timezone.now()
        ),
    }
    list_display = ("name", "department", "rule", "state", "token_prefix", "token_made_at")
    list_filter = ("state", "rule")
    whole_district_columns = ("department",)
    whole_district_filters = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("department",)
    search_fields = ("name", "contact", "token_prefix")
    autocomplete_fields = ("department", "release_matters")
    readonly_fields = ("state", "suspension_reason", "token_prefix", "token_made_at", "writer")
    writer = person("created_by", _("entered by"))
    fieldsets = (
        (None, {"fields": ("name", "department", "contact")}),
        (
            _("Where pushed publications go"),
            {"fields": ("rule", "release_genres", "release_matters")},
        ),
        (_("Where it may push from"), {"fields": ("allowed_networks",)}),
    )
    progress = (_("Progress"), {"fields": readonly_fields})

    def may_edit(self, user, obj) -> bool:
        return role_of(user) == Role.ADMINISTRATOR

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.fieldsets
        if self.has_change_permission(request, obj):
            return (*self.fieldsets, self.progress)
        rule = (
            _("Where pushed publications go"),
            {"fields": ("rule", "genres_words", "release_matters")},
        )
        return (self.fieldsets[0], rule, self.fieldsets[2], self.progress)

    def get_readonly_fields(self, request, obj=None):
        # What it pushed stays with the department it pushed for.
        fixed = ("department",) if obj is not None else ()
        return (*self.readonly_fields, *fixed, "genres_words")

    @admin.display(description=_("genres released straight"))
    def genres_words(self, system: PushSystem) -> str:
        words = dict(Genre.choices)
        return "、".join(str(words[code]) for code in system.release_genres) or "-"

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        created, request.new_token = push_systems.register(
            actor=request.user,
            now=timezone.now(),
            release_matters=tuple(form.cleaned_data["release_matters"]),
            **{name: form.cleaned_data[name] for name in COLUMNS},
        )
        obj.pk, obj._state.adding = created.pk, False
        obj.refresh_from_db()

    def log_addition(self, request, obj, message):
        """Written by ``push_systems.register``."""

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        return self.token_page(request, obj)

    def move_view(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        response = super().move_view(request, object_id, action)
        if not hasattr(request, "new_token"):
            return response
        return self.token_page(request, self.get_object(request, object_id))

    def _make(self, request, obj, move, form) -> bool:
        if move.action != "rotate":
            return super()._make(request, obj, move, form)
        _system, request.new_token = self.verbs["rotate"](obj, request.user, form.cleaned_data)
        return True

    def token_page(self, request: HttpRequest, system: PushSystem) -> HttpResponse:
        """Show the token this one time; nothing keeps the page."""
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Token of the departmental system"),
            "subtitle": None,
            "object": system,
            "opts": self.opts,
            "token": request.new_token,
            "back": reverse("admin:catalogs_pushsystem_change", args=[system.pk]),
        }
        response = TemplateResponse(request, "admin/catalogs/push_token.html", context)
        response["Cache-Control"] = "no-store"
        return response


@admin.register(PushDelivery)
class PushDeliveryAdmin(DepartmentScopedAdmin):
    list_display = ("received_at", "system", "key", "result", "status", "publication")
    list_filter = ("result", "status", ("system", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("system", "publication")
    search_fields = ("key", "checksum", "publication__title", "publication__index_number")
    date_hierarchy = "received_at"
    fields = (
        "received_at",
        "system",
        "key",
        "checksum",
        "result",
        "status",
        "faults",
        "publication",
    )
    readonly_fields = ("faults",)

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.display(description=_("errors"))
    def faults(self, delivery: PushDelivery) -> str:
        return "\n".join(f"{fault['field']}: {fault['detail']}" for fault in delivery.errors) or "-"
