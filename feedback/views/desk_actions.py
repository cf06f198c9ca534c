"""What an official can do with a submission now: the tables, and what there is to act on."""

import hashlib
from datetime import date
from typing import Any

from django.urls import reverse

from catalogs.access import role_of
from catalogs.desk.moving import Offer
from catalogs.models import Official
from feedback import access, handling
from feedback.enums import OPEN_STATES, PUBLISHABLE_KINDS, ExtensionState
from feedback.extending import can_be_longer
from feedback.forms.desk_actions import ACTIONS
from feedback.forms.desk_replying import open_opinions
from feedback.models import Submission
from feedback.workflow import OFFICE_AND_HANDLERS

# What leads the submission on, in the order one looks for it; the rest are further steps.
NEXT = (
    *("examine", "issue", "give_opinion", "approve_extension", "refuse_extension"),
    *("reply", "review", "send_back_reply", "publish"),
)


def offers(submission: Submission, user: Official, *, today: date) -> list[Offer]:
    """Return a button for each action that is the user's and has something to act on."""
    may = {row.action for row in access.available_actions(submission, user)}
    if submission.state in OPEN_STATES and handles(user, submission):
        may.add("attach")
    return [
        _offer(action, submission)
        for action in (*NEXT, *(action for action in ACTIONS if action not in NEXT))
        if action in may and _acts_on_something(action, submission, user, today=today)
    ]


def handles(user: Official, submission: Submission) -> bool:
    """Say whether the user adds files: who handles on the leading side."""
    return role_of(user) in OFFICE_AND_HANDLERS and access.leads(user, submission)


def is_role_of(action: str, submission: Submission, user: Official) -> bool:
    """Say whether the action could ever be the user's, whatever the state."""
    if action == "attach":
        return handles(user, submission)
    row = access.find(action)
    return role_of(user) in row.roles and access.concerns(user, submission, action)


def fingerprint(submission: Submission) -> str:
    """Return a mark of what a form was written against; notes and looking do not change it."""
    published = getattr(submission, "published_reply", None)
    parts = (
        submission.state,
        submission.kind,
        submission.field_id,
        submission.department_id,
        submission.handler_id,
        submission.reply,
        submission.due_on,
        (published.question, published.answer, published.withdrawn_on) if published else None,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def words_of(action: str) -> tuple[Any, Any]:
    """Return label and consequence of an action: the table's, or the form's own."""
    form = ACTIONS[action]
    if form.label:
        return form.label, form.consequence
    row = access.find(action)
    return row.label, row.consequence


def _offer(action: str, submission: Submission) -> Offer:
    label, consequence = words_of(action)
    url = reverse("feedback:desk-move", args=[submission.receipt_number, action])
    return Offer(action, label, consequence, url, is_next=action in NEXT)


def _acts_on_something(action: str, row: Submission, user: Official, *, today: date) -> bool:
    """Say whether there is something to publish, to review, to answer or to urge."""
    published = getattr(row, "published_reply", None)
    publishable = row.consent_to_publish and row.kind in PUBLISHABLE_KINDS
    rules = {
        "publish": lambda: publishable,
        "republish": lambda: publishable,
        "withdraw_reply": lambda: published is not None and published.withdrawn_on is None,
        "review": lambda: row.drafter_id != user.pk,
        "give_opinion": lambda: open_opinions(row, user).exists(),
        "request_extension": lambda: _may_ask_for_time(row, today),
        "approve_extension": lambda: _may_decide(row, user) and not row.is_overdue(today),
        "refuse_extension": lambda: _may_decide(row, user),
        "urge": lambda: not handling.urged_on(row, today, by_asker=False),
    }
    return action not in rules or rules[action]()


def _may_ask_for_time(row: Submission, today: date) -> bool:
    asked = row.extensions.exclude(state=ExtensionState.REFUSED)
    return not row.is_overdue(today) and can_be_longer(row) and not asked.exists()


def _may_decide(row: Submission, user: Official) -> bool:
    return row.extensions.pending().exclude(requested_by=user).exists()
