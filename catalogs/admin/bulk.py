"""Bulk actions that ask first: moves of many rows, and many drafts proposed at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.views.main import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogs import adjusting
from catalogs.access import WRITERS, role_of
from catalogs.enums import AdjustmentAction
from catalogs.forms.moves import MoveForm
from catalogs.forms.proposals import ProposalForm
from catalogs.workflow import Move

MOST_ROWS = 500
SHOWN_REFUSALS = 5


class BulkMovesMixin:
    """Offers, for the chosen rows, the moves of this role that ask for nothing."""

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        if IS_POPUP_VAR in request.GET:
            return actions
        role = role_of(request.user)
        for move in self.workflow.moves:
            plain = not move.needs_reason and move.action not in self.move_forms
            if plain and role in move.roles and move.action in self.verbs:
                name = f"move_{move.action}"
                words = _("%(move)s: the chosen rows") % {"move": move.label}
                actions[name] = (partial(_move_chosen, move=move, name=name), name, words)
        return actions


def _move_chosen(
    model_admin: Any, request: HttpRequest, queryset: models.QuerySet, *, move: Move, name: str
) -> TemplateResponse | None:
    form = MoveForm(request.POST, move=move, target=model_admin.model())
    if "confirmed" in request.POST:
        verb = model_admin.verbs[move.action]
        _each(request, queryset, lambda row: verb(row, request.user, {}))
        return None
    return ask(
        model_admin,
        request,
        queryset,
        name=name,
        title=move.label,
        consequence=move.consequence,
        form=form,
    )


class BulkProposalMixin:
    """Offers to propose many drafts to be added to the list, on one basis and from one day."""

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        if IS_POPUP_VAR not in request.GET and role_of(request.user) in WRITERS:
            words = _("Propose to add: the chosen drafts")
            actions["propose_to_add"] = (propose_to_add, "propose_to_add", words)
        return actions


def propose_to_add(
    model_admin: Any, request: HttpRequest, queryset: models.QuerySet
) -> TemplateResponse | None:
    """Write an adjustment "add" for each chosen draft; what is refused is told by name."""
    confirmed = "confirmed" in request.POST
    form = ProposalForm(request.POST if confirmed else None)
    if confirmed and form.is_valid():
        propose = partial(
            adjusting.propose,
            action=AdjustmentAction.ADD,
            actor=request.user,
            **form.cleaned_data,
        )
        _each(request, queryset, propose)
        return None
    return ask(
        model_admin,
        request,
        queryset,
        name="propose_to_add",
        title=_("Propose to add: the chosen drafts"),
        consequence=_("Each draft gets its adjustment, on the same basis and from the same day."),
        form=form,
    )


def ask(
    model_admin: Any,
    request: HttpRequest,
    queryset: models.QuerySet,
    *,
    name: str,
    title: Any,
    consequence: Any,
    form: Any,
) -> TemplateResponse | None:
    """Show the chosen rows, what will happen and what is asked; None when there are too many."""
    count = queryset.count()
    if count > MOST_ROWS:
        messages.error(request, _("Choose at most %(count)d rows.") % {"count": MOST_ROWS})
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": None,
        "consequence": consequence,
        "rows": queryset[:MOST_ROWS],
        "form": form,
        "media": model_admin.media + form.media,
        "action_name": name,
        "checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        "opts": model_admin.opts,
        "object": None,
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/catalogs/bulk.html", context)


def _each(
    request: HttpRequest, queryset: models.QuerySet, do: Callable[[models.Model], Any]
) -> None:
    """Do each row by itself: one that is refused leaves the others done, and is named."""
    done, refused = 0, []
    for row in queryset[:MOST_ROWS]:
        try:
            do(row)
        except ValidationError as error:
            refused.append(f"{row}: {' '.join(error.messages)}")
        else:
            done += 1
    if done:
        words = ngettext("%(count)d row done.", "%(count)d rows done.", done)
        messages.success(request, words % {"count": done})
    for sentence in refused[:SHOWN_REFUSALS]:
        messages.error(request, sentence)
    if len(refused) > SHOWN_REFUSALS:
        rest = len(refused) - SHOWN_REFUSALS
        words = ngettext("%(count)d more was refused.", "%(count)d more were refused.", rest)
        messages.error(request, words % {"count": rest})
