"""What an official can do with an application now: the tables, and what there is to act on."""

import hashlib
from datetime import date
from typing import Any

from django.urls import reverse

from applications import access
from applications.enums import (
    CORRECTION_NOTICE_WORKING_DAYS,
    OPEN_STATES,
    ApplicationState,
    ExtensionState,
    RemedyResult,
)
from applications.forms.desk_actions import ACTIONS, UNDER
from applications.forms.desk_asking import open_inquiries, open_opinions
from applications.models import Application
from catalogs.access import role_of
from catalogs.desk.moving import Offer
from catalogs.models import Official
from catalogs.working_days import WorkCalendar

FILES = ("attach", "detach")
# What leads the application on, in the order one looks for it; the rest are further steps.
NEXT = (
    *("register", "assign", "give_opinion", "record_inquiry_answer"),
    *("record_correction", "record_payment", "approve_extension", "refuse_extension"),
    *("approve_answer", "return_answer", "issue_answer", "submit_answer", "draft_answer"),
    *("deliver", "file"),
)


def offers(
    application: Application, user: Official, *, today: date, calendar: WorkCalendar
) -> list[Offer]:
    """Return a button for each action that is the user's and has something to act on."""
    may = {row.action for row in access.available_actions(application, user)}
    found = []
    for action in (*NEXT, *(action for action in ACTIONS if action not in NEXT)):
        if not _allowed(action, may, application, user):
            continue
        if _acts_on_something(action, application, user, today=today, calendar=calendar):
            found.append(_offer(action, application))
    return found


def is_role_of(action: str, application: Application, user: Official) -> bool:
    """Say whether the action could ever be the user's, whatever the state."""
    if action in FILES:
        return access.handles(user, application)
    row = access.find(UNDER.get(action, action))
    return role_of(user) in row.roles and access.concerns(user, application, row.action)


def fingerprint(application: Application) -> str:
    """Return a mark of what a form was written against; notes and looking do not change it."""
    parts = (
        application.state,
        application.department_id,
        application.handler_id,
        application.outcome,
        application.answer_variant,
        application.answer,
        application.due_on,
        application.extension_days,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def words_of(action: str) -> tuple[Any, Any]:
    """Return label and consequence of an action: the table's, or the form's own."""
    form = ACTIONS[action]
    if form.label:
        return form.label, form.consequence
    row = access.find(action)
    return row.label, row.consequence


def _offer(action: str, application: Application) -> Offer:
    label, consequence = words_of(action)
    return Offer(
        action,
        label,
        consequence,
        reverse("applications:desk-move", args=[application.receipt_number, action]),
        is_next=action in NEXT,
    )


def _allowed(action: str, may: set[str], application: Application, user: Official) -> bool:
    if action == "attach":
        return application.state in OPEN_STATES and access.handles(user, application)
    if action == "detach":
        return application.state == ApplicationState.EXAMINING and access.handles(user, application)
    return UNDER.get(action, action) in may


def _acts_on_something(
    action: str, row: Application, user: Official, *, today: date, calendar: WorkCalendar
) -> bool:
    """Say whether there is something to decide, to record or to ask that is not asked yet."""
    waits = row.inquiries.open().exists
    pending = row.extension_requests.filter(state=ExtensionState.PENDING)
    in_time = row.due_on is not None and today <= row.due_on
    last = calendar.add_working_days(row.received_on, CORRECTION_NOTICE_WORKING_DAYS).date
    rules = {
        "ask_correction": lambda: not hasattr(row, "correction") and today <= last and not waits(),
        "send_fee_notice": lambda: not hasattr(row, "fee_notice") and in_time and not waits(),
        "record_inquiry_answer": lambda: open_inquiries(row, user).exists(),
        "override_objection": lambda: row.inquiries.objecting().exists(),
        "give_opinion": lambda: open_opinions(row, user).exists(),
        "request_extension": lambda: (
            in_time and not row.extension_requests.exclude(state=ExtensionState.REFUSED).exists()
        ),
        "approve_extension": lambda: in_time and pending.exclude(requested_by_id=user.pk).exists(),
        "refuse_extension": pending.exists,
        "submit_answer": lambda: bool(row.answer and row.outcome) and not waits(),
        "approve_answer": lambda: row.drafter_id != user.pk,
        "publish_request": lambda: row.consent_to_publish and not row.identity_erased_at,
        "unpublish_request": lambda: (
            hasattr(row, "published_request") and row.published_request.withdrawn_on is None
        ),
        "decide_remedy": lambda: row.remedies.filter(result=RemedyResult.PENDING).exists(),
        "detach": lambda: (
            ACTIONS["detach"](application=row, actor=user, today=today)
            .fields["file"]
            .queryset.exists()
        ),
    }
    return action not in rules or bool(rules[action]())
