"""The index of every public page for machines that read sites."""

from datetime import date, datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from applications.models import PublishedRequest
from catalogs.models import (
    Adjustment,
    Dataset,
    Department,
    Field,
    PowerItem,
    Publication,
    PublicityMatter,
    Reuse,
    ServiceItem,
)
from feedback.models import (
    Consultation,
    Evaluation,
    KnowledgeEntry,
    PublishedReply,
    Survey,
)

PAGES = (
    "home", "power-list", "service-list", "matter-list", "document-list", "adjustment-list",
    "interpretation-list", "interpretation-forms", "dataset-list", "reuse-list", "reuse-new",
    "api-docs", "api-key",
    "field-list", "department-list", "licence", "feeds",
    "about", "site-map", "accessibility", "privacy",
)  # fmt: skip


APPLICATIONS = tuple(
    f"applications:{name}"
    for name in (
        "guide", "chart", "work", "statistics", "answered", "cases", "annual-reports", "new",
    )
)  # fmt: skip


FEEDBACK = tuple(
    f"feedback:{name}"
    for name in (
        "start",
        "new",
        "procedure",
        "statistics",
        "replies",
        "knowledge",
        "consultations",
        "surveys",
        "evaluations",
    )
)


SUPERVISION = tuple(
    f"supervision:{name}"
    for name in (
        "scoreboard",
        "red-findings",
        "calendar",
        "method",
        "pilot",
        "pilot-reports",
        "pilot-acceptance",
    )
)


class BothLanguages(Sitemap):
    """Every address in Chinese and in English; the protocol allows 50,000 in a file."""

    limit = 20_000
    i18n = True
    alternates = True
    x_default = True


class SitePages(BothLanguages):
    def items(self) -> list[str]:
        return [*(f"portal:{name}" for name in PAGES), *APPLICATIONS, *FEEDBACK, *SUPERVISION]

    def location(self, item: str) -> str:
        return reverse(item)


class Rows(BothLanguages):
    """The pages of one table's public rows."""

    columns: tuple[str, ...] = ("code",)

    def public(self, today: date) -> QuerySet:
        raise NotImplementedError

    def items(self) -> QuerySet:
        return self.public(timezone.localdate()).order_by("pk").only(*self.columns)

    def lastmod(self, item: Any) -> date | datetime | None:
        return getattr(item, "updated_at", None)


class Powers(Rows):
    columns = ("code", "level", "updated_at")

    def public(self, today: date) -> QuerySet:
        return PowerItem.objects.public(today).of_district()


class Services(Rows):
    columns = ("code", "updated_at")

    def public(self, today: date) -> QuerySet:
        return ServiceItem.objects.public(today)


class Matters(Rows):
    columns = ("code", "updated_at")

    def public(self, today: date) -> QuerySet:
        return PublicityMatter.objects.public(today)


class Documents(Rows):
    columns = ("index_number", "updated_at")

    def public(self, today: date) -> QuerySet:
        return Publication.objects.public(today)


class Interpretations(Rows):
    """Policies beside their interpretations, where there are any."""

    columns = ("index_number", "updated_at")

    def public(self, today: date) -> QuerySet:
        public = Publication.objects.public(today)
        return public.policies().filter(interpretations__in=public.interpretations()).distinct()

    def location(self, item: Publication) -> str:
        return reverse("portal:interpretation-detail", args=[item.index_number])


class Datasets(Rows):
    columns = ("code", "updated_at")

    def public(self, today: date) -> QuerySet:
        return Dataset.objects.public(today)


class Reuses(Rows):
    columns = ("code", "updated_at")

    def public(self, today: date) -> QuerySet:
        return Reuse.objects.public(today)


class Adjustments(Rows):
    columns = ("pk",)

    def public(self, today: date) -> QuerySet:
        return Adjustment.objects.public(today)


class Requests(Rows):
    columns = ("pk", "is_typical")

    def public(self, today: date) -> QuerySet:
        return PublishedRequest.objects.public(today)


class Replies(Rows):
    columns = ("pk",)

    def public(self, today: date) -> QuerySet:
        return PublishedReply.objects.public(today)


class Knowledge(Rows):
    columns = ("pk",)

    def public(self, today: date) -> QuerySet:
        return KnowledgeEntry.objects.public(today)


class Consultations(Rows):
    columns = ("pk",)

    def public(self, today: date) -> QuerySet:
        return Consultation.objects.public(today)


class Surveys(Rows):
    columns = ("pk",)

    def public(self, today: date) -> QuerySet:
        return Survey.objects.public(today)


class Evaluations(Rows):
    columns = ("pk",)

    def public(self, today: date) -> QuerySet:
        return Evaluation.objects.public(today)


class Fields(Rows):
    columns = ("slug",)

    def public(self, today: date) -> QuerySet:
        return Field.objects.public()


class Departments(Rows):
    def public(self, today: date) -> QuerySet:
        return Department.objects.public()


SECTIONS = {
    "pages": SitePages,
    "powers": Powers,
    "services": Services,
    "matters": Matters,
    "documents": Documents,
    "interpretations": Interpretations,
    "datasets": Datasets,
    "reuses": Reuses,
    "adjustments": Adjustments,
    "requests": Requests,
    "replies": Replies,
    "knowledge": Knowledge,
    "consultations": Consultations,
    "surveys": Surveys,
    "evaluations": Evaluations,
    "fields": Fields,
    "departments": Departments,
}
