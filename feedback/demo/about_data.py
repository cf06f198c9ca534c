"""Errors in open data and wishes for data, from the pages of the demonstration's datasets."""

import json
from datetime import date
from typing import Any

from django.conf import settings

from catalogs.demo.cast import casts
from catalogs.models import Dataset
from catalogs.working_days import WorkCalendar
from feedback.demo.story import Story

TOPICS = settings.BASE_DIR / "fixtures" / "demo" / "data_topics.json"

Topic = dict[str, Any]


class Teller:
    """Tells what is asked about the datasets that are there; ``told`` counts."""

    def __init__(self, today: date, calendar: WorkCalendar) -> None:
        self.today, self.calendar, self.told = today, calendar, 0
        topics = json.loads(TOPICS.read_text(encoding="utf-8"))
        rows = Dataset.objects.select_related("department", "field")
        self.datasets = {row.code: row for row in rows}
        known = [topic for topic in topics if topic["dataset"] in self.datasets]
        self.answered = [topic for topic in known if "answer" in topic]
        self.waiting = [topic for topic in known if "answer" not in topic]
        codes = [self.datasets[topic["dataset"]].department.code for topic in known]
        self.people_of = casts(codes)

    def tell(self, topic: Topic, day: date) -> None:
        """Send it on ``day``; with an answer the department gives it, and it is published."""
        self.told += 1
        dataset = self.datasets[topic["dataset"]]
        cast = self.people_of[dataset.department.code]
        story = Story(cast, self.calendar, self.today, day, topic.get("answer", ""))
        story.received(
            kind=topic["kind"],
            title=topic["title"],
            text=topic["text"],
            dataset=dataset,
            field=dataset.field,
            consent_to_publish=True,
        )
        if "answer" in topic:
            story.examined().issued().later(2).answered().later(1).published()
