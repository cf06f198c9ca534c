"""Which story happens when, to whom and about what: two years, always the same for a day."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from random import Random
from typing import Any

from django.conf import settings

from applications.demo import people
from applications.demo.scripts import CONCLUDED, OPEN, REPEATEDLY, Tell
from applications.demo.story import Story
from applications.enums import ApplicantKind, Channel, FormWanted, Outcome, Way
from catalogs.demo.cast import SHOWN, Cast, another, casts
from catalogs.demo.dates import months_before, working_day
from catalogs.enums import PublicityMode
from catalogs.models import PublicityMatter
from catalogs.working_days import WorkCalendar

TOPICS = settings.BASE_DIR / "fixtures" / "demo" / "application_topics.json"
MONTHS = 24
# Concluded stories end before this many working days ago, the longest of them takes.
LAST_BEGAN = 42
CHANNELS = (
    Channel.ONLINE, Channel.ONLINE, Channel.ONLINE, Channel.POST, Channel.ONLINE, Channel.ONLINE,
    Channel.IN_PERSON, Channel.ONLINE, Channel.LETTER, Channel.ONLINE, Channel.FAX,
)  # fmt: skip
WAYS = {
    Channel.ONLINE: (FormWanted.ELECTRONIC, Way.ONLINE),
    Channel.POST: (FormWanted.PAPER, Way.POST),
    Channel.LETTER: (FormWanted.PAPER, Way.POST),
    Channel.IN_PERSON: (FormWanted.PAPER, Way.PICK_UP),
    Channel.FAX: (FormWanted.ELECTRONIC, Way.EMAIL),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A story to be told: the day it begins, how it goes, of which department and matter."""

    day: date
    tell: Tell
    department: str = ""
    is_open: bool = False


def planned(today: date, calendar: WorkCalendar) -> list[Planned]:
    """Return the stories in the order of their days."""
    tells = [Planned(today, script.tell) for script in CONCLUDED for _time in range(script.times)]
    for matter, times in zip(_matters(), REPEATEDLY, strict=False):
        tells += [Planned(today, _of_matter(matter), matter.department.code)] * times
    Random(711).shuffle(tells)
    first = months_before(today, MONTHS)
    last = calendar.subtract_working_days(today, LAST_BEGAN).date
    span = (last - first) / max(1, len(tells) - 1)
    stories = [
        Planned(working_day(calendar, first + span * place), row.tell, row.department)
        for place, row in enumerate(tells)
    ]
    for place, script in enumerate(OPEN):
        began = calendar.subtract_working_days(today, script.began).date
        stories += [
            Planned(began, script.tell, SHOWN if time == 0 and place % 2 else "", is_open=True)
            for time in range(script.times)
        ]
    return sorted(stories, key=lambda story: story.day)


def tell_all(today: date, calendar: WorkCalendar) -> int:
    """Receive each application on its day and tell its story to where it stands today."""
    topics = json.loads(TOPICS.read_text(encoding="utf-8"))
    turns = {"": cycle(topics)}
    for topic in topics:
        own = [row for row in topics if row["department"] == topic["department"]]
        turns.setdefault(topic["department"], cycle(own))
    people_of = casts(topic["department"] for topic in topics)
    kinds, channels = people.kinds(), cycle(CHANNELS)
    plans = planned(today, calendar)
    for serial, plan in enumerate(plans, start=1):
        topic, channel = next(turns[plan.department]), next(channels)
        if plan.is_open and plan.day == today:
            channel = Channel.ONLINE
        story = Story(people_of[topic["department"]], calendar, today, plan.day)
        values = _values(serial, next(kinds), channel, topic, plan.day)
        plan.tell(story.received(channel=channel, **values), another(story.cast, people_of))
    return len(plans)


def _matters() -> list[PublicityMatter]:
    """Matters that are disclosed on application only."""
    rows = PublicityMatter.objects.filter(mode=PublicityMode.ON_APPLICATION, state="in_force")
    return list(rows.select_related("department").order_by("code")[: len(REPEATEDLY)])


def _of_matter(matter: PublicityMatter) -> Tell:
    def tell(story: Story, other: Cast) -> Story:
        return story.assigned().later(6).answered(Outcome.DISCLOSED, matter=matter).filed()

    return tell


def _values(serial: int, kind: str, channel: str, topic: dict, day: date) -> dict[str, Any]:
    form, way = WAYS[channel]
    person = people.applicant(serial, kind)
    if serial % 5 == 0:
        person["email"] = "" if way != Way.EMAIL else person["email"]
    return {
        **person,
        "title": topic["title"].format(year=day.year - (kind == ApplicantKind.PERSON)),
        "features": topic["features"].format(year=day.year - (kind == ApplicantKind.PERSON)),
        "form_wanted": form,
        "way_wanted": way,
        "consent_to_publish": serial % 3 != 1,
    }
