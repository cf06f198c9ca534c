"""The base of every admin page: an official reaches only what ``visible_to`` shows.

List, edit form, autocomplete, raw id, bulk action, import, export, history, delete and the
choices of foreign keys all begin with ``get_queryset``; a row out of reach is a 404, as if it
were not there.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.access import can_edit, can_write
from catalogs.models import Department, Field

from .changes import form_changes
from .histories import HistoryAdminMixin
from .overtaking import SEEN, last_seen, overtaken_words, overtaking


class _Overtaken:
    """Mixed into a form: whatever was typed, it is shown again with the sentence above it."""

    sentence = ""

    def clean(self):
        data = super().clean()
        self.add_error(None, self.sentence)
        return data


class DepartmentScopedAdmin(HistoryAdminMixin, admin.ModelAdmin):
    """Scope, permissions of the single row, and history rows instead of the admin's own log."""

    list_per_page = 50
    list_max_show_all = 500
    show_full_result_count = False
    # What only those who see every department need.
    whole_district_filters: tuple = ()
    whole_district_columns: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return self.scope(super().get_queryset(request), request.user)

    def scope(self, queryset: models.QuerySet, user: Any) -> models.QuerySet:
        """Return what of ``queryset`` the user may reach; reference tables have no scope."""
        return queryset.visible_to(user) if hasattr(queryset, "visible_to") else queryset

    def may_edit(self, user: Any, obj: models.Model) -> bool:
        """Say whether this very row is open to editing by ``user``."""
        return can_edit(user, obj)

    def view_on_site(self, obj: models.Model) -> str | None:
        """Return the public address of a row that citizens can see, else None."""
        if not hasattr(obj, "get_absolute_url"):
            return None
        rows, today = type(obj)._default_manager.filter(pk=obj.pk), timezone.localdate()
        if hasattr(rows, "permalinked"):
            return obj.get_absolute_url() if rows.permalinked(today).exists() else None
        # Departments and fields are public whatever the day.
        public = rows.public() if isinstance(obj, (Department, Field)) else rows.public(today)
        return obj.get_absolute_url() if public.exists() else None

    def get_object(self, request, object_id, from_field=None):
        obj = super().get_object(request, object_id, from_field)
        if obj is None:
            raise Http404
        return obj

    def held(self, obj: models.Model) -> models.Model:
        """Lock the row that a form is about to save, and return it as it is stored.

        Saving writes every column: a decision made since the form was read would be undone.
        """
        present = self.model._default_manager.select_for_update().get(pk=obj.pk)
        if present.state != obj.state:
            raise PermissionDenied
        return present

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Refuse, once, to write over what another official saved after the page was opened."""
        form = super().get_form(request, obj, change=change, **kwargs)
        newer = overtaking(request, obj) if obj is not None else None
        if newer is None:
            return form
        told = overtaken_words(newer, self.action_words)
        advice = _("What you typed is kept below; compare it with the row, then save again.")
        return type("Overtaken", (_Overtaken, form), {"sentence": f"{told} {advice}"})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if request.method == "POST" and self._has_closed(request, obj):
            words = _("This row is no longer open to editing: nothing was saved.")
            messages.warning(request, words)
            return HttpResponseRedirect(request.get_full_path())
        context = {"seen": last_seen(obj), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def _has_closed(self, request: HttpRequest, obj: models.Model) -> bool:
        """Whether the row was open when the page was made, and is no longer."""
        return (
            SEEN in request.POST
            and hasattr(obj, "department_id")
            and can_write(request.user, obj.department_id)
            and super().has_change_permission(request, obj)
            and not self.has_change_permission(request, obj)
        )

    def has_change_permission(self, request, obj=None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or self.may_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or self.may_edit(request.user, obj))

    def get_list_display(self, request):
        columns = super().get_list_display(request)
        if request.user.sees_all_departments:
            return columns
        return [name for name in columns if name not in self.whole_district_columns]

    def get_list_filter(self, request):
        filters = list(super().get_list_filter(request))
        return filters + list(self.whole_district_filters) * request.user.sees_all_departments

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        # Rows are made on their own pages: no pop-up buttons beside a choice.
        for name in ("can_add_related", "can_change_related", "can_delete_related"):
            if field is not None and hasattr(field.widget, name):
                setattr(field.widget, name, False)
        if field is not None and hasattr(field.widget, "can_view_related"):
            field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        self._limit_choices(db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        self._limit_choices(db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _limit_choices(self, db_field, request, kwargs: dict) -> None:
        choices = self.choices_of(db_field, request)
        if choices is not None:
            kwargs["queryset"] = choices

    def choices_of(self, db_field: models.Field, request: HttpRequest) -> models.QuerySet | None:
        """Return the rows a form may name; a forged id outside them is refused by the form."""
        rows = db_field.remote_field.model._default_manager.all()
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else None

    def construct_change_message(self, request, form, formsets, add=False):
        return form_changes(form, formsets or ())


def person(name: str, label: Any):
    """Return a column for the official in ``name``, without a link few may follow."""

    @admin.display(description=label, ordering=name)
    def words(self, row: models.Model) -> str:
        return str(getattr(row, name) or "-")

    return words


class ReferenceAdmin(DepartmentScopedAdmin):
    """Tables that belong to no department: whoever holds the permission edits every row."""

    def may_edit(self, user: Any, obj: models.Model) -> bool:
        return True
