"""Entries of the knowledge list in the admin: every change goes through a verb."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.admin.scoped import DepartmentScopedAdmin
from catalogs.admin.transfers import TransferAdminMixin
from catalogs.admin.workflows import WorkflowAdminMixin
from catalogs.markdown import to_html
from catalogs.models import Department
from feedback import knowledge
from feedback.enums import KnowledgeState
from feedback.evidence import answering, proposed_answer
from feedback.forms.knowledge import COLUMNS, LINKS, KnowledgeForm
from feedback.knowledge_table import KnowledgeResource
from feedback.knowledge_workflow import CONFIRM, WORKFLOW
from feedback.models import KnowledgeCandidate, KnowledgeEntry

# What the history says of an entry that no table of moves names.
ACTIONS = {"write": _("Entry written"), "revise": _("Text or links changed")}
MADE_OF = "candidate"


class ReviewFilter(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("needed", _("Linked item was adjusted"))]

    def queryset(self, request, queryset):
        return queryset.needing_review() if self.value() == "needed" else queryset


@admin.register(KnowledgeEntry)
class KnowledgeEntryAdmin(TransferAdminMixin, WorkflowAdminMixin, DepartmentScopedAdmin):
    form = KnowledgeForm
    resource_class = KnowledgeResource
    workflow = WORKFLOW
    extra_moves = (CONFIRM,)
    verbs = {
        "publish": lambda row, actor, data: knowledge.publish(row, actor=actor, now=timezone.now()),
        "withdraw": lambda row, actor, data: knowledge.withdraw(
            row, actor=actor, reason=data["reason"], now=timezone.now()
        ),
        "confirm": lambda row, actor, data: knowledge.confirm(row, actor=actor, now=timezone.now()),
    }
    change_form_template = "feedback/editing/change_form.html"
    list_display = ("question", "field", "department", "state", "version", "reviewed", "votes")
    list_filter = ("state", ReviewFilter, "field")
    whole_district_columns = ("department",)
    whole_district_filters = (("department", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("department", "field")
    search_fields = ("question", "answer", "basis")
    date_hierarchy = "published_on"
    autocomplete_fields = LINKS
    readonly_fields = ("state", "version", "published_on", "reviewed_at", "votes")
    fieldsets = (
        (None, {"fields": ("question", "answer", "basis", MADE_OF)}),
        (_("Where it belongs"), {"fields": ("field", "department", *LINKS)}),
    )
    progress = (_("Progress"), {"fields": readonly_fields})

    def get_urls(self):
        view = self.admin_site.admin_view(self.draft_view)
        return [path("draft/", view, name="feedback_knowledgeentry_draft"), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).with_votes()

    @admin.display(description=_("last reviewed"), ordering="reviewed_at")
    def reviewed(self, row: KnowledgeEntry) -> Any:
        return timezone.localdate(row.reviewed_at) if row.reviewed_at else None

    @admin.display(description=_("useful / not useful"), ordering="useless")
    def votes(self, row: KnowledgeEntry) -> str:
        return f"{row.useful} / {row.useless}"

    def may_edit(self, user: Any, obj: KnowledgeEntry) -> bool:
        return knowledge.may_edit(user, obj.department_id)

    def has_import_permission(self, request) -> bool:
        return self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def moves_of(self, user, obj):
        """Return the moves of the table; what needs no review offers no "still right"."""
        moves = super().moves_of(user, obj) if self.may_edit(user, obj) else []
        return [move for move in moves if move is not CONFIRM or obj.needs_review()]

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj is None else (*self.fieldsets, self.progress)

    def choices_of(self, db_field, request):
        if db_field.name == "department":
            return Department.objects.answering().visible_to(request.user)
        return super().choices_of(db_field, request)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None and MADE_OF in form.base_fields:
            form.base_fields[MADE_OF].queryset = _open_to(request.user)
        return form

    def get_changeform_initial_data(self, request):
        initial = {"department": request.user.department_id}
        asked = request.GET.get(MADE_OF, "")
        made_of = _open_to(request.user).filter(pk=asked if asked.isdecimal() else 0).first()
        if made_of is not None:
            initial |= {
                MADE_OF: made_of.pk,
                "question": made_of.question,
                "answer": proposed_answer(made_of, today=timezone.localdate()),
                "field": made_of.field_id,
            }
            if request.user.sees_all_departments:
                initial["department"] = answering(made_of)
        return initial

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = {"preview_url": reverse("admin:feedback_knowledgeentry_draft")}
        return super().changeform_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        entry = self.get_object(request, unquote(object_id))
        published = entry.state == KnowledgeState.PUBLISHED
        context = {
            "adjusted": entry.adjusted_since().with_entries() if published else [],
            "versions_url": reverse("feedback:knowledge-versions", args=[entry.pk]),
        }
        return super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def save_model(self, request, obj, form, change):
        data = form.cleaned_data
        links = {name: data[name] for name in LINKS}
        if not change:
            values = {name: data[name] for name in COLUMNS}
            made = {**values, **links, "candidate": data[MADE_OF]}
            written = knowledge.write(actor=request.user, **made)
            obj.pk, obj._state.adding = written.pk, False
        elif form.changed_data:
            entry = self.held(obj)
            values = {name: data[name] for name in COLUMNS if name in form.changed_data}
            knowledge.revise(entry, actor=request.user, now=timezone.now(), **links, **values)

    def save_related(self, request, form, formsets, change):
        """Write nothing: the verb has set the links."""

    def log_addition(self, request, obj, message):
        """Write nothing: the verb has written the history."""

    def log_change(self, request, obj, message):
        """Write nothing: the verb has written the history."""

    def action_words(self, action: str) -> str:
        return str(ACTIONS.get(action) or super().action_words(action))

    def draft_view(self, request: HttpRequest) -> HttpResponse:
        """Show the text of the form as the public would see it; nothing is kept."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _now("Preview: nothing is saved"),
            "subtitle": None,
            "question": request.POST.get("question", ""),
            "answer": to_html(request.POST.get("answer", "")),
            "basis": request.POST.get("basis", ""),
            "opts": self.opts,
            "object": None,
        }
        return TemplateResponse(request, "feedback/editing/preview.html", context)


def _open_to(user: Any):
    """The candidates this official may still make an entry of."""
    return KnowledgeCandidate.objects.visible_to(user).proposed()
