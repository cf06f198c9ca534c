"""What will be published, before it is: series of documents turned into dated plans."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from catalogs.demo.dates import Period, months_before, periods, working_day, years
from catalogs.demo.matters import proactive_matters
from catalogs.enums import DocumentKind, PublicationForm
from catalogs.models import Department, Field, PublicityMatter
from catalogs.working_days import WorkCalendar

# Every so many documents one is published late, incomplete or without its summary.
LATE_EVERY, INCOMPLETE_EVERY, NO_SUMMARY_EVERY = 11, 3, 17
LATE_WORKING_DAYS = 27
PROCEDURE = "承办岗起草，保密审查岗审查，分管负责人审签，信息公开岗发布"


@dataclass
class Plan:
    """One document to come: its columns, and when it is written, approved and released."""

    columns: dict[str, Any]
    formed_on: date
    approved_on: date
    released_on: date
    matter: PublicityMatter
    coverage: int
    attachment: str = ""


class Planner:
    """Turns the series of the fixture into plans, the same each time for the same day."""

    def __init__(self, today: date, calendar: WorkCalendar) -> None:
        self.today, self.calendar = today, calendar
        # Whatever the hour of the load, nothing is dated in the future.
        self.latest = today - timedelta(days=1)
        self.random = random.Random(20170912)
        self.departments = {row.code: row for row in Department.objects.all()}
        self.fields = {row.slug: row for row in Field.objects.all()}
        self.matters: dict[str, list[PublicityMatter]] = {}
        self.serials: dict[tuple[str, int], int] = defaultdict(int)
        self.count = 0

    def plan_series(self, series: dict[str, Any]) -> Iterator[Plan]:
        """Yield the documents of one series; the periods it skips stay without a publication."""
        skipped = set(series.get("skip", ()))
        for index, ready, words in self._occasions(series):
            if index in skipped or ready >= self.today - timedelta(days=5):
                continue
            yield self._plan(series, ready, words)

    def _occasions(self, series: dict[str, Any]) -> Iterator[tuple[int, date, dict[str, Any]]]:
        rhythm = series["rhythm"]
        if rhythm == "names":
            begin = months_before(self.today, 23)
            step = 660 // len(series["names"])
            shift = sum(map(ord, series["id"])) % 40
            for index, (name, english) in enumerate(series["names"]):
                day = begin + timedelta(days=shift + index * step)
                yield index, day, {"year": day.year, "name": name, "name_en": english}
        elif rhythm == "year":
            for index, year in enumerate(years(self.today)):
                day = date(year, series.get("month", 2), 20)
                yield index, day, {"year": year, "before": year - 1}
        else:
            for period in periods(rhythm, self.today):
                yield period.index, _ready(period, series), period.words()

    def _plan(self, series: dict[str, Any], ready: date, words: dict[str, Any]) -> Plan:
        self.count += 1
        formed = working_day(self.calendar, ready, self.random.randint(0, 3))
        late = self.count % LATE_EVERY == 0
        wait = LATE_WORKING_DAYS if late else self.random.randint(1, 6)
        released = min(working_day(self.calendar, formed, wait), self.latest)
        for name, (low, high) in series.get("numbers", {}).items():
            words[name] = self.random.randint(low, high)
        words["serial"] = self.serial(series.get("number", ""), formed.year)
        matter = self.matter(series["field"], series["matter"])
        summary = "" if self.count % NO_SUMMARY_EVERY == 0 else series["summary"].format(**words)
        columns = {
            "kind": DocumentKind.INFORMATION,
            "title": series["title"].format(**words),
            "title_en": series["en"].format(**words),
            "document_number": series.get("number", "").format(**words),
            "formed_on": formed,
            "department": self.departments[series["department"]],
            "field": self.fields[series["field"]],
            "forms": [PublicationForm.WEBSITE],
            "procedure": PROCEDURE,
            "theme": series["theme"],
            "genre": series["genre"],
            "keywords": series["keywords"],
            "summary": summary,
            "body": series["body"].format(**words),
            "stage": series["stage"],
        }
        whole = len(matter.elements.all())
        short = self.count % INCOMPLETE_EVERY == 0
        return Plan(
            columns=columns,
            formed_on=formed,
            approved_on=max(formed, released - timedelta(days=1)),
            released_on=released,
            matter=matter,
            coverage=max(1, whole // 2) if short else whole,
            attachment=series.get("attachment", ""),
        )

    def serial(self, pattern: str, year: int) -> int:
        # An office numbers more papers than it publishes: the serials leave gaps.
        self.serials[pattern, year] += self.random.randint(1, 4)
        return self.serials[pattern, year]

    def matter(self, slug: str, name: str) -> PublicityMatter:
        """The matter of that name in the field; LookupError when the list lacks it."""
        if slug not in self.matters:
            self.matters[slug] = proactive_matters(self.fields[slug])
        for row in self.matters[slug]:
            if row.name == name:
                return row
        raise LookupError(f"{slug}: {name}")


def _ready(period: Period, series: dict[str, Any]) -> date:
    """A report is written some days after its period; a month's programme before it begins."""
    if days := series.get("days_ahead"):
        return period.start - timedelta(days=days)
    return period.after + timedelta(days=5)
