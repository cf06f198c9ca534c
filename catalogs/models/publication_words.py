"""Which documents? The words that pages, tasks and supervision ask with."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from catalogs.enums import DocumentKind, Effectiveness, InterpretationPhase, PublicationState

from .attachments import Attachment
from .checked_links import CheckedLink


class PublicationQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """What a citizen may see: published, and its limit of publicity not over."""
        return self.filter(
            Q(public_until__isnull=True) | Q(public_until__gte=today),
            state=PublicationState.PUBLISHED,
        )

    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)

    def late(self) -> Self:
        """Published after the day it was due."""
        return self.filter(
            state__in=[PublicationState.PUBLISHED, PublicationState.WITHDRAWN],
            issued_on__gt=F("due_on"),
        )

    def overdue(self, today: date) -> Self:
        """Not yet published, and due before today."""
        return self.unpublished().filter(due_on__lt=today)

    def release_due(self, now: datetime) -> Self:
        """Scheduled documents whose time has come."""
        return self.filter(state=PublicationState.SCHEDULED, scheduled_for__lte=now)

    def unpublished(self) -> Self:
        return self.exclude(state__in=[PublicationState.PUBLISHED, PublicationState.WITHDRAWN])

    def policies(self) -> Self:
        return self.filter(kind=DocumentKind.POLICY)

    def interpretations(self) -> Self:
        return self.filter(kind=DocumentKind.INTERPRETATION)

    def without_plan(self) -> Self:
        return self.exclude(state=PublicationState.WITHDRAWN).filter(interpretation_plan=None)

    def information(self) -> Self:
        """Neither a policy nor an interpretation."""
        return self.filter(kind=DocumentKind.INFORMATION)

    def with_incomplete_record(self) -> Self:
        """The record lacks keywords or forms; a policy its number or validity.

        Information without a field is in no column; policies may be of every field.
        """
        of_policies = Q(kind=DocumentKind.POLICY) & (
            Q(document_number="") | Q(valid_from__isnull=True)
        )
        in_no_column = Q(kind=DocumentKind.INFORMATION, field__isnull=True)
        return self.filter(in_no_column | Q(keywords=[]) | Q(forms=[]) | of_policies)

    def without_content(self) -> Self:
        """No text, no file, and nothing on another site."""
        files = Attachment.objects.filter(publication=OuterRef("pk"))
        return self.filter(~Exists(files), body="", media_address="")

    def without_matter(self) -> Self:
        links = self._through("matters").filter(publication=OuterRef("pk"))
        return self.filter(~Exists(links))

    def of_matters_with_elements(self) -> Self:
        links = self._through("matters").filter(publication=OuterRef("pk"))
        return self.filter(Exists(links.filter(publicitymatter__elements__isnull=False)))

    def without_elements(self) -> Self:
        """It is not said which content elements the document covers."""
        covered = self._through("elements").filter(publication=OuterRef("pk"))
        return self.filter(~Exists(covered))

    def with_addresses(self) -> Self:
        """What may hold links or files, and what once did: for the check of links."""
        return self.filter(
            Q(body__contains="](")
            | Q(body__contains="]:")
            | Q(body__contains="<http")
            | ~Q(media_address="")
            | Exists(Attachment.objects.filter(publication=OuterRef("pk")))
            | Exists(CheckedLink.objects.filter(publication=OuterRef("pk")))
        )

    def with_checked_links(self) -> Self:
        return self.filter(Exists(CheckedLink.objects.pages().filter(publication=OuterRef("pk"))))

    def with_broken_links(self) -> Self:
        broken = CheckedLink.objects.pages().broken()
        return self.filter(Exists(broken.filter(publication=OuterRef("pk"))))

    def with_checked_files(self) -> Self:
        return self.filter(Exists(CheckedLink.objects.files().filter(publication=OuterRef("pk"))))

    def with_lost_files(self) -> Self:
        """A file is gone, or not the one that was published."""
        broken = CheckedLink.objects.files().broken()
        return self.filter(Exists(broken.filter(publication=OuterRef("pk"))))

    def with_end(self) -> Self:
        return self.filter(valid_until__isnull=False)

    def expired_in_force(self, today: date) -> Self:
        """Marked as in force although the validity is over."""
        return self.filter(effectiveness=Effectiveness.IN_FORCE, valid_until__lt=today)

    def of_policies(self) -> Self:
        """Linked with a policy they interpret."""
        return self.filter(Exists(self._interpreted()))

    def of_no_public_policy(self, today: date) -> Self:
        """Linked with policies of which none is public; before a release that may be so."""
        public = self._all().public(today).filter(interpretations=OuterRef("pk"))
        awaited = Q(interpretation_phase=InterpretationPhase.BEFORE) & Exists(
            self._all().unpublished().filter(interpretations=OuterRef("pk"))
        )
        return self.of_policies().filter(~Exists(public)).exclude(awaited)

    def of_ended_policies(self, today: date) -> Self:
        """In force although every public policy they interpret is repealed or expired."""
        public = self._all().public(today).filter(interpretations=OuterRef("pk"))
        in_force = public.filter(effectiveness=Effectiveness.IN_FORCE)
        return self.filter(Exists(public), ~Exists(in_force), effectiveness=Effectiveness.IN_FORCE)

    def _interpreted(self) -> models.QuerySet:
        return self._through("interprets").filter(from_publication=OuterRef("pk"))

    def _all(self) -> Self:
        """Every document, whatever the words before."""
        return self.model._meta.default_manager.all()

    def _through(self, name: str) -> models.QuerySet:
        """The rows that link documents with what ``name`` holds."""
        return self.model._meta.get_field(name).remote_field.through.objects.all()
