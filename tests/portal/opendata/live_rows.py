"""Public rows of every kind for the live datasets, and how their files are read."""

import csv
import io
from datetime import date, datetime

from django.utils import timezone

from catalogs.enums import DepartmentKind
from catalogs.models import Dataset
from portal.opendata.live.definitions import Definition, definitions
from portal.opendata.live.refreshing import Outcome, refresh
from tests import factories


def office():
    """The government office, which keeps the live datasets."""
    return factories.DepartmentFactory(
        name="滨湖区政府办公室", kind=DepartmentKind.GOVERNMENT_OFFICE
    )


def pilot(slug: str = "environment", name: str = "环境保护"):
    return factories.FieldFactory(slug=slug, name=name, name_en="Environment", is_pilot=True)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())


def definition(code: str) -> Definition:
    return next(row for row in definitions() if row.code == code)


def refreshed(code: str, day: date) -> Outcome:
    return refresh(definition(code), today=day, now=noon(day))


def table(code: str, number: int | None = None) -> list[dict[str, str]]:
    """Return the rows of the newest version, or of the one with this number."""
    versions = Dataset.objects.get(code=code).versions
    version = versions.get(number=number) if number else versions.order_by("-number").first()
    with version.file.open("rb") as file:
        text = file.read().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
