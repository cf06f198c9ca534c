"""Files sent for datasets: what was found in them, what their columns are, release and discard."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs import data_second_look, data_uploading
from catalogs.access import can_write
from catalogs.data_checking import Place, place_told, sentence_of
from catalogs.data_enums import UploadState
from catalogs.data_files import CONTENT_TYPES
from catalogs.data_releasing import columns_apart
from catalogs.data_workflow import UPLOADS
from catalogs.forms.dataset_uploads import (
    ConfirmForm,
    ReleaseForm,
    SecondLookForm,
    TypesForm,
    columns_found,
)
from catalogs.models import DatasetUpload
from catalogs.table_writing import write_csv

from .scoped import DepartmentScopedAdmin, person
from .workflows import WorkflowAdminMixin

FAULTS_ON_A_PAGE = 50
CORRIGIBLE = frozenset({UploadState.CHECKED, UploadState.RETURNED})
DECIDABLE = CORRIGIBLE | {UploadState.IN_REVIEW}


@admin.register(DatasetUpload)
class DatasetUploadAdmin(WorkflowAdminMixin, DepartmentScopedAdmin):
    form = TypesForm
    workflow = UPLOADS
    verbs = {
        "release": lambda row, actor, data: data_uploading.release(
            row,
            actor=actor,
            now=timezone.now(),
            note=data["note"],
        ),
        "ask": lambda row, actor, data: data_second_look.ask(
            row,
            actor=actor,
            now=timezone.now(),
            personal_reason=data["personal_reason"],
            note=data["note"],
        ),
        "confirm": lambda row, actor, data: data_second_look.confirm(
            row, actor=actor, now=timezone.now()
        ),
        "return": lambda row, actor, data: data_second_look.return_(
            row, actor=actor, reason=data["reason"], now=timezone.now()
        ),
        "discard": lambda row, actor, data: data_uploading.discard(
            row, actor=actor, now=timezone.now()
        ),
    }
    move_forms = {"release": ReleaseForm, "ask": SecondLookForm, "confirm": ConfirmForm}
    change_form_template = "admin/catalogs/upload_change_form.html"
    list_display = ("name", "dataset", "state", "row_count", "fault_count", "sender", "uploaded_at")
    list_filter = ("state",)
    list_select_related = ("dataset", "uploaded_by")
    search_fields = ("name", "dataset__name", "dataset__code")
    date_hierarchy = "uploaded_at"
    sender = person("uploaded_by", _("sent by"))
    facts = (
        "dataset_page",
        "name",
        "size",
        "sender",
        "uploaded_at",
        "checked_at",
        "read_as",
        "row_count",
        "note",
    )
    asker = person("asked_by", _("second look asked for by"))
    confirmer = person("confirmed_by", _("confirmed by"))
    second_look = ("personal_reason", "asker", "asked_at", "confirmer")
    readonly_fields = (*facts, "version_page", *second_look)

    def get_urls(self):
        view = self.admin_site.admin_view(self.report_view)
        name = "catalogs_datasetupload_report"
        return [path("<path:object_id>/report/", view, name=name), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        asked = self.second_look if obj is not None and obj.asked_at else ()
        released = ("version_page",) if obj is not None and obj.version_id else ()
        return ((None, {"fields": (*self.facts, *released, *asked)}),)

    def may_edit(self, user, obj) -> bool:
        return obj.state in CORRIGIBLE and can_write(user, obj.department_id)

    def has_add_permission(self, request):
        return False  # a file is sent on the page of its dataset

    def has_delete_permission(self, request, obj=None):
        return False  # it is discarded, and that stays written

    def moves_of(self, user, obj):
        """Release or the second look, as numbers of persons were found; neither with obstacles."""
        barred = {"release" if obj.place_count else "ask"}
        if obj.state in DECIDABLE and data_uploading.obstacles(obj):
            barred = {"release", "ask", "confirm"}
        if not obj.is_of_others(user):
            barred |= {"confirm", "return"}
        return [move for move in super().moves_of(user, obj) if move.action not in barred]

    def save_model(self, request, obj, form, change):
        data_uploading.correct_types(obj, actor=request.user, types=form.chosen, now=timezone.now())
        obj.refresh_from_db()

    def log_change(self, request, obj, message):
        """Written by ``data_uploading.correct_types``."""

    def response_change(self, request, obj):
        return HttpResponseRedirect(request.get_full_path())

    def render_change_form(self, request, context, *args, **kwargs):
        upload = kwargs.get("obj")
        may_change = self.has_change_permission(request, upload)
        form = context["adminform"].form if may_change else None
        obstacles = data_uploading.obstacles(upload)
        apart = columns_apart(upload.dataset, upload.headers) if upload.headers else []
        faults = Paginator(upload.faults, FAULTS_ON_A_PAGE).get_page(request.GET.get("p"))
        context |= {
            "columns": list(columns_found(upload, form)),
            "obstacles": obstacles,
            "notes": [words for words in apart if words not in obstacles],
            "is_waiting": upload.state == UploadState.WAITING,
            "is_open": upload.state in DECIDABLE,
            "places": [place_told(Place(*place)) for place in upload.places],
            "fault_page": faults,
            "faults": [_fault(fault) for fault in faults],
            "faults_kept": len(upload.faults),
            "report_url": self._page(upload, "report"),
            "save_words": _now("Check again by these types"),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def report_view(self, request: HttpRequest, object_id: str) -> StreamingHttpResponse:
        """Send the faults that were kept as a table."""
        upload = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, upload):
            raise PermissionDenied
        headers = [_now("Row"), _now("Column"), _now("Value"), _now("What is wrong")]
        rows = [list(_fault(fault).values()) for fault in upload.faults]
        return StreamingHttpResponse(
            write_csv(rows, headers),
            content_type=CONTENT_TYPES["csv"],
            headers={"Content-Disposition": f'attachment; filename="report-{upload.pk}.csv"'},
        )

    def _page(self, upload: DatasetUpload, page: str) -> str:
        return reverse(f"admin:catalogs_datasetupload_{page}", args=[upload.pk])

    @admin.display(description=_("dataset"))
    def dataset_page(self, upload: DatasetUpload) -> str:
        url = reverse("admin:catalogs_dataset_change", args=[upload.dataset_id])
        return format_html('<a href="{}">{}</a>', url, upload.dataset)

    @admin.display(description=_("version"))
    def version_page(self, upload: DatasetUpload) -> str:
        """Say which version the file became, with its public address where it has one."""
        number = str(upload.version.number)
        if not upload.dataset.is_public(timezone.localdate()):
            return number
        return format_html('<a href="{}">{}</a>', upload.version.get_absolute_url(), number)

    @admin.display(description=_("read as"))
    def read_as(self, upload: DatasetUpload) -> str:
        parts = (upload.get_format_display(), upload.encoding_words, delimiter_words(upload))
        return " · ".join(filter(None, parts)) or "-"


DELIMITERS = {
    ",": _("cells divided by commas"),
    ";": _("cells divided by semicolons"),
    "\t": _("cells divided by tabs"),
}


def delimiter_words(upload: DatasetUpload) -> str:
    return str(DELIMITERS.get(upload.delimiter, ""))


def _fault(fault: list) -> dict[str, Any]:
    row, column, value, kind = fault
    return {"row": row, "column": column, "value": value, "words": sentence_of(kind)}
