"""Which submissions? The words that desk, figures, tasks and supervision ask with."""

from datetime import date
from typing import Self

from django.db.models import Exists, F, OuterRef, Q

from catalogs.deadlines import due_soon_by, load_calendar
from catalogs.models.clocks import ClockedQuerySet
from feedback.enums import (
    ANSWERED_STATES,
    CLOSED_STATES,
    CONCLUDED_STATES,
    INTAKE_STATES,
    OPEN_STATES,
    PUBLISHABLE_KINDS,
    SubmissionState,
)


class SubmissionQuerySet(ClockedQuerySet):
    def visible_to(self, user) -> Self:
        """The offices see all; a department sees what it leads or handles jointly."""
        if user.sees_all_departments:
            return self
        if user.department_id is None:
            return self.none()
        return self.filter(Q(department_id=user.department_id) | self._asked_of(user.department_id))

    def open(self) -> Self:
        """Not concluded: the reply is still owed."""
        return self.filter(state__in=OPEN_STATES)

    def concluded(self) -> Self:
        return self.filter(state__in=CONCLUDED_STATES)

    def answered(self) -> Self:
        return self.filter(state__in=ANSWERED_STATES)

    def overdue(self, today: date) -> Self:
        """Open, and due before today."""
        return self.open().filter(due_on__lt=today)

    def due_soon(self, today: date) -> Self:
        """Open, and due today or within the next three working days."""
        last = due_soon_by(today, calendar=load_calendar())
        return self.open().filter(due_on__gte=today, due_on__lte=last)

    def late(self) -> Self:
        """Answered, or not accepted, after the day it was due."""
        return self.filter(concluded_on__gt=F("due_on"))

    def by_due_date(self) -> Self:
        """The earliest first."""
        return self.order_by("due_on", "received_on", "pk")

    def for_intake(self) -> Self:
        """To be examined or issued by the office."""
        return self.filter(state__in=INTAKE_STATES)

    def settled_by_rules(self) -> Self:
        """Examined, and the rules suggest a department that answers."""
        return self.filter(
            state=SubmissionState.EXAMINED, suggested_department__is_active=True
        ).select_related("suggested_department")

    def in_review(self) -> Self:
        """The reply waits for a reviewer."""
        return self.filter(state=SubmissionState.REPLIED)

    def unclaimed(self) -> Self:
        """With a department, and nobody handles it yet."""
        return self.filter(state=SubmissionState.ISSUED, handler__isnull=True)

    def mine(self, user) -> Self:
        """Open and handled by ``user``."""
        return self.open().filter(handler=user)

    def asked_of(self, user) -> Self:
        """With the lead department, and the user's department still owes its opinion."""
        if user.department_id is None:
            return self.none()
        return self.filter(
            self._asked_of(user.department_id, answered_on__isnull=True),
            state=SubmissionState.ISSUED,
        )

    def to_publish(self) -> Self:
        """Answered, the asker consents, and no text was published yet."""
        return self.answered().filter(
            consent_to_publish=True, kind__in=PUBLISHABLE_KINDS, published_reply__isnull=True
        )

    def received_between(self, first: date, last: date) -> Self:
        """Received from the first to the last day, both included."""
        return self.filter(received_on__gte=first, received_on__lte=last)

    def accepted(self) -> Self:
        """Neither refused, merged nor withdrawn: what a department is measured by."""
        return self.exclude(state__in=CLOSED_STATES)

    def retained_beyond(self, day: date) -> Self:
        """Concluded before ``day``, and it is still kept who asked."""
        return self.filter(concluded_on__lt=day, contact_erased_at__isnull=True)

    def containing(self, words: str) -> Self:
        """The receipt number, title, text or dataset contains ``words``; never who asks."""
        return self.filter(
            Q(receipt_number__icontains=words)
            | Q(title__icontains=words)
            | Q(text__icontains=words)
            | Q(dataset__name__icontains=words)
            | Q(dataset__code__iexact=words)
        )

    def _asked_of(self, department_id: int, **conditions) -> Exists:
        joint = self.model._meta.get_field("joint_handlings").related_model
        return Exists(
            joint.objects.filter(
                submission=OuterRef("pk"), department_id=department_id, **conditions
            )
        )
