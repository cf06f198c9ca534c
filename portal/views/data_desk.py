"""The desk of open data: what was sent in, one list for each kind, and each case by its page."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalogs import data_access
from catalogs.access import role_of
from catalogs.deadlines import load_calendar
from catalogs.desk import listing, time_line
from catalogs.desk.moving import Offer
from catalogs.desk.waiting import waiting
from catalogs.models import Official
from catalogs.models.sent_in import RETURNED, SentIn
from catalogs.time_left import concluded_tag, due_tag
from catalogs.working_days import WorkCalendar

from .data_desk_kinds import ACCESS, REUSES, TONES, DeskKind
from .reuses import send_picture

KINDS = (REUSES, ACCESS)


@never_cache
@login_required
@require_safe
def cases(request: HttpRequest, kind: DeskKind) -> HttpResponse:
    """Show one tab of what the official may see; everything is counted within the search."""
    today, calendar = timezone.localdate(), load_calendar()
    found, query = kind.model.objects.visible_to(request.user), listing.query_of(request)
    found = found.containing(query) if query else found
    context = listing.listed(request, kind.tabs, found, today=today, related=kind.related)
    context |= {
        "heading": kind.heading,
        "kinds": [
            {"text": other.heading, "url": reverse(other.list_page), "selected": other is kind}
            for other in KINDS
        ],
        "rows": [row_of(row, kind, today=today, calendar=calendar) for row in context["page_obj"]],
    }
    return render(request, "portal/data/desk_list.html", context)


@never_cache
@login_required
@require_safe
def case(request: HttpRequest, number: str, kind: DeskKind) -> HttpResponse:
    """Show one case, what the official can do with it, and its history."""
    row = find(request.user, number, kind)
    today, calendar = timezone.localdate(), load_calendar()
    context = {
        **shown(row, kind, today=today, calendar=calendar),
        "row": row,
        "kind": kind,
        "list_url": reverse(kind.list_page),
        "title": kind.title_of(row),
        "reveal_url": _reveal_url(row, request.user, kind),
        "next_steps": offers(row, request.user, kind),
        "events": time_line.events(row, kind.words),
    }
    return render(request, "portal/data/desk_case.html", context)


@never_cache
@login_required
@require_safe
def reuse_picture(request: HttpRequest, number: str) -> HttpResponse:
    """Send the picture of a reuse that the official may see."""
    reuse = find(request.user, number, REUSES)
    if not reuse.picture:
        raise Http404
    return send_picture(request, reuse)


@never_cache
@login_required
@require_POST
def access_contact(request: HttpRequest, number: str) -> HttpResponse:
    """Show who asks once, in the answer to this press; who saw it is in the history."""
    row = find(request.user, number, ACCESS)
    if not _reveal_url(row, request.user, ACCESS):
        raise PermissionDenied
    parts = data_access.reveal_contact(row, actor=request.user, now=timezone.now())
    labels = {field.name: field.verbose_name for field in row._meta.fields}
    context = {
        "kind": ACCESS,
        "list_url": reverse(ACCESS.list_page),
        "detail_url": reverse(ACCESS.detail_page, args=[number]),
        "number": number,
        "rows": [{"label": labels[name], "value": value} for name, value in parts.items() if value],
    }
    return render(request, "portal/data/desk_contact.html", context)


def find(user: Official, number: str, kind: DeskKind) -> Any:
    """Return what the user may see; anyone else learns not even that it exists."""
    rows = kind.model.objects.visible_to(user).select_related("decided_by", *kind.related)
    row = rows.filter(receipt_number=number).first()
    if row is None:
        raise Http404
    return row


def offers(row: SentIn, user: Official, kind: DeskKind) -> list[Offer]:
    """Return a button for each action that is the user's now."""
    return [
        Offer(
            move.action,
            move.label,
            move.consequence,
            reverse(kind.move_page, args=[row.receipt_number, move.action]),
            is_next=True,
        )
        for move in kind.workflow.available(row.state, role_of(user))
        if move.action in kind.forms
    ]


def shown(row: SentIn, kind: DeskKind, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return what stands on each page about one case."""
    return {
        "detail_url": reverse(kind.detail_page, args=[row.receipt_number]),
        "asked": kind.asked_of(row),
        "state": _state_tag(row),
        "clock": _clock_tag(row, today=today, calendar=calendar),
    }


def row_of(row: SentIn, kind: DeskKind, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    """Return one row of the list."""
    return {
        "url": reverse(kind.detail_page, args=[row.receipt_number]),
        "number": row.receipt_number,
        "title": kind.title_of(row),
        "who": kind.who_of(row),
        "state": _state_tag(row),
        "clock": _clock_tag(row, today=today, calendar=calendar),
        "due_on": row.due_on if row.is_open else None,
        "provisional": row.is_open and row.due_provisional,
        "received_on": row.received_on,
        "concluded_on": row.settled_on,
    }


def waiting_for(
    user: Official, kind: DeskKind, *, today: date, calendar: WorkCalendar
) -> dict[str, Any]:
    """Return what the start page of the desk shows: the first rows by due date, and a link."""
    rows = kind.model.objects.visible_to(user).open()
    if not any(role_of(user) in move.roles for move in kind.workflow.moves):
        rows = rows.none()
    return waiting(
        rows.select_related(*kind.related).by_due_date(),
        partial(row_of, kind=kind, today=today, calendar=calendar),
        heading=kind.heading,
        nothing=_("Nothing waits for a decision of yours."),
        more=_("More waits: see all of it"),
        all_=_("All that was sent in"),
        url=reverse(kind.list_page),
    )


def _reveal_url(row: SentIn, user: Official, kind: DeskKind) -> str:
    """Return where who asks is shown in full; empty where it is not the user's, or was erased."""
    can = {move.action for move in kind.workflow.available(row.state, role_of(user))}
    if "reveal_contact" not in can or row.contact_erased_at:
        return ""
    return reverse("portal:access-desk-contact", args=[row.receipt_number])


def _state_tag(row: Any) -> dict[str, Any]:
    return {"text": row.get_state_display(), "tone": TONES[row.state]}


def _clock_tag(row: SentIn, *, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    if row.state == RETURNED:
        return {"text": _("Awaited from the sender"), "tone": "grey"}
    if not row.is_open or row.due_on is None:
        return concluded_tag(late=row.is_late())
    return due_tag(row.due_on, today=today, calendar=calendar)
