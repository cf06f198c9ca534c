"""Datasets: the entry of the catalogue, its dictionary, its versions, and the reviewer's moves."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogs import data_catalogue, data_uploading
from catalogs.data_enums import DataFormat
from catalogs.data_files import CONTENT_TYPES
from catalogs.forms.datasets import COLUMNS, FILE, DatasetForm
from catalogs.models import Dataset, DatasetUpload
from catalogs.refreshing import build_later

from .changes import form_changes
from .dataset_parts import ColumnInline, UploadInline, VersionInline, is_open
from .scoped import DepartmentScopedAdmin, person
from .workflows import WorkflowAdminMixin


class StaleFilter(admin.SimpleListFilter):
    title = _("update")
    parameter_name = "update"

    def lookups(self, request, model_admin):
        return [("overdue", _("Update overdue"))]

    def queryset(self, request, queryset):
        return queryset.stale(timezone.localdate()) if self.value() == "overdue" else queryset


@admin.register(Dataset)
class DatasetAdmin(WorkflowAdminMixin, DepartmentScopedAdmin):
    form = DatasetForm
    workflow = data_catalogue.WORKFLOW
    verbs = {
        "publish": lambda row, actor, data: data_catalogue.publish(
            row, actor=actor, now=timezone.now()
        ),
        "withdraw": lambda row, actor, data: data_catalogue.withdraw(
            row, actor=actor, reason=data["reason"], now=timezone.now()
        ),
        "reopen": lambda row, actor, data: data_catalogue.reopen(
            row, actor=actor, now=timezone.now()
        ),
    }
    list_display = ("name", "code", "department", "field", "state", "frequency", "updated_on")
    list_filter = ("state", StaleFilter, "field", "frequency", "openness", "theme")
    whole_district_columns = ("department",)
    whole_district_filters = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("department", "field")
    search_fields = ("name", "name_en", "code", "description")
    autocomplete_fields = ("matters",)
    readonly_fields = (
        "state",
        "published_on",
        "updated_on",
        "withdrawn_on",
        "withdrawal_reason",
        "writer",
    )
    writer = person("created_by", _("entered by"))
    inlines = (ColumnInline, UploadInline, VersionInline)
    fieldsets = (
        (None, {"fields": ("name", "name_en", "code", "department", "field", "theme")}),
        (_("Content"), {"fields": ("description", "description_en", "keywords", "matters")}),
        (_("Terms"), {"fields": ("frequency", "licence", "openness", "conditions")}),
        (_("Next version"), {"fields": FILE}),
    )
    made_daily = (
        _("Next version"),
        {
            "fields": (),
            "description": _(
                "The portal makes these data itself every day. No file can be sent for them."
            ),
        },
    )
    progress = (_("Progress"), {"fields": readonly_fields})

    def get_urls(self):
        view = self.admin_site.admin_view(self.file_view)
        name = "catalogs_dataset_file"
        return [
            path("<path:object_id>/version/<int:number>/", view, name=name),
            *super().get_urls(),
        ]

    def may_edit(self, user, obj) -> bool:
        return is_open(user, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        """What was once public keeps its address; only a draft may go."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.published_on is None)

    def get_readonly_fields(self, request, obj=None):
        fixed = data_catalogue.FIXED if obj is not None and obj.published_on else ()
        return (*self.readonly_fields, *fixed, "keywords_words")

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.fieldsets
        if self.has_change_permission(request, obj):
            last = self.made_daily if obj.is_live else self.fieldsets[-1]
            return (*self.fieldsets[:-1], last, self.progress)
        shown = [(title, _read_only(options)) for title, options in self.fieldsets[:-1]]
        return (self.progress, *shown)

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        return {"department": request.user.department_id, **initial}

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in COLUMNS if name in form.cleaned_data}
        matters = form.cleaned_data["matters"]
        if change:
            self.held(obj)
            data_catalogue.edit(obj, actor=request.user, matters=matters, **values)
        else:
            created = data_catalogue.draft(actor=request.user, matters=matters, **values)
            obj.pk, obj._state.adding = created.pk, False
        obj.refresh_from_db()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance.latest and any(formset.has_changed() for formset in formsets):
            build_later(form.instance.latest)  # by the columns that are marked now
        if file := form.cleaned_data.get("new_file"):
            self._send(request, form.instance, file, note=form.cleaned_data["new_note"])

    def _send(self, request: HttpRequest, dataset: Dataset, file: UploadedFile, *, note: str):
        try:
            request.sent_file = data_uploading.upload(
                dataset,
                file=file,
                name=file.name,
                actor=request.user,
                now=timezone.now(),
                note=note,
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))

    def response_add(self, request, obj, post_url_continue=None):
        return _to_file(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return _to_file(request) or super().response_change(request, obj)

    def get_deleted_objects(self, objs, request):
        """The files sent for a draft go with it, though nobody deletes one by itself."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, needed - {DatasetUpload._meta.verbose_name}, protected

    def delete_model(self, request, obj):
        data_uploading.drop_files_of([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        data_uploading.drop_files_of(queryset)
        super().delete_queryset(request, queryset)

    def construct_change_message(self, request, form, formsets, add=False):
        """What the verbs do not write themselves: rows of the dictionary."""
        changes = form_changes(form, formsets or ())
        return {name: pair for name, pair in changes.items() if name not in form.fields}

    def log_addition(self, request, obj, message):
        """Written by ``data_catalogue.draft``."""

    @admin.display(description=_("keywords"))
    def keywords_words(self, dataset: Dataset) -> str:
        return "、".join(dataset.keywords)

    def file_view(self, request: HttpRequest, object_id: str, number: int):
        """Send the file of a version within reach, published or not, always as a download."""
        dataset = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, dataset):
            raise PermissionDenied
        version = get_object_or_404(dataset.versions, number=number)
        try:
            content = version.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return FileResponse(
            content,
            as_attachment=True,
            filename=version.name,
            content_type=CONTENT_TYPES[DataFormat(version.format)],
        )


def _to_file(request: HttpRequest) -> HttpResponseRedirect | None:
    """Return the way to what was found in the file that was sent along, if one was."""
    sent = getattr(request, "sent_file", None)
    if sent is None:
        return None
    return HttpResponseRedirect(reverse("admin:catalogs_datasetupload_change", args=[sent.pk]))


def _read_only(options: dict) -> dict:
    names = ["keywords_words" if name == "keywords" else name for name in options["fields"]]
    return {**options, "fields": tuple(names)}
