"""What stands beside a dataset on its page: the data dictionary and the versions."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogs.access import can_write
from catalogs.enums import DatasetState
from catalogs.models import Dataset, DatasetColumn, DatasetVersion

EDITABLE = (DatasetState.DRAFT, DatasetState.PUBLISHED)


def is_open(user, dataset: Dataset | None) -> bool:
    """Say whether ``user`` may edit the entry: a draft, or what is public."""
    if dataset is None:
        return True
    return dataset.state in EDITABLE and can_write(user, dataset.department_id)


class ColumnInline(admin.TabularInline):
    model = DatasetColumn
    extra = 0
    fields = ("position", "name", "title", "title_en", "type", "unit", "meaning")

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and is_open(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_open(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_open(request.user, obj)


class VersionInline(admin.TabularInline):
    """Read only: the form's own field releases, after checking the content."""

    model = DatasetVersion
    extra = 0
    fields = (
        "number",
        "released_at",
        "download",
        "row_count",
        "column_count",
        "size",
        "checksum",
        "note",
        "personal_reason",
    )
    readonly_fields = fields
    ordering = ("-number",)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("file"))
    def download(self, version: DatasetVersion) -> str:
        url = reverse("admin:catalogs_dataset_file", args=[version.dataset_id, version.number])
        return format_html('<a href="{}">{}</a>', url, version.name)
