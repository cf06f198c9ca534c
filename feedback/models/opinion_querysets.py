"""What is asked of cases of public opinion, and of what followed for departments."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import CharField, DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Cast, Concat, ExtractYear

from catalogs.access import role_of
from catalogs.enums import Role
from feedback.enums import OPEN_OPINIONS, IncentiveKind

NUMBER_PREFIX = "YQ-"
# The last quarter of the time: what is left is at most a third of what is used.
USED_TO_LEFT = 3
# Who reads what followed for every department.
INCENTIVE_ROLES = (Role.GOVERNMENT_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR)


class OpinionQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The offices see all; others what their department was handed or they collected."""
        if user.sees_all_departments:
            return self
        return self.filter(Q(created_by=user) | _handed_to(user))

    def handed_to(self, user) -> Self:
        """What the user's department was handed to deal with."""
        return self.filter(_handed_to(user))

    def numbered(self) -> Self:
        """Each with ``number`` to ask for, as the property of the case tells it."""
        year, pk = Cast(ExtractYear("collected_at"), CharField()), Cast("pk", CharField())
        return self.alias(number=Concat(Value(NUMBER_PREFIX), year, Value("-"), pk))

    def containing(self, words: str) -> Self:
        """What holds each of the words in its number, title, summary or address."""
        rows = self.numbered()
        for word in words.split():
            rows = rows.filter(
                Q(number__icontains=word)
                | Q(title__icontains=word)
                | Q(summary__icontains=word)
                | Q(source_address__icontains=word)
            )
        return rows

    def open(self) -> Self:
        """The response is still owed, or it is still to be judged whether one is."""
        return self.filter(state__in=OPEN_OPINIONS)

    def overdue(self, now: datetime) -> Self:
        """Open, and the hour of the response has passed."""
        return self.open().filter(respond_by__lt=now)

    def nearly_due(self, now: datetime) -> Self:
        """Open, and in the last quarter of the time for the response."""
        left, used = F("respond_by") - Value(now), Value(now) - F("collected_at")
        in_full = ExpressionWrapper(left * USED_TO_LEFT, output_field=DurationField())
        return self.open().filter(respond_by__gte=now).alias(used=used).filter(used__gte=in_full)

    def late(self) -> Self:
        """Responded after the hour it was due."""
        return self.filter(responded_at__gt=F("respond_by"))

    def by_hour(self) -> Self:
        """What has to be answered first stands first; what is not judged stands before it."""
        return self.order_by(F("respond_by").asc(nulls_first=True), "collected_at", "pk")


class IncentiveQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Office, supervision and administrators see all; others those of their department."""
        if role_of(user) in INCENTIVE_ROLES:
            return self
        if user.department_id is None:
            return self.none()
        return self.filter(department_id=user.department_id)

    def in_year(self, year: int) -> Self:
        return self.filter(recorded_on__year=year)

    def for_department(self, department) -> Self:
        return self.filter(department=department)

    def restraints(self) -> Self:
        """What followed from a response that fell short: everything but a commendation."""
        return self.exclude(kind=IncentiveKind.COMMENDATION)

    def by_department(self) -> "models.QuerySet":
        """Return ``{department_id, kind, times}`` for each department and kind."""
        return (
            self.order_by()
            .values("department_id", "kind")
            .annotate(times=models.Count("pk"))
            .order_by("department_id", "kind")
        )


def _handed_to(user) -> Q:
    return Q(department_id=user.department_id, department__isnull=False)
