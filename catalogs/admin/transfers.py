"""Import and export pages of a list, scoped as the list itself is."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.access import WRITERS, role_of
from catalogs.forms.imports import ConfirmForm, UploadForm
from catalogs.forms.moves import posted
from catalogs.resources.formats import FORMATS, TableFormat
from catalogs.resources.plans import Plan, Verdict
from catalogs.resources.tabular import TableResource
from catalogs.tables import TableError

from . import uploads

ROWS_ON_A_PAGE = 100
SHOWN_FIRST = (Verdict.BAD, Verdict.PROPOSED, Verdict.CHANGED, Verdict.NEW)
WORDS = {
    Verdict.NEW: _("New"),
    Verdict.CHANGED: _("Changed"),
    Verdict.PROPOSED: _("Adjustment to propose"),
    Verdict.SAME: _("Unchanged"),
    Verdict.BAD: _("Bad"),
}


class TransferAdminMixin:
    """Adds import, preview and export to a model's admin."""

    change_list_template = "admin/catalogs/transfer_change_list.html"
    resource_class: type[TableResource]
    actions = ("export_chosen",)

    def get_urls(self):
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name=f"{info}_import"),
            path("import/<str:token>/", wrap(self.preview_view), name=f"{info}_preview"),
            path("export/<slug:kind>/", wrap(self.export_view), name=f"{info}_export"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and role_of(request.user) in WRITERS

    def changelist_view(self, request, extra_context=None):
        context = {
            "may_import": self.has_import_permission(request),
            "exports": [(kind, FORMATS[kind].title) for kind in FORMATS],
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    # Export

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Send exactly the list as it is filtered and within reach."""
        if kind not in FORMATS:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        queryset = self.get_changelist_instance(request).get_queryset(request)
        return self._export(queryset, FORMATS[kind]())

    @admin.action(description=_("Export the chosen rows (XLSX)"), permissions=["view"])
    def export_chosen(self, request, queryset):
        return self._export(queryset, FORMATS["xlsx"]())

    def _export(self, queryset: models.QuerySet, kind: TableFormat) -> HttpResponse:
        resource = self.resource_class()
        chunks = kind.chunks(resource.get_export_headers(), resource.export_rows(queryset))
        name = f"{self.opts.model_name}-{timezone.localdate():%Y%m%d}.{kind.get_extension()}"
        response = StreamingHttpResponse(chunks, content_type=kind.get_content_type())
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    # Import

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file, plan what it would do, and show that; nothing is changed."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = UploadForm(posted(request), request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            content = file.read()
            try:
                plan = self._plan(request, content, file.name)
            except (TableError, ValidationError) as error:
                form.add_error("file", getattr(error, "messages", None) or str(error))
            else:
                upload = uploads.keep(
                    request,
                    model=self.opts.model_name,
                    filename=file.name,
                    content=content,
                    preview=_preview(plan),
                )
                return HttpResponseRedirect(self._address("preview", upload.token))
        context = {
            **self._page(request, _now("Import: %s") % capfirst(self.opts.verbose_name_plural)),
            "form": form,
            "headers": [column.header for column in self.resource_class().readable],
        }
        return TemplateResponse(request, "admin/catalogs/import.html", context)

    def _plan(self, request: HttpRequest, content: bytes, filename: str) -> Plan:
        dataset = TableFormat().create_dataset(content, filename=filename)
        return self.resource_class(actor=request.user).plan(dataset)

    def preview_view(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show each row with its reason or its difference; on POST import the file."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if uploads.is_finished(request, token=token):
            messages.info(request, _now("This file has been imported already."))
            return HttpResponseRedirect(self._address("changelist"))
        upload = uploads.find(request, model=self.opts.model_name, token=token)
        preview = upload.preview
        form = ConfirmForm(posted(request), counts=preview["counts"])
        if request.method == "POST" and form.is_valid() and self._import(request, upload, form):
            return HttpResponseRedirect(self._address("changelist"))
        shown = request.GET.get("show", "")
        rows = [row for row in preview["rows"] if not shown or row["verdict"] == shown]
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
        for row in page:
            row["words"] = WORDS[Verdict(row["verdict"])]
        context = {
            **self._page(request, _now("Check the import: %s") % upload.filename),
            "form": form,
            "media": self.media + form.media,
            "counts": [
                {"verdict": v, "words": WORDS[v], "count": preview["counts"][v]} for v in Verdict
            ],
            "strange_headers": preview["strange_headers"],
            "shown": shown,
            "page": page,
            "nothing": not any(preview["counts"][v] for v in SHOWN_FIRST[1:]),
        }
        return TemplateResponse(request, "admin/catalogs/import_preview.html", context)

    def _import(self, request: HttpRequest, upload: uploads.Upload, form: ConfirmForm) -> bool:
        resource = self.resource_class(actor=request.user)
        try:
            dataset = TableFormat().create_dataset(upload.content, filename=upload.filename)
            plan = resource.apply(
                dataset, skip_bad=form.cleaned_data.get("skip_bad", False), head=form.head
            )
        except (TableError, ValidationError) as error:
            form.add_error(None, getattr(error, "messages", None) or str(error))
            return False
        upload.remove(request)
        counts = plan.counts
        messages.success(
            request,
            _now(
                "Imported: %(new)d new, %(changed)d changed, %(proposed)d adjustments proposed, "
                "%(bad)d left out."
            )
            % counts,
        )
        return True

    def _page(self, request: HttpRequest, title: str) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": self.opts,
            "object": None,
            "back": self._address("changelist"),
            "media": self.media,
        }

    def _address(self, name: str, *args: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)


def _preview(plan: Plan) -> dict:
    """Return the plan as data: what needs a look comes first, unchanged rows are only counted."""
    order = {str(verdict): place for place, verdict in enumerate(SHOWN_FIRST)}
    rows = [row.as_data() for row in plan.of(*SHOWN_FIRST)]
    rows.sort(key=lambda row: (order[row["verdict"]], row["number"]))
    return {"counts": plan.counts, "rows": rows, "strange_headers": plan.strange_headers}
