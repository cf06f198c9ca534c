"""The history page of every row: who, when, what, why, with old and new values."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.entry_values import labels, shown
from catalogs.guide_values import GUIDE
from catalogs.history import record, record_many
from catalogs.models import CatalogEntry, HistoryRow

from .guide_words import guide_changes

ROWS_ON_A_PAGE = 50

# What the history calls that which no workflow table names.
ACTIONS = {
    "create": _("Added"),
    "edit": _("Edited"),
    "delete": _("Deleted"),
    "import": _("Imported"),
    "import_create": _("Added by import"),
    "import_edit": _("Changed by import"),
    "due_date_recomputed": _("Due date computed again"),
    "add": _("Brought into force"),
    "revise": _("Revised"),
    "abolish": _("Abolished"),
    "propose": _("Adjustment proposed"),
    "amend": _("Adjustment corrected"),
    "apply": _("Took effect"),
    "request": _("Review requested"),
    "request_non_disclosure": _("Non-disclosure requested"),
    "attach": _("File attached"),
    "plan_interpretation": _("Interpretation planned"),
    "release_due": _("Released as scheduled"),
    "repeal": _("Marked as repealed"),
    "push": _("Pushed by a departmental system"),
    "push_correction": _("Corrected by a departmental system"),
}


class HistoryAdminMixin:
    """Writes ``HistoryRow`` where the stock admin writes its log, and shows the rows."""

    workflow = None
    extra_moves: tuple = ()

    def log_addition(self, request, obj, message):
        return record(obj, actor=request.user, action="create", changes=message or {})

    def log_change(self, request, obj, message):
        if not message:
            return None
        changes = message if isinstance(message, Mapping) else {}
        return record(obj, actor=request.user, action="edit", changes=changes)

    def log_deletions(self, request, queryset):
        rows = list(queryset)
        record_many(
            rows,
            actor=request.user,
            action="delete",
            changes={row.pk: {str(self.opts.verbose_name): [str(row), None]} for row in rows},
        )

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        rows = HistoryRow.objects.of(obj).select_related("actor")
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _now("History: %s") % obj,
            "subtitle": None,
            "happenings": [self.happening(row, obj) for row in page],
            "page": page,
            "opts": self.opts,
            "object": obj,
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/object_history.html", context)

    def happening(self, row: HistoryRow, obj: models.Model) -> dict[str, Any]:
        """Return one row in words for the page."""
        return {
            "at": row.at,
            "actor": row.actor or _now("The system"),
            "action": self.action_words(row.action),
            "from_state": state_words(obj, row.from_state),
            "to_state": state_words(obj, row.to_state),
            "reason": row.reason,
            "changes": shown_changes(obj, row.changes),
        }

    def action_words(self, action: str) -> str:
        """Return what happened in words: the workflow's own label, or one of the few above."""
        if self.workflow is not None:
            for move in (*self.workflow.moves, *self.extra_moves):
                if move.action == action:
                    return str(move.label)
        return str(ACTIONS.get(action, action.replace("_", " ").capitalize()))


def state_words(obj: models.Model, state: str) -> str:
    """Return a state's name where the model has such a state."""
    try:
        choices = dict(obj._meta.get_field("state").flatchoices)
    except FieldDoesNotExist:
        return state
    return str(choices.get(state, state))


def shown_changes(obj: models.Model, changes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return label, old and new value of each change, as a person reads them."""
    rows = []
    for name, pair in changes.items():
        if not isinstance(pair, (list, tuple)) or len(pair) != 2:
            continue
        if name == GUIDE and isinstance(obj, CatalogEntry):
            rows += guide_changes(*pair)
            continue
        rows.append(
            {
                "label": change_label(obj, name),
                "old": shown_value(obj, name, pair[0]),
                "new": shown_value(obj, name, pair[1]),
            }
        )
    return rows


def change_label(obj: models.Model, name: str) -> str:
    if isinstance(obj, CatalogEntry) and name in (known := labels(obj)):
        return str(capfirst(known[name]))
    try:
        field = obj._meta.get_field(name)
    except FieldDoesNotExist:
        return str(capfirst(name))
    if not hasattr(field, "verbose_name"):
        return str(capfirst(field.related_model._meta.verbose_name_plural))
    return str(capfirst(field.verbose_name))


def shown_value(obj: models.Model, name: str, value: Any) -> str:
    if isinstance(obj, CatalogEntry) and name in labels(obj):
        value = shown(obj, name, value)
    if isinstance(value, (list, tuple)):
        return "\n".join(str(item) for item in value)
    if isinstance(value, bool):
        return _now("yes") if value else _now("no")
    return "" if value is None else str(value)
