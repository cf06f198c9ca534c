"""Feeds of what else is new: adjustments, data, consultations, answers, red findings."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs.models import Adjustment, Dataset
from feedback.models import Consultation, PublishedReply
from supervision.models import Finding
from supervision.public_findings import finding_row

from .atom import MOST, Entry, PublicFeed, midnight


class Listed(PublicFeed):
    """A feed of one public list, at an address of its own."""

    name = ""
    list_name = ""

    def page(self, obj: Any) -> str:
        return reverse(self.list_name)

    def address(self, obj: Any) -> str:
        return reverse(f"portal:{self.name}")


class Adjustments(Listed):
    name, list_name = "feed-adjustments", "portal:adjustment-list"

    def heading(self, obj: Any) -> str:
        return _("Adjustments")

    def entries(self, obj: Any, *, today: date) -> Iterator[Entry]:
        for row in Adjustment.objects.public(today).with_entries()[:MOST]:
            yield Entry(
                title=str(row),
                url=row.get_absolute_url(),
                published=row.applied_at,
                updated=row.applied_at,
                author=row.department.display_name,
                summary=row.basis,
                categories=(str(row.get_action_display()), str(row.get_reason_display())),
            )


class Datasets(Listed):
    """Each dataset with its newest version: a new version is a new entry.

    Live datasets have one nearly every day: of them only the first is news.
    """

    name, list_name = "feed-datasets", "portal:dataset-list"

    def heading(self, obj: Any) -> str:
        return _("Open data")

    def entries(self, obj: Any, *, today: date) -> Iterator[Entry]:
        rows = Dataset.objects.public(today).select_related("department", "field", "latest")
        released = rows.filter(source="").order_by("-latest__released_at", "-pk")[:MOST]
        live = rows.exclude(source="").order_by("-published_on", "-pk")[:MOST]
        entries = [*map(_of_version, released), *map(_of_live, live)]
        yield from sorted(entries, key=lambda entry: entry.published, reverse=True)


class Consultations(Listed):
    """Drafts open to comments, and, as a change of the same entry, their results."""

    name, list_name = "feed-consultations", "feedback:consultations"

    def heading(self, obj: Any) -> str:
        return _("Consultations")

    def entries(self, obj: Any, *, today: date) -> Iterator[Entry]:
        rows = Consultation.objects.public(today).select_related("department", "field")
        for row in rows[:MOST]:
            yield Entry(
                title=row.title,
                url=row.get_absolute_url(),
                published=midnight(row.opens_on),
                updated=midnight(row.result_published_on or row.opens_on),
                author=row.department.display_name,
                summary=row.result if row.result_published_on else row.background,
                categories=(row.field.display_name,) if row.field else (),
            )


class Answers(Listed):
    name, list_name = "feed-answers", "feedback:replies"

    def heading(self, obj: Any) -> str:
        return _("Published answers")

    def entries(self, obj: Any, *, today: date) -> Iterator[Entry]:
        rows = PublishedReply.objects.public(today).select_related("department", "field")
        for row in rows.order_by("-published_on", "-pk")[:MOST]:
            yield Entry(
                title=row.title,
                url=row.get_absolute_url(),
                published=midnight(row.published_on),
                updated=midnight(row.published_on),
                author=row.department.display_name,
                summary=row.question,
                categories=(str(row.get_kind_display()),),
            )


class RedFindings(Listed):
    """The open red findings, as the page shows them."""

    name, list_name = "feed-red-findings", "supervision:red-findings"

    def heading(self, obj: Any) -> str:
        return _("Open red findings")

    def entries(self, obj: Any, *, today: date) -> Iterator[Entry]:
        rows = Finding.objects.public(today).select_related("department", "field")
        for row in rows.order_by("-reddened_on", "-pk")[:MOST]:
            shown = finding_row(row)
            reddened = midnight(shown["red_since"] or shown["since"])
            yield Entry(
                title=" · ".join(filter(None, (str(shown["rule"]), shown["title"]))),
                url=self.page(obj),
                published=reddened,
                updated=reddened,
                author=shown["department"],
                summary=str(shown["state"]),
                categories=(shown["field"],) if shown["field"] else (),
                mark=f"finding-{row.pk}",
            )


def _of_version(row: Dataset) -> Entry:
    version = row.latest
    words = {"name": row.display_name, "number": version.number}
    return _of_dataset(
        row,
        title=_("%(name)s, version %(number)d") % words,
        moment=version.released_at,
        summary=version.note or row.display_description,
        mark=f"version-{version.number}",
    )


def _of_live(row: Dataset) -> Entry:
    return _of_dataset(
        row,
        title=row.display_name,
        moment=midnight(row.published_on),
        summary=row.display_description,
        mark="",
    )


def _of_dataset(row: Dataset, *, title: str, moment: datetime, summary: str, mark: str) -> Entry:
    return Entry(
        title=title,
        url=row.get_absolute_url(),
        published=moment,
        updated=moment,
        author=row.department.display_name,
        summary=summary,
        categories=(row.field.display_name,),
        mark=mark,
    )
