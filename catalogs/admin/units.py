"""Departments, fields and officials: kept by the administrator, seen by all who need them."""

import allauth.account.admin  # noqa: F401 (registers the model that is taken out below)
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashField, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from catalogs.models import Department, Field, Official
from catalogs.resources.departments import DepartmentResource

from .scoped import ReferenceAdmin
from .transfers import TransferAdminMixin


@admin.register(Department)
class DepartmentAdmin(TransferAdminMixin, ReferenceAdmin):
    resource_class = DepartmentResource
    list_display = ("name", "code", "kind", "organization_code", "telephone", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("name", "name_en", "short_name", "code", "organization_code", "sort_key")
    autocomplete_fields = ("parent",)
    fieldsets = (
        (None, {"fields": ("code", "name", "name_en", "short_name", "kind", "organization_code")}),
        (
            _("Contact"),
            {"fields": ("address", "postcode", "telephone", "fax", "email", "office_hours")},
        ),
        (_("Disclosure"), {"fields": ("disclosure_guide",)}),
        (_("Order"), {"fields": ("parent", "display_order", "is_active")}),
    )


@admin.register(Field)
class FieldAdmin(ReferenceAdmin):
    list_display = ("name", "code", "slug", "is_pilot", "display_order")
    list_filter = ("is_pilot",)
    search_fields = ("name", "name_en", "code")
    fields = ("code", "slug", "name", "name_en", "icon", "is_pilot", "display_order")
    prepopulated_fields = {"slug": ("name_en",)}


class OfficialCreationForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = Official
        fields = ("username", "department", "role")


class PasswordNote(ReadOnlyPasswordHashField.widget):
    """Says that there is a password, and leads to the page that sets another."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        words = _("A password is set; nobody can read it.") if value else _("No password is set.")
        return {**context, "summary": [{"label": words}]}


class OfficialChangeForm(UserChangeForm):
    password = ReadOnlyPasswordHashField(label=_("Password"), widget=PasswordNote)

    class Meta(UserChangeForm.Meta):
        model = Official


@admin.register(Official)
class OfficialAdmin(ReferenceAdmin, UserAdmin):
    form = OfficialChangeForm
    add_form = OfficialCreationForm
    list_display = ("username", "get_full_name", "department", "role", "is_active", "last_login")
    list_filter = ("role", "is_active", ("department", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("department",)
    search_fields = ("username", "first_name", "last_name", "email", "department__name")
    ordering = ("username",)
    filter_horizontal = ()
    autocomplete_fields = ("department",)
    readonly_fields = ("last_login", "date_joined")
    # The role gives the permissions: groups and single permissions are not for editing.
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("last_name", "first_name", "email")}),
        (_("Work"), {"fields": ("department", "role", "is_active")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "department",
                    "role",
                    "password1",
                    "password2",
                )
            },
        ),
    )

    def may_edit(self, user, obj) -> bool:
        # An administrator does not take over a superuser's account.
        return user.is_superuser or not obj.is_superuser

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.user.has_perm("catalogs.view_official") else rows.none()


# Both are registered where they come from; here they would only lead astray.
for foreign in (Group, EmailAddress):
    if admin.site.is_registered(foreign):
        admin.site.unregister(foreign)
