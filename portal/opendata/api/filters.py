"""What the lists of the API can be asked: the choices of the pages, periods, and what changed."""

from datetime import date, datetime
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.models import PublishedRequest
from catalogs.enums import DepartmentKind
from catalogs.models import Dataset, Department, Field, Reuse
from catalogs.sharing_enums import ReuseKind
from feedback.enums import SubmissionKind
from feedback.models import KnowledgeEntry, PublishedReply
from portal import filters as pages
from portal.filters import interpretations
from portal.filters.entries import DEPARTMENT, FIELD, public_matters, public_services
from portal.filters.facets import ChoiceFacet, LinkedTo, YearFacet
from portal.opendata.offsets import with_plus

ISO_DAY = "%Y-%m-%d"
FROM, TO = _("on this day or later"), _("on this day or earlier")
YEARS = range(1900, 2200)


class MomentField(forms.CharField):
    """A day or a moment as ISO 8601 writes it; without offset it is of this place."""

    def to_python(self, value: Any) -> datetime | None:
        text = super().to_python(value)
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(with_plus(text))
        except ValueError:
            moment = None
        if moment is None or moment.year not in YEARS:
            raise ValidationError(_("Write a moment like 2026-11-24T08:00:00+08:00, or a day."))
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


class MomentFilter(django_filters.Filter):
    field_class = MomentField


class Truth(django_filters.TypedChoiceFilter):
    """Yes or no, written as JSON writes it."""

    def __init__(self, **options: Any) -> None:
        choices = [("true", _("Yes")), ("false", _("No"))]
        super().__init__(choices=choices, coerce=lambda text: text == "true", **options)


class ApiFilter(pages.FacetedFilter):
    """A list's facets and words as its page has them; ``from`` and ``to`` of its ``day``.

    ``order`` is the pages': the API orders by columns that a cursor can be made of.
    """

    # The column of days, with its words; empty where rows have none.
    day: ClassVar[tuple[str, Any] | None] = None
    # The moment of the last change of a row; empty where none is kept.
    changed: ClassVar[str] = "updated_at"
    truths: ClassVar[dict[str, Any]] = {}

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        filters = super().get_filters()
        del filters["order"]
        for facet in cls.facets:
            if isinstance(facet, YearFacet):
                del filters[facet.name]
        if cls.day:
            column, label = cls.day
            for name, lookup, said in (("from", "gte", FROM), ("to", "lte", TO)):
                filters[name] = django_filters.DateFilter(
                    field_name=column,
                    lookup_expr=lookup,
                    label=format_lazy("{what}{colon}{said}", what=label, colon=_(": "), said=said),
                    input_formats=[ISO_DAY],
                    error_messages={"invalid": _("Write a day like 2026-11-24.")},
                )
        if cls.changed:
            label = _("Changed since")
            since = {"field_name": cls.changed, "lookup_expr": "gte", "label": label}
            filters["updated_since"] = MomentFilter(**since)
        for name, label in cls.truths.items():
            filters[name] = Truth(field_name=name, label=label)
        return filters


IN_FORCE = ("effective_on", _("In force from"))
ISSUED = ("issued_on", _("Issued on"))
PUBLISHED = ("published_on", _("Published on"))


class PowerFilter(ApiFilter, pages.PowerFilter):
    day = IN_FORCE


class ServiceFilter(ApiFilter, pages.ServiceFilter):
    day = IN_FORCE


class MatterFilter(ApiFilter, pages.MatterFilter):
    day = IN_FORCE


class PublicationFilter(ApiFilter, pages.DocumentFilter):
    day = ISSUED


class InterpretationFilter(ApiFilter, interpretations.InterpretationFilter):
    day = ISSUED


class AdjustmentFilter(ApiFilter, pages.AdjustmentFilter):
    day = IN_FORCE
    changed = "applied_at"


class DatasetFilter(ApiFilter, pages.DatasetFilter):
    day = ("updated_on", _("Data updated on"))


class DepartmentFilter(ApiFilter):
    facets = (ChoiceFacet("kind", _("Kind"), DepartmentKind),)
    searched = ("name", "name_en", "short_name", "code", "organization_code")
    changed = ""

    class Meta:
        model = Department
        fields = []


class FieldFilter(ApiFilter):
    searched = ("name", "name_en", "slug", "code")
    truths = {"is_pilot": _("Pilot field")}
    changed = ""

    class Meta:
        model = Field
        fields = []


class KnowledgeFilter(ApiFilter):
    facets = (FIELD, DEPARTMENT)
    searched = ("question", "answer", "basis")
    links = {
        "matter": LinkedTo(path="matters", label=_("Matter"), public=public_matters),
        "service": LinkedTo(path="services", label=_("Service"), public=public_services),
    }
    day = PUBLISHED
    changed = "reviewed_at"

    class Meta:
        model = KnowledgeEntry
        fields = []


class ReplyFilter(ApiFilter):
    facets = (ChoiceFacet("kind", _("Kind"), SubmissionKind), FIELD, DEPARTMENT)
    searched = ("title", "question", "answer")
    day = PUBLISHED
    changed = ""

    class Meta:
        model = PublishedReply
        fields = []


class AnsweredRequestFilter(ApiFilter):
    facets = (DEPARTMENT,)
    searched = ("title", "question", "answer", "lesson")
    truths = {"is_typical": pgettext_lazy("of an answered request", "Typical case")}
    day = PUBLISHED
    changed = ""

    class Meta:
        model = PublishedRequest
        fields = []


def public_datasets(today: date) -> QuerySet:
    """The datasets a reader may name in an address."""
    return Dataset.objects.public(today)


class ReuseFilter(ApiFilter):
    facets = (ChoiceFacet("kind", _("Kind"), ReuseKind),)
    searched = ("name", "description", "maker")
    links = {
        "dataset": LinkedTo(path="datasets", label=_("Dataset"), public=public_datasets),
    }
    day = PUBLISHED
    changed = ""

    class Meta:
        model = Reuse
        fields = []
