"""Publications: the clerk's draft, the reviewer's decisions, the files and the plan beside them."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs import publishing
from catalogs.access import can_write
from catalogs.attaching import attach
from catalogs.enums import DocumentKind, Effectiveness, PublicationForm, PublicationState
from catalogs.forms.moves import ScheduleForm
from catalogs.forms.publications import COLUMNS, LINKS, DocumentForm
from catalogs.interpreting import draft_of
from catalogs.models import InterpretationPlan, Official, Publication
from catalogs.publication_clocks import plan_interpretation, start_publication_clock
from catalogs.publishing_workflow import REVIEWERS
from catalogs.resources.publications import PublicationResource
from catalogs.workflow import move

from .duties import DueFilter, due_words
from .publication_parts import AttachmentInline, PlanInline, links_at_fault
from .scoped import DepartmentScopedAdmin, person
from .transfers import TransferAdminMixin
from .workflows import WorkflowAdminMixin

REPEAL = move(
    "repeal",
    [PublicationState.PUBLISHED],
    PublicationState.PUBLISHED,
    label=_("Mark as repealed"),
    consequence=_("The document stays public and says that it is repealed."),
    roles=REVIEWERS,
    needs_reason=True,
)


@admin.register(Publication)
class PublicationAdmin(TransferAdminMixin, WorkflowAdminMixin, DepartmentScopedAdmin):
    form = DocumentForm
    change_form_template = "admin/catalogs/publication_change_form.html"
    resource_class = PublicationResource
    workflow = publishing.WORKFLOW
    verbs = {
        "submit": lambda row, actor, data: publishing.submit(row, actor=actor),
        "approve": lambda row, actor, data: publishing.approve(row, actor=actor),
        "return": lambda row, actor, data: publishing.return_(
            row, actor=actor, reason=data["reason"]
        ),
        "publish": lambda row, actor, data: publishing.publish(
            row, actor=actor, now=timezone.now()
        ),
        "schedule": lambda row, actor, data: publishing.schedule(
            row, actor=actor, release_at=data["release_at"], now=timezone.now()
        ),
        "withdraw": lambda row, actor, data: publishing.withdraw(
            row, actor=actor, reason=data["reason"], now=timezone.now()
        ),
        "repeal": lambda row, actor, data: publishing.repeal(
            row, actor=actor, reason=data["reason"]
        ),
    }
    extra_moves = (REPEAL,)
    move_forms = {"schedule": ScheduleForm}
    list_display = ("title", "index_number", "department", "kind", "state", "due", "issued_on")
    list_filter = ("state", DueFilter, "kind", "mode", "theme", "genre", "effectiveness")
    whole_district_columns = ("department",)
    whole_district_filters = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("department",)
    search_fields = ("title", "title_en", "index_number", "document_number")
    date_hierarchy = "issued_on"
    autocomplete_fields = ("matters", "interprets")
    readonly_fields = (
        "index_number",
        "state",
        "effectiveness",
        "issued_on",
        "due",
        "scheduled_for",
        "published_at",
        "withdrawn_at",
        "withdrawal_reason",
        "writer",
        "links_at_fault",
    )
    writer = person("created_by", _("formed by"))
    inlines = (AttachmentInline, PlanInline)
    fieldsets = (
        (None, {"fields": ("kind", "title", "title_en", "department", "field", "formed_on")}),
        (
            pgettext_lazy("form section", "Document"),
            {"fields": ("document_number", "genre", "theme", "keywords", "procedure")},
        ),
        (
            _("Publicity"),
            {
                "fields": (
                    "mode",
                    "audience",
                    "audience_group",
                    "forms",
                    "publicity_term",
                    "public_until",
                    "valid_from",
                    "valid_until",
                )
            },
        ),
        (_("What it discloses"), {"fields": ("stage", "matters", "elements")}),
        (
            _("Interpretation"),
            {
                "description": _("Only for a document that interprets a policy."),
                "fields": (
                    "interprets",
                    "interpretation_form",
                    "interpretation_phase",
                    "media_address",
                ),
            },
        ),
        (_("Text"), {"fields": ("summary", "summary_en", "body", "new_file", "new_file_words")}),
    )
    progress = (_("Progress"), {"fields": readonly_fields})

    def get_urls(self):
        view = self.admin_site.admin_view(self.attachment_view)
        name = "catalogs_publication_attachment"
        return [
            path("<path:object_id>/attachment/<int:attachment_id>/", view, name=name),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.fieldsets
        if not self.has_change_permission(request, obj):
            return (self.progress, *((title, _read_only(o)) for title, o in self.fieldsets))
        return (*self.fieldsets, self.progress)

    def get_inlines(self, request, obj):
        if obj is None or obj.kind != DocumentKind.POLICY:
            return self.inlines[:1] if obj else ()
        return self.inlines

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        # A policy out of reach, or no number at all, prefills nothing.
        initial.pop("interprets", None)
        interpreted = request.GET.get("interprets", "")
        policies = self.get_queryset(request).policies()
        policy = policies.filter(pk=interpreted).first() if interpreted.isdecimal() else None
        if policy is not None:
            initial |= draft_of(policy, today=timezone.localdate())
        return {"department": request.user.department_id, **initial}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        document = self.get_object(request, unquote(object_id))
        context = {"interpret_url": self.interpret_url(request.user, document)}
        return super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def interpret_url(self, user: Official, document: Publication) -> str:
        """Return where an official begins an interpretation of this document, or nothing."""
        closed = document.state == PublicationState.WITHDRAWN
        if document.kind != DocumentKind.POLICY or closed:
            return ""
        if not can_write(user, document.department_id):
            return ""
        return f"{reverse('admin:catalogs_publication_add')}?interprets={document.pk}"

    def choices_of(self, db_field, request):
        rows = super().choices_of(db_field, request)
        return rows.policies() if db_field.name == "interprets" else rows

    def moves_of(self, user, obj):
        moves = super().moves_of(user, obj)
        if obj.effectiveness == Effectiveness.REPEALED:
            moves = [move for move in moves if move.action != REPEAL.action]
        return moves

    def save_model(self, request, obj, form, change):
        if change:
            self.held(obj)
            super().save_model(request, obj, form, change)
            return
        values = {name: getattr(obj, name) for name in COLUMNS}
        links = {name: form.cleaned_data.get(name, ()) for name in LINKS}
        created = publishing.create(actor=request.user, **values, **links)
        obj.pk, obj._state.adding = created.pk, False
        obj.refresh_from_db()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        start_publication_clock(form.instance)
        if file := form.cleaned_data.get("new_file"):
            words = form.cleaned_data.get("new_file_words", "")
            attach(
                form.instance,
                file=file,
                name=file.name,
                actor=request.user,
                text_alternative=words,
            )

    def save_formset(self, request, form, formset, change):
        if formset.model is not InterpretationPlan:
            super().save_formset(request, form, formset, change)
            return
        for plan in formset.save(commit=False):
            values = {name: getattr(plan, name) for name in PlanInline.fields if name != "due_on"}
            plan_interpretation(form.instance, actor=request.user, **values)

    def log_addition(self, request, obj, message):
        """Written by ``publishing.create``."""

    @admin.display(description=_("due on"), ordering="due_on")
    def due(self, document: Publication) -> str:
        return due_words(document, today=timezone.localdate())

    @admin.display(description=_("links and files at fault"))
    def links_at_fault(self, document: Publication) -> str:
        return links_at_fault(document)

    @admin.display(description=_("forms of publicity"))
    def forms_words(self, document: Publication) -> str:
        words = dict(PublicationForm.choices)
        return "、".join(str(words.get(code, code)) for code in document.forms)

    @admin.display(description=_("keywords"))
    def keywords_words(self, document: Publication) -> str:
        return "、".join(document.keywords)

    def attachment_view(self, request: HttpRequest, object_id: str, attachment_id: int):
        """Send a file of a document within reach, published or not, always as a download."""
        document = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, document):
            raise PermissionDenied
        attachment = get_object_or_404(document.attachments, pk=attachment_id)
        try:
            content = attachment.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return FileResponse(
            content,
            as_attachment=True,
            filename=attachment.name,
            content_type=attachment.content_type,
        )


# What a read-only page shows in the place of a field of the form.
_SHOWN_AS = {
    "forms": "forms_words",
    "keywords": "keywords_words",
    "new_file": None,
    "new_file_words": None,
}


def _read_only(options: dict) -> dict:
    names = [_SHOWN_AS.get(name, name) for name in options["fields"]]
    return {**options, "fields": tuple(name for name in names if name)}
