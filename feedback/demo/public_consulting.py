"""Consultations of the public in the demonstration: open, ended with its result, result owed."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from catalogs.demo.cast import Cast, casts
from catalogs.demo.dates import at_nine
from catalogs.demo.people import contact_of, name_of
from catalogs.models import Field
from catalogs.reference import read_fixture
from feedback import consulting, moderating
from feedback.models import Consultation

WRITTEN = ("title", "background", "text", "other_ways")
# Others than those who submit something.
FIRST_WRITER = 60
# Every so many comments one leaves no name.
NAMELESS = 3


def load(*, today: date) -> int:
    """Open each consultation on its day and take it to where it stands today; return how many."""
    records = read_fixture("demo/consultations")
    cast_of = casts(record["department"] for record in records)
    fields = {row.code: row for row in Field.objects.all()}
    serials = count(FIRST_WRITER)
    for record in records:
        cast = cast_of[record["department"]]
        opens_on = today + timedelta(days=record["opens"])
        consultation = consulting.draft(
            actor=cast.clerk,
            department=cast.department,
            field=fields[record["field"]],
            opens_on=opens_on,
            closes_on=today + timedelta(days=record["closes"]),
            at=at_nine(opens_on - timedelta(days=2)),
            **{name: record[name] for name in WRITTEN},
        )
        consultation = consulting.publish(
            consultation, actor=cast.clerk, today=opens_on, at=at_nine(opens_on)
        )
        for told in record["comments"]:
            _comment(consultation, told, cast, next(serials))
        if "result" in record:
            day = today + timedelta(days=record["result_day"])
            consulting.publish_result(
                consultation,
                actor=cast.clerk,
                result=record["result"],
                comments_elsewhere=record["elsewhere"],
                today=day,
                at=at_nine(day, 60),
            )
    return len(records)


def _comment(consultation: Consultation, told: dict[str, Any], cast: Cast, serial: int) -> None:
    """Take a comment in, and let the clerk read it the same day and decide it after the end."""
    day = consultation.opens_on + timedelta(days=told["day"])
    name = name_of(serial)
    named = "{name}" in told["text"] or serial % NAMELESS
    contact = {"name": name, **contact_of(serial, "writer")} if named else {}
    text = told["text"].format(name=name)
    row = consulting.comment(consultation, text=text, now=at_nine(day, 15), **contact)
    read = {"actor": cast.clerk, "at": at_nine(day, 240)}
    if told.get("then") == "show":
        row = moderating.show(row, text=told.get("shown", told["text"]), **read)
    elif told.get("then") == "hide":
        row = moderating.hide(row, reason=told["why"], **read)
    if "adoption" in told:
        day = consultation.closes_on + timedelta(days=5)
        decided = {"adoption": told["adoption"], "note": told["note"], "at": at_nine(day)}
        moderating.decide(row, actor=cast.clerk, **decided)
