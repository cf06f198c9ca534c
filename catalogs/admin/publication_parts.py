"""What stands beside a document on its page: its files, and the plan of its interpretation."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from catalogs.access import can_edit
from catalogs.models import Attachment, InterpretationPlan, Publication


def links_at_fault(document: Publication) -> str:
    """Say which links and files the weekly check found at fault, one on a line."""
    rows = document.checked_links.at_fault()
    shown = ((link.address, link.get_fault_display()) for link in rows)
    return format_html_join(mark_safe("<br>"), "{} · {}", shown) or "-"


class _DraftPartInline:
    """Rows beside a document: written while the document itself is open to editing."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and _open(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _open(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _open(request, obj)


def _open(request: HttpRequest, document: Publication | None) -> bool:
    return document is None or can_edit(request.user, document)


class AttachmentInline(_DraftPartInline, admin.TabularInline):
    model = Attachment
    extra = 0
    fields = ("download", "text_alternative", "size", "checksum", "created_at")
    readonly_fields = ("download", "size", "checksum", "created_at")
    verbose_name_plural = _("attached files")

    def has_add_permission(self, request, obj=None):
        return False  # the form's own field attaches, after checking the content

    @admin.display(description=_("file"))
    def download(self, attachment: Attachment) -> str:
        url = reverse(
            "admin:catalogs_publication_attachment",
            args=[attachment.publication_id, attachment.pk],
        )
        return format_html('<a href="{}">{}</a>', url, attachment.name)


class PlanInline(_DraftPartInline, admin.StackedInline):
    model = InterpretationPlan
    fields = ("form", "phase", "responsible", "outline", "due_on")
    readonly_fields = ("due_on",)
    verbose_name_plural = _("interpretation plan (a policy needs one before it is approved)")

    def has_delete_permission(self, request, obj=None):
        return False
