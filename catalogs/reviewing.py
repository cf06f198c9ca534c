"""The non-disclosure review: a matter is kept from the public only with everyone's consent.

The management department examines first, then the government office and the legal
affairs office jointly; either may return it (Decree 711, Art. 17).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs import access, letters
from catalogs.enums import EntryState, NonDisclosureState, PublicityMode, Role
from catalogs.history import difference, record
from catalogs.models import NonDisclosureReview, Official, PublicityMatter
from catalogs.workflow import MoveRefused, Workflow, move

_STATE = NonDisclosureState

WORKFLOW = Workflow(
    "non_disclosure_review",
    (
        move(
            "submit",
            [_STATE.DRAFT, _STATE.RETURNED],
            _STATE.WITH_DEPARTMENT,
            label=_("Submit"),
            consequence=_("The reviewer of the management department examines the request."),
            roles=[Role.CLERK, Role.ADMINISTRATOR],
        ),
        move(
            "pass",
            [_STATE.WITH_DEPARTMENT],
            _STATE.WITH_OFFICES,
            label=_("Pass on"),
            consequence=_("The government office and the legal affairs office decide jointly."),
            roles=[Role.REVIEWER, Role.ADMINISTRATOR],
        ),
        move(
            "agree",
            [_STATE.WITH_OFFICES],
            _STATE.APPROVED,
            label=_("Agree"),
            consequence=_("When both offices agree, the matter may be kept from the public."),
            roles=[Role.GOVERNMENT_OFFICE, Role.LEGAL_AFFAIRS],
        ),
        move(
            "return",
            [_STATE.WITH_DEPARTMENT, _STATE.WITH_OFFICES],
            _STATE.RETURNED,
            label=_("Return"),
            consequence=_("The clerk is asked to correct the request; consents given are void."),
            roles=[
                Role.REVIEWER,
                Role.GOVERNMENT_OFFICE,
                Role.LEGAL_AFFAIRS,
                Role.ADMINISTRATOR,
            ],
            needs_reason=True,
        ),
    ),
)


@transaction.atomic
def request(
    matter: PublicityMatter,
    *,
    actor: Official,
    ground: str,
    justification: str,
    at: datetime | None = None,
) -> NonDisclosureReview:
    """Ask that a draft ``matter`` not be disclosed, on a statutory ground with a justification.

    The matter becomes "not disclosed" on that ground, still a draft. Raises
    ``ValidationError`` by field, ``MoveRefused`` when the matter is not the actor's.
    """
    matter = PublicityMatter.objects.select_for_update().get(pk=matter.pk)
    if matter.state != EntryState.DRAFT or not access.can_write(actor, matter.department_id):
        raise MoveRefused(_now("This matter is not open to your request."), code="role")
    review = NonDisclosureReview(
        matter=matter, ground=ground, justification=justification, requested_by=actor
    )
    review.full_clean()
    review.save()
    names = ("mode", "non_disclosure_ground", "non_disclosure_justification")
    before = {name: getattr(matter, name) for name in names}
    matter.mode = PublicityMode.NOT_DISCLOSED
    matter.non_disclosure_ground = ground
    matter.non_disclosure_justification = justification
    matter.save(update_fields=names)
    after = {name: getattr(matter, name) for name in names}
    record(
        matter,
        actor=actor,
        action="request_non_disclosure",
        changes=difference(before, after),
        at=at,
    )
    record(review, actor=actor, action="request", to_state=review.state, at=at)
    return review


@transaction.atomic
def submit(
    review: NonDisclosureReview, *, actor: Official, at: datetime | None = None
) -> NonDisclosureReview:
    """Hand a draft or returned request to the management department's reviewer."""
    review, old, target = _checked(review, "submit", actor)
    return _save(review, target, old, actor=actor, action="submit", at=at)


@transaction.atomic
def pass_department(
    review: NonDisclosureReview, *, actor: Official, at: datetime | None = None
) -> NonDisclosureReview:
    """The management department's examination is passed; both offices are told."""
    review, old, target = _checked(review, "pass", actor)
    if review.requested_by_id == actor.pk:
        raise MoveRefused(_now("Another person than the requester examines."), code="role")
    review.department_by, review.department_at = actor, at or timezone.now()
    review = _save(review, target, old, actor=actor, action="pass", at=at)
    letters.write(
        f"non-disclosure:{review.pk}:{review.department_at:%Y%m%d%H%M%S%f}",
        recipients=Official.objects.filter(
            role__in=[Role.GOVERNMENT_OFFICE, Role.LEGAL_AFFAIRS], is_active=True
        ),
        subject=_now("A non-disclosure review awaits your decision: %(matter)s")
        % {"matter": review.matter},
        body=review.justification,
    )
    return review


@transaction.atomic
def agree(
    review: NonDisclosureReview, *, actor: Official, at: datetime | None = None
) -> NonDisclosureReview:
    """One office's consent; with the other's already given, the review is approved."""
    review, old, target = _checked(review, "agree", actor)
    office = "office" if access.role_of(actor) == Role.GOVERNMENT_OFFICE else "legal"
    if getattr(review, f"{office}_at"):
        raise MoveRefused(_now("Your office has already agreed."), code="state")
    setattr(review, f"{office}_by", actor)
    setattr(review, f"{office}_at", at or timezone.now())
    both = review.office_at and review.legal_at
    return _save(review, target if both else old, old, actor=actor, action="agree", at=at)


@transaction.atomic
def return_(
    review: NonDisclosureReview, *, actor: Official, reason: str, at: datetime | None = None
) -> NonDisclosureReview:
    """Give the request back with the reason; every consent so far is void."""
    review, old, target = _checked(review, "return", actor, reason=reason)
    for office in ("department", "office", "legal"):
        setattr(review, f"{office}_by", None)
        setattr(review, f"{office}_at", None)
    review = _save(review, target, old, actor=actor, action="return", reason=reason, at=at)
    if review.requested_by:
        letters.write(
            f"non-disclosure-returned:{review.pk}:{timezone.now():%Y%m%d%H%M%S%f}",
            recipients=[review.requested_by],
            subject=_now("A non-disclosure request was returned: %(matter)s")
            % {"matter": review.matter},
            body=reason,
        )
    return review


def _checked(
    review: NonDisclosureReview, action: str, actor: Official, *, reason: str = ""
) -> tuple[NonDisclosureReview, str, str]:
    """Lock the review, ask table and reach, and return it with its old and its next state."""
    review = NonDisclosureReview.objects.select_for_update().get(pk=review.pk)
    row = WORKFLOW.check(action, state=review.state, reason=reason, role=access.role_of(actor))
    if not access.in_reach(actor, review):
        raise MoveRefused(_now("This review is not yours to handle."), code="role")
    return review, review.state, row.target


def _save(
    review: NonDisclosureReview,
    state: str,
    old: str,
    *,
    actor: Official,
    action: str,
    reason: str = "",
    at: datetime | None = None,
) -> NonDisclosureReview:
    review.state = state
    review.save()
    record(
        review,
        actor=actor,
        action=action,
        reason=reason,
        from_state=old,
        to_state=state,
        at=at,
    )
    return review
