"""Feeds of documents: all, of a field, of a department, of a matter, and interpretations."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.models import Department, Field, Publication, PublicityMatter
from portal.chains import published_for

from .atom import MOST, Entry, PublicFeed


class Documents(PublicFeed):
    """Every document that was published."""

    def heading(self, obj: Any) -> str:
        return _("Documents")

    def page(self, obj: Any) -> str:
        return reverse("portal:document-list")

    def address(self, obj: Any) -> str:
        return reverse("portal:feed-documents")

    def rows(self, obj: Any, *, today: date) -> QuerySet:
        return Publication.objects.public(today)

    def entries(self, obj: Any, *, today: date) -> Iterator[Entry]:
        rows = self.rows(obj, today=today).select_related("department", "field").defer("body")
        return map(_entry, rows.order_by("-issued_on", "-pk")[:MOST])


class Interpretations(Documents):
    """What explains the policies."""

    def heading(self, obj: Any) -> str:
        return _("Policy interpretation")

    def page(self, obj: Any) -> str:
        return reverse("portal:interpretation-list")

    def address(self, obj: Any) -> str:
        return reverse("portal:feed-interpretations")

    def rows(self, obj: Any, *, today: date) -> QuerySet:
        return super().rows(obj, today=today).interpretations()


class OfRow(Documents):
    """The documents of one field, department or matter, whose name is in the title."""

    def heading(self, obj: Any) -> str:
        return _("%(name)s: documents") % {"name": obj.display_name}

    def page(self, obj: Any) -> str:
        return obj.get_absolute_url()


class OfField(OfRow):
    def get_object(self, request: HttpRequest, slug: str) -> Field:
        return get_object_or_404(Field.objects.public(), slug=slug)

    def address(self, obj: Field) -> str:
        return reverse("portal:feed-field", args=[obj.slug])

    def rows(self, obj: Field, *, today: date) -> QuerySet:
        return super().rows(obj, today=today).filter(field=obj)


class OfDepartment(OfRow):
    def get_object(self, request: HttpRequest, code: str) -> Department:
        return get_object_or_404(Department.objects.public(), code=code)

    def address(self, obj: Department) -> str:
        return reverse("portal:feed-department", args=[obj.code])

    def rows(self, obj: Department, *, today: date) -> QuerySet:
        return super().rows(obj, today=today).filter(department=obj)


class OfMatter(OfRow):
    def get_object(self, request: HttpRequest, code: str) -> PublicityMatter:
        # As its page: what was published stays found when the matter is abolished.
        known = PublicityMatter.objects.permalinked(timezone.localdate())
        return get_object_or_404(known, code=code)

    def address(self, obj: PublicityMatter) -> str:
        return reverse("portal:feed-matter", args=[obj.code])

    def rows(self, obj: PublicityMatter, *, today: date) -> QuerySet:
        return published_for([obj], today=today)


def _entry(row: Publication) -> Entry:
    field = (row.field.display_name,) if row.field else ()
    return Entry(
        title=row.display_title,
        url=row.get_absolute_url(),
        published=row.published_at,
        updated=row.updated_at,
        author=row.department.display_name,
        summary=row.display_summary,
        categories=(*field, str(row.get_theme_display())),
    )
