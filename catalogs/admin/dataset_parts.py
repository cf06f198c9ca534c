"""What stands beside a dataset on its page: the data dictionary and the versions."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogs.access import can_write
from catalogs.data_enums import DatasetState
from catalogs.models import Dataset, DatasetColumn, DatasetUpload, DatasetVersion

from .scoped import person

SIZES = {
    "position": {"class": "", "min": 1, "max": 999},
    "name": {"class": "", "size": 10, "maxlength": 100},
    "title": {"class": "", "size": 9, "maxlength": 100},
    "title_en": {"class": "", "size": 10, "maxlength": 100},
    "unit": {"class": "", "size": 3, "maxlength": 40},
    "meaning": {"class": "", "rows": 2, "cols": 18},
}
EDITABLE = (DatasetState.DRAFT, DatasetState.PUBLISHED)


def is_open(user, dataset: Dataset | None) -> bool:
    """Say whether ``user`` may edit the entry: a draft, or what is public."""
    if dataset is None:
        return True
    return dataset.state in EDITABLE and can_write(user, dataset.department_id)


def _may_have_others(user, dataset: Dataset | None) -> bool:
    """Say whether ``user`` may add and take away columns."""
    return is_open(user, dataset) and not (dataset is not None and dataset.is_live)


class ColumnInline(admin.TabularInline):
    model = DatasetColumn
    extra = 0
    fields = ("position", "name", "title", "title_en", "type", "unit", "meaning", "is_indexed")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and db_field.name in SIZES:
            # Eight columns beside each other: the stock widths would not fit the page.
            field.widget.attrs = {**SIZES[db_field.name]}
        return field

    def get_readonly_fields(self, request, obj=None):
        """The columns of live data are those that the portal fills every day."""
        return ("name", "type") if obj is not None and obj.is_live else ()

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and _may_have_others(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_open(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _may_have_others(request.user, obj)


class _ReadOnlyInline(admin.TabularInline):
    extra = 0
    view_on_site = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class UploadInline(_ReadOnlyInline):
    """Files that wait to become a version; the form's own field sends one."""

    model = DatasetUpload
    verbose_name_plural = _("files not yet released")
    fields = ("page", "state", "row_count", "fault_count", "place_count", "sender", "uploaded_at")
    readonly_fields = fields
    sender = person("uploaded_by", _("sent by"))

    def get_queryset(self, request):
        return super().get_queryset(request).open().select_related("uploaded_by", "dataset")

    @admin.display(description=_("file"))
    def page(self, upload: DatasetUpload) -> str:
        url = reverse("admin:catalogs_datasetupload_change", args=[upload.pk])
        return format_html('<a href="{}">{}</a>', url, upload.name)


class VersionInline(_ReadOnlyInline):
    """What was released."""

    model = DatasetVersion
    fields = (
        "number",
        "released_at",
        "download",
        "row_count",
        "column_count",
        "size",
        "note",
        "personal_reason",
    )
    readonly_fields = fields
    ordering = ("-number",)

    @admin.display(description=_("file"))
    def download(self, version: DatasetVersion) -> str:
        url = reverse("admin:catalogs_dataset_file", args=[version.dataset_id, version.number])
        return format_html('<a href="{}">{}</a>', url, version.name)
