"""Which applications? The words that desk, statistics, tasks and supervision ask with."""

from datetime import date
from typing import Self

from django.db.models import Count, Exists, F, OuterRef, Q

from applications.enums import (
    ANSWERED_STATES,
    CONCLUDED_STATES,
    DISCLOSING,
    INTAKE_STATES,
    OPEN_STATES,
    REPEATED_TIMES,
    WAITING_STATES,
    ApplicationState,
    ExtensionState,
    RemedyResult,
)
from catalogs.deadlines import due_soon_by, load_calendar
from catalogs.enums import PublicityMode
from catalogs.models.clocks import ClockedQuerySet


class ApplicationQuerySet(ClockedQuerySet):
    def visible_to(self, user) -> Self:
        """The offices see all; a department sees what it leads, co-handles or is asked about."""
        co_handlings = self.model._meta.get_field("co_handlings").related_model
        inquiries = self.model._meta.get_field("inquiries").related_model
        if user.sees_all_departments:
            return self
        if user.department_id is None:
            return self.none()
        own = {"application": OuterRef("pk")}
        return self.filter(
            Q(department_id=user.department_id)
            | Exists(co_handlings.objects.filter(**own, department_id=user.department_id))
            | Exists(inquiries.objects.filter(**own, agency_id=user.department_id))
        )

    def open(self) -> Self:
        """Not concluded: the reply is still owed."""
        return self.filter(state__in=OPEN_STATES)

    def waiting(self) -> Self:
        """Open, but the next step is the applicant's."""
        return self.filter(state__in=WAITING_STATES)

    def stopped(self) -> Self:
        """Open, and the clock stands still until a third party or another agency answers."""
        return self.open().exclude(state__in=WAITING_STATES).filter(due_on__isnull=True)

    def overdue(self, today: date) -> Self:
        """Open, and due before today."""
        return self.open().filter(due_on__lt=today)

    def late(self) -> Self:
        """Concluded after the day it was due."""
        return self.filter(concluded_on__gt=F("due_on"))

    def due_soon(self, today: date) -> Self:
        """Open, and due today or within the next three working days."""
        last = due_soon_by(today, calendar=load_calendar())
        return self.open().filter(due_on__gte=today, due_on__lte=last)

    def mine(self, user) -> Self:
        """Open and handled by ``user``."""
        return self.open().filter(handler=user)

    def for_intake(self) -> Self:
        """To be registered or assigned by the disclosure office."""
        return self.filter(state__in=INTAKE_STATES)

    def awaiting_others(self) -> Self:
        """The next step is the applicant's, a third party's or another agency's."""
        return self.waiting() | self.stopped()

    def asked_of(self, user) -> Self:
        """Under examination, and the user's department owes its opinion or its answer."""
        if user.department_id is None:
            return self.none()
        co_handlings = self.model._meta.get_field("co_handlings").related_model
        inquiries = self.model._meta.get_field("inquiries").related_model
        open_part = {"application": OuterRef("pk"), "answered_on__isnull": True}
        return self.filter(
            Exists(co_handlings.objects.filter(**open_part, department_id=user.department_id))
            | Exists(inquiries.objects.filter(**open_part, agency_id=user.department_id)),
            state=ApplicationState.EXAMINING,
        )

    def unclaimed(self) -> Self:
        """With a department, open, and nobody handles it yet."""
        return self.open().filter(department__isnull=False, handler__isnull=True)

    def in_review(self) -> Self:
        """The answer waits for a reviewer."""
        return self.filter(state=ApplicationState.IN_REVIEW)

    def asking_extension(self) -> Self:
        """An extension waits for the office's decision."""
        return self.open().filter(extension_requests__state=ExtensionState.PENDING)

    def concluded(self) -> Self:
        return self.filter(state__in=CONCLUDED_STATES)

    def by_due_date(self) -> Self:
        """The earliest first; those whose clock stands still come last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "received_on", "pk")

    def asking_for(self, words: str) -> Self:
        """The receipt number, or what is asked, contains ``words``; never who asks."""
        return self.filter(
            Q(receipt_number__icontains=words)
            | Q(title__icontains=words)
            | Q(document_number__icontains=words)
            | Q(features__icontains=words)
        )

    def received_in(self, year: int) -> Self:
        return self.filter(received_on__year=year)

    def answered_in(self, year: int) -> Self:
        return self.filter(answered_on__year=year)

    def concluded_in(self, year: int) -> Self:
        """Answered, withdrawn or closed in the year: the "handled" of the annual report."""
        return self.filter(concluded_on__year=year)

    def unconcluded_before(self, day: date) -> Self:
        """Received before ``day`` and not concluded before it: carried over into that day."""
        return self.filter(
            Q(concluded_on__isnull=True) | Q(concluded_on__gte=day), received_on__lt=day
        )

    def repeated_matters(self, *, times: int = REPEATED_TIMES):
        """Matters disclosed on application so often: proposed for proactive disclosure (Art. 44).

        Yields dictionaries of ``matter`` (primary key) and ``times``, the most asked first.
        """
        return (
            self.filter(state__in=ANSWERED_STATES, outcome__in=DISCLOSING, matter__isnull=False)
            .exclude(matter__mode=PublicityMode.PROACTIVE)
            .order_by()
            .values("matter")
            .annotate(times=Count("pk"))
            .filter(times__gte=times)
            .order_by("-times", "matter")
        )

    def retained_beyond(self, day: date) -> Self:
        """Concluded before ``day``, no remedy pending, identity parts still kept."""
        return self.filter(concluded_on__lt=day, identity_erased_at__isnull=True).exclude(
            remedies__result=RemedyResult.PENDING
        )
