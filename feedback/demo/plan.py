"""Which submission comes when, from whom and about what: two years, the same for a day."""

import json
from datetime import date
from itertools import cycle
from random import Random
from typing import Any

from django.conf import settings

from catalogs.demo.cast import SHOWN, another, casts
from catalogs.demo.dates import months_before, working_day
from catalogs.demo.people import contact_of, name_of
from catalogs.history import record
from catalogs.models import Department, Field, Official
from catalogs.working_days import WorkCalendar
from feedback.demo import about_data
from feedback.demo.scripts import CONCLUDED, OPEN, Script
from feedback.demo.story import Story
from feedback.enums import NAMELESS_KINDS, PUBLISHABLE_KINDS, SubmissionKind
from feedback.models import RoutingRule, Submission

TOPICS = settings.BASE_DIR / "fixtures" / "demo" / "feedback_topics.json"
MONTHS = 24
# Concluded stories begin before this many working days ago, the longest of them takes.
LAST_BEGAN = 22
BEGINNINGS = ("", "您好，", "打扰了，", "我是本区居民，")
MARKS = (5, 4, 5, 3, 5, 4, 5, 2, 5, 4)
COMMENTS = {5: "答复很快，说得清楚。", 3: "希望答复再具体一些。", 2: "催办以后才有答复。"}
MERGED = 9
WITHDRAWN = 3

Topic = dict[str, Any]


def topics() -> dict[str, Any]:
    """Return what is asked, what is not accepted, and the words that lead to a department."""
    return json.loads(TOPICS.read_text(encoding="utf-8"))


def load_routing_rules(*, today: date) -> int:
    """Write the rules that suggest a department; return how many."""
    actor = Official.objects.get(username="admin")
    rules = topics()["routing"]
    departments = {row.code: row for row in Department.objects.all()}
    fields = {row.code: row for row in Field.objects.all()}
    rows = [
        *(
            RoutingRule(words=words, department=departments[code])
            for code, words in rules["words"].items()
        ),
        *(
            RoutingRule(field=fields[field], department=departments[code])
            for field, code in rules["fields"].items()
        ),
    ]
    for row in rows:
        row.full_clean()
        row.save()
        record(row, actor=actor, action="create")
    return len(rows)


class Teller:
    """Tells one story after the other, each about the next topic, by the next asker."""

    def __init__(self, today: date, calendar: WorkCalendar) -> None:
        self.today, self.calendar = today, calendar
        asked = topics()["asked"]
        kinds = ([], [])
        for topic in asked:
            kinds[topic["kind"] != SubmissionKind.CONSULTATION].append(topic)
        # Questions are asked more often than anything else.
        questions, others = cycle(kinds[0]), cycle(kinds[1])
        self.turns = (questions, questions, others)
        self.shown = cycle([topic for topic in asked if topic["department"] == SHOWN])
        # The finance bureau is asked for opinions only.
        self.people_of = casts(["BHQ-CZJ", *(topic["department"] for topic in asked)])
        self.fields = {row.code: row for row in Field.objects.all()}
        self.marks = cycle(MARKS)
        self.serial = 0
        # The newest submission of each topic that others can be merged with.
        self.leading: dict[str, Submission] = {}

    def topic(self, *, shown: bool = False) -> Topic:
        return next(self.shown if shown else self.turns[self.serial % 3])

    def story(self, day: date, topic: Topic) -> Story:
        """Receive the next submission on ``day``."""
        self.serial += 1
        cast = self.people_of[topic.get("department", "BHQ-ZFB")]
        story = Story(cast, self.calendar, self.today, day, topic.get("answer", ""))
        return story.received(**self._values(topic))

    def concluded(self, day: date, script: Script) -> None:
        topic = self.topic()
        story = self.story(day, topic)
        story = script.tell(story, another(story.cast, self.people_of))
        row, place = story.submission, self.serial
        if row.consent_to_publish and row.kind in PUBLISHABLE_KINDS and place % 7:
            story.later(2).published()
        if place % 5 in (1, 3):
            mark = next(self.marks)
            story.later(3).rated(mark, COMMENTS.get(mark, ""))
        self.leading[topic["title"]] = story.submission

    def merged(self, day: date) -> None:
        topic = self.topic()
        while topic["title"] not in self.leading:
            topic = self.topic()
        leading = self.leading[topic["title"]]
        self.story(day, topic).later(1).merged(leading)

    def withdrawn(self, day: date) -> None:
        story = self.story(day, self.topic())
        story.examined().issued().later(1).withdrawn()

    def refused(self, day: date, topic: Topic) -> None:
        story = self.story(day, {**topic, "kind": SubmissionKind.COMPLAINT, "field": ""})
        story.later(1).not_accepted(right_way=topic["right_way"], refusal=topic["refusal"])

    def open(self, script: Script, *, shown: bool) -> None:
        day = self.calendar.subtract_working_days(self.today, script.began).date
        story = self.story(day, self.topic(shown=shown))
        script.tell(story, another(story.cast, self.people_of))

    def _values(self, topic: Topic) -> dict[str, Any]:
        serial, asks = self.serial, topic.get("asks") or [topic["text"]]
        text = BEGINNINGS[serial // 2 % len(BEGINNINGS)] + asks[serial % len(asks)]
        person = {"name": name_of(serial), **contact_of(serial, "asker")}
        if topic["kind"] in NAMELESS_KINDS and serial % 2:
            person = {}
        return {
            **person,
            "kind": topic["kind"],
            "field": self.fields.get(topic["field"]) if serial % 4 else None,
            "title": topic["title"],
            "text": text,
            "page_address": topic.get("page", ""),
            "consent_to_publish": bool(person) and serial % 3 != 1,
        }


def tell_all(today: date, calendar: WorkCalendar) -> int:
    """Receive each submission on its day and tell its story to where it stands today."""
    teller = Teller(today, calendar)
    acts = [
        lambda day, script=script: teller.concluded(day, script)
        for script in CONCLUDED
        for _time in range(script.times)
    ]
    acts += [lambda day, topic=topic: teller.refused(day, topic) for topic in topics()["refused"]]
    Random(47).shuffle(acts)
    # Duplicates come when others have asked before.
    for place in range(MERGED):
        acts.insert(60 + place * 10, teller.merged)
    for place in range(WITHDRAWN):
        acts.insert(35 + place * 45, teller.withdrawn)
    # Data are asked about since they are there; what has no answer yet waits since today.
    about = about_data.Teller(today, calendar)
    for place, topic in enumerate(about.answered):
        acts.insert(len(acts) - 1 - 2 * place, lambda day, topic=topic: about.tell(topic, day))
    first = months_before(today, MONTHS)
    span = (calendar.subtract_working_days(today, LAST_BEGAN).date - first) / (len(acts) - 1)
    for place, act in enumerate(acts):
        act(working_day(calendar, first + span * place))
    for script in sorted(OPEN, key=lambda script: -script.began):
        for time in range(script.times):
            teller.open(script, shown=time % 2 == 0)
    for topic in about.waiting:
        about.tell(topic, today)
    return teller.serial + about.told
