"""Workflow buttons of an admin page, read from the workflow's own table.

Each button leads to a page that says what will happen and asks what the move needs; only its POST
changes anything.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.forms.moves import MoveForm, posted
from catalogs.models import HistoryRow
from catalogs.workflow import Move, Workflow

from .bulk import BulkMovesMixin
from .overtaking import last_seen, overtaken_words, overtaking

# A verb gets the row, the actor and what the form asked.
Verb = Callable[[models.Model, Any, Mapping[str, Any]], Any]


class WorkflowAdminMixin(BulkMovesMixin):
    """Buttons, confirmation pages and the call of one verb, for any row with a workflow."""

    workflow: Workflow
    verbs: Mapping[str, Verb] = {}
    move_forms: Mapping[str, type[MoveForm]] = {}
    # Moves that change something else than the state, and so stand outside the table.
    extra_moves: tuple[Move, ...] = ()
    change_form_template = "admin/catalogs/workflow_change_form.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        view = self.admin_site.admin_view(self.move_view)
        return [path("<path:object_id>/move/<slug:action>/", view, name=name), *super().get_urls()]

    def moves_of(self, user: Any, obj: models.Model) -> list[Move]:
        """Return the moves this official may make now, in the table's order."""
        role = role_of(user)
        extra = [m for m in self.extra_moves if obj.state in m.sources and role in m.roles]
        moves = [*self.workflow.available(obj.state, role), *extra]
        return [move for move in moves if move.action in self.verbs]

    def find_move(self, action: str) -> Move:
        """Return the move of that name; a page of no such move is not found."""
        for move in (*self.workflow.moves, *self.extra_moves):
            if move.action == action and action in self.verbs:
                return move
        raise Http404

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        buttons = [
            {
                "url": self.move_url(obj, move.action),
                "label": move.label,
                "consequence": move.consequence,
            }
            for move in self.moves_of(request.user, obj)
        ]
        context = {
            "moves": buttons,
            "state_words": obj.get_state_display(),
            "returned": HistoryRow.objects.last_return(obj),
        }
        return super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def move_url(self, obj: models.Model, action: str) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_move"
        return reverse(name, args=[obj.pk, action], current_app=self.admin_site.name)

    def move_view(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        """Ask for confirmation; on POST make the move through its verb."""
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        move = self.find_move(action)
        if role_of(request.user) not in move.roles:
            raise PermissionDenied
        here = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        if move not in self.moves_of(request.user, obj):
            messages.warning(
                request,
                _("“%(action)s” is no longer possible: the state is now “%(state)s”.")
                % {"action": move.label, "state": obj.get_state_display()},
            )
            return HttpResponseRedirect(here)
        if newer := overtaking(request, obj):
            words = overtaken_words(newer, self.action_words)
            nothing = _("Nothing was done. Look at it again first.")
            messages.warning(request, f"{words} {nothing}")
            return HttpResponseRedirect(here)
        form_class = self.move_forms.get(action, MoveForm)
        form = form_class(posted(request), move=move, target=obj)
        if request.method == "POST" and form.is_valid() and self._make(request, obj, move, form):
            return HttpResponseRedirect(here)
        context = {
            **self.admin_site.each_context(request),
            "title": move.label,
            "subtitle": None,
            "move": move,
            "form": form,
            "seen": last_seen(obj),
            "media": self.media + form.media,
            "object": obj,
            "opts": self.opts,
            "back": here,
        }
        return TemplateResponse(request, "admin/catalogs/move.html", context)

    def _make(self, request: HttpRequest, obj: models.Model, move: Move, form: MoveForm) -> bool:
        """Call the verb; what it refuses stands beside its field."""
        try:
            self.verbs[move.action](obj, request.user, form.cleaned_data)
        except ValidationError as error:
            form.take_refusal(error)
            return False
        messages.success(
            request, _("Done: %(action)s. %(row)s") % {"action": move.label, "row": obj}
        )
        return True
