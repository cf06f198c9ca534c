"""Verbs of conditional openness: somebody asks for data, the department decides, access ends."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogs import day_counts, shown_once, taking_in
from catalogs import sharing_notices as notices
from catalogs.data_access_workflow import WORKFLOW
from catalogs.data_enums import Openness
from catalogs.history import record
from catalogs.models import DataAccessRequest, DataAccessUse, Dataset, Official
from catalogs.notices import reviewers_of
from catalogs.sharing_enums import (
    ACCESS_PREFIX,
    GRANTED_DAYS_AT_MOST,
    AccessApplicant,
    AccessState,
    AccessWay,
)
from catalogs.taking_in import Receipt

# No key of another kind begins so; it is never mistaken for one.
KEY_PREFIX = "kf_"


@transaction.atomic
def ask(dataset: Dataset, *, now: datetime, **values: Any) -> Receipt:
    """Take in a request for the public ``dataset`` and the promise to keep its conditions.

    ``values`` are columns of ``DataAccessRequest``. Raises ``ValidationError`` by field.
    """
    request = DataAccessRequest(dataset=dataset, conditions=dataset.conditions, **values)
    _check(request, today=timezone.localdate(now))
    receipt = taking_in.take_in(request, prefix=ACCESS_PREFIX, now=now, links={})
    news = gettext_noop("Your request for data has arrived.")
    notices.tell_sender(request, "receipt", news=news)
    _tell_deciders(request, "received")
    return receipt


@transaction.atomic
def correct(request: DataAccessRequest, *, now: datetime, **values: Any) -> DataAccessRequest:
    """Send in again what was returned, changed by ``values``; the clock starts again that day."""
    request = taking_in.hold(request, WORKFLOW, "correct", actor=None, by_sender=True)
    for name, value in values.items():
        setattr(request, name, value)
    request.conditions = request.dataset.conditions
    _check(request, today=timezone.localdate(now))
    taking_in.start_waiting(request, timezone.localdate(now))
    taking_in.end(request, WORKFLOW, "correct", actor=None, now=now)
    _tell_deciders(request, f"corrected-{now:%Y%m%d%H%M%S}")
    return request


@transaction.atomic
def grant(
    request: DataAccessRequest, *, actor: Official, until: date, now: datetime
) -> DataAccessRequest:
    """Give the data until the day ``until``, which is included."""
    request = taking_in.hold(request, WORKFLOW, "grant", actor=actor)
    today = timezone.localdate(now)
    if not today <= until <= today + timedelta(days=GRANTED_DAYS_AT_MOST):
        raise ValidationError(
            {
                "until": _("Choose a day from today on, within %(days)d days.")
                % {"days": GRANTED_DAYS_AT_MOST}
            }
        )
    request.granted_until = until
    changes = {"granted_until": [None, until.isoformat()]}
    taking_in.end(request, WORKFLOW, "grant", actor=actor, now=now, changes=changes)
    news = gettext_noop("Access to the data is granted until %(until)s.")
    notices.tell_sender(request, "granted", news=news, until=until)
    return request


@transaction.atomic
def return_(
    request: DataAccessRequest, *, actor: Official, reason: str, now: datetime
) -> DataAccessRequest:
    """Give it back to the applicant with what is missing."""
    news = gettext_noop("Your request for data was returned; the portal tells what is missing.")
    return _decide(request, "return", actor=actor, reason=reason, now=now, news=news)


@transaction.atomic
def refuse(
    request: DataAccessRequest, *, actor: Official, reason: str, now: datetime
) -> DataAccessRequest:
    """Do not give the data, for a reason the applicant reads."""
    news = gettext_noop("Your request for data was refused; the portal tells why.")
    return _decide(request, "refuse", actor=actor, reason=reason, now=now, news=news)


@transaction.atomic
def revoke(
    request: DataAccessRequest, *, actor: Official, reason: str, now: datetime
) -> DataAccessRequest:
    """End access that was granted, at once; the key is worth nothing from now on."""
    news = gettext_noop("Your access to the data was revoked; the portal tells why.")
    return _decide(request, "revoke", actor=actor, reason=reason, now=now, news=news)


@transaction.atomic
def withdraw_by_applicant(request: DataAccessRequest, *, now: datetime) -> DataAccessRequest:
    """Give the request up, or the access that was granted."""
    action = "withdraw_by_applicant"
    request = taking_in.hold(request, WORKFLOW, action, actor=None, by_sender=True)
    _drop_key(request)
    return taking_in.end(request, WORKFLOW, action, actor=None, now=now)


@transaction.atomic
def give_key(request: DataAccessRequest, *, now: datetime) -> str:
    """Return a new key for the data, which nothing tells again; an older one ends.

    Raises ``MoveRefused``, and ``ValidationError`` after the last day.
    """
    request = taking_in.hold(request, WORKFLOW, "give_key", actor=None, by_sender=True)
    if not request.is_in_force(timezone.localdate(now)):
        raise ValidationError(_("Access to the data has ended; ask for it again."))
    key = shown_once.new(KEY_PREFIX)
    request.key_prefix, request.key_digest = key.prefix, key.digest
    request.key_given_on = timezone.localdate(now)
    request.save(update_fields=["key_prefix", "key_digest", "key_given_on", "updated_at"])
    record(request, actor=None, action="give_key", to_state=request.state, at=now)
    return key.text


@transaction.atomic
def reveal_contact(request: DataAccessRequest, *, actor: Official, now: datetime) -> dict[str, str]:
    """Return who asks, in full; that the official has seen it is written into the history."""
    request = taking_in.hold(request, WORKFLOW, "reveal_contact", actor=actor)
    record(request, actor=actor, action="reveal_contact", to_state=request.state, at=now)
    return {name: getattr(request, name) for name in request.SENDER_FIELDS}


def opened_by(key: str, dataset: Dataset, *, today: date) -> DataAccessRequest | None:
    """Return the grant in force that ``key`` opens the dataset with, or None."""
    grant = find(key, today=today)
    return grant if grant and grant.dataset_id == dataset.pk else None


def find(key: str, *, today: date) -> DataAccessRequest | None:
    """Return the grant in force whose key this is, whatever its dataset, or None."""
    if not key.startswith(KEY_PREFIX):
        return None
    grants = DataAccessRequest.objects.in_force(today)
    return grants.filter(key_digest=shown_once.digest(key)).first()


def count_use(request: DataAccessRequest, way: AccessWay, *, today: date) -> None:
    """Add one to the day's number of the grant."""
    day_counts.add(DataAccessUse, request=request, day=today, way=way)


def figures(dataset: Dataset) -> dict[str, int]:
    """Return for the public how often the data were asked for, granted and refused."""
    rows = dataset.access_requests.order_by().values_list("state").annotate(rows=Count("pk"))
    counted = dict(rows)
    granted = counted.get(AccessState.GRANTED, 0) + counted.get(AccessState.REVOKED, 0)
    return {
        "asked": sum(counted.values()),
        "granted": granted,
        "refused": counted.get(AccessState.REFUSED, 0),
    }


def end_what_has_passed(*, today: date, now: datetime) -> int:
    """End what was returned and never came back; return how many."""
    rows = DataAccessRequest.objects.all()
    return len(taking_in.lapse_returned(rows, WORKFLOW, today=today, now=now))


def erase_due(*, today: date, now: datetime) -> int:
    """Erase who asked where access or request ended beyond the term; return how many."""
    rows = DataAccessRequest.objects.retained_beyond(taking_in.kept_since(today))
    return sum(taking_in.erase_sender(rows, row, now=now) for row in rows.order_by("pk"))


def _decide(
    request: DataAccessRequest,
    action: str,
    *,
    actor: Official,
    reason: str,
    now: datetime,
    news: str,
) -> DataAccessRequest:
    request = taking_in.hold(request, WORKFLOW, action, actor=actor, reason=reason)
    _drop_key(request)
    taking_in.end(request, WORKFLOW, action, actor=actor, now=now, reason=reason)
    notices.tell_sender(request, f"{action}-{now:%Y%m%d%H%M%S}", news=news)
    return request


def _drop_key(request: DataAccessRequest) -> None:
    request.key_prefix, request.key_digest, request.key_given_on = "", "", None


def _tell_deciders(request: DataAccessRequest, occasion: str) -> None:
    news = gettext_noop("A request for data waits for a decision")
    deciders = reviewers_of(request.dataset.department)
    notices.tell_officials(request, occasion, recipients=deciders, news=news)


def _check(request: DataAccessRequest, *, today: date) -> None:
    """Refuse what the columns do not take, and what is not asked for in this way."""
    errors: dict[str, Any] = {}
    try:
        request.full_clean(exclude=["receipt_number", "received_on", "created_at"])
    except ValidationError as error:
        errors = error.message_dict
    needed = ["name", "telephone", "email", "purpose", "way_of_use"]
    if request.applicant == AccessApplicant.ORGANISATION:
        needed.append("contact_person")
    for name in needed:
        if not getattr(request, name).strip():
            errors.setdefault(name, [_("This part is required.")])
    if not request.dataset.is_public(today) or request.dataset.openness != Openness.CONDITIONAL:
        errors["__all__"] = [_("Only public data that are open on conditions are asked for.")]
    if errors:
        raise ValidationError(errors)
