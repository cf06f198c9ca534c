"""Departmental systems of the demonstration and what they pushed, taken through the verbs.

Their tokens are told to nobody: an administrator gives a new one.
"""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import override

from catalogs import publishing, push_systems, pushing
from catalogs.deadlines import load_calendar
from catalogs.demo.dates import at_nine
from catalogs.demo.matters import proactive_matters
from catalogs.demo.plans import PROCEDURE
from catalogs.demo.publications import Desk
from catalogs.enums import PublicationForm, PublicStage
from catalogs.models import (
    Attachment,
    Department,
    Field,
    Official,
    Publication,
    PublicityMatter,
    PushDelivery,
    PushSystem,
)
from catalogs.pushed_records import PushedFile, PushedMatter, PushedRecord
from catalogs.reference import read_fixture

CHINESE = "zh-hans"
# So many working days ago the systems were entered.
ENTERED = 15
UNPROCESSABLE = 422


def load_pushes(*, today: date) -> int:
    """Enter the systems and take in what each has pushed; return how many deliveries."""
    calendar, desk = load_calendar(), Desk()
    made = 0
    with override(CHINESE):
        for plan in read_fixture("demo/pushes")["systems"]:
            field = Field.objects.get(slug=plan["field"])
            matters = {row.name: row for row in proactive_matters(field)}
            entered = at_nine(calendar.subtract_working_days(today, ENTERED).date)
            system = _enter(plan, matters, entered)
            for record in plan["records"]:
                day = calendar.subtract_working_days(today, record["working_days_ago"]).date
                pushed = _record(record, field, matters, day)
                delivery = _push(system, record["key"], pushed, at_nine(day, 35))
                _look(delivery, record, desk, at_nine(day, 95))
                made += 1
    return made


def _enter(plan: dict[str, Any], matters: dict[str, PublicityMatter], now: datetime) -> PushSystem:
    columns = ("name", "rule", "release_genres", "allowed_networks", "contact")
    system, _token = push_systems.register(
        actor=Official.objects.get(username="admin"),
        now=now,
        department=Department.objects.get(code=plan["department"]),
        release_matters=tuple(matters[name] for name in plan["release_matters"]),
        **{name: plan[name] for name in columns},
    )
    return system


def _record(
    record: dict[str, Any], field: Field, matters: dict[str, PublicityMatter], day: date
) -> PushedRecord:
    matter = matters.get(record["matter"])
    elements = tuple(str(element.position) for element in matter.elements.all()) if matter else ()
    values = {
        "title": record["title"],
        "document_number": record["number"].format(year=day.year),
        "formed_on": day,
        "genre": record["genre"],
        "stage": PublicStage.RESULT,
        "forms": [PublicationForm.WEBSITE],
        "procedure": PROCEDURE,
        "keywords": [field.name],
        "summary": record["summary"],
        "body": record["body"],
    }
    file = record.get("attachment")
    return PushedRecord(
        values=values,
        field=field.code,
        matters=(PushedMatter(matter.code if matter else record["matter"], elements),),
        files=(PushedFile(file["name"], file["text"].encode()),) if file else (),
    )


def _push(system: PushSystem, key: str, pushed: PushedRecord, now: datetime) -> PushDelivery:
    said = json.dumps(pushed.values, ensure_ascii=False, default=str, sort_keys=True)
    sent = {"key": key, "checksum": hashlib.sha256(said.encode()).hexdigest(), "now": now}
    try:
        delivery = pushing.receive(system, pushed=pushed, **sent)
    except ValidationError as error:
        errors = [
            {"field": name, "detail": sentence}
            for name, sentences in error.message_dict.items()
            for sentence in sentences
        ]
        return pushing.note_refusal(system, status=UNPROCESSABLE, errors=errors, **sent)
    Publication.objects.filter(pk=delivery.publication_id).update(created_at=now, updated_at=now)
    Attachment.objects.filter(publication=delivery.publication_id).update(created_at=now)
    return delivery


def _look(delivery: PushDelivery, record: dict[str, Any], desk: Desk, at: datetime) -> None:
    """Let the reviewer give back what is to be corrected; the rest waits."""
    if delivery.publication is None or "returned" not in record:
        return
    _clerk, reviewer = desk.officials(delivery.publication.department)
    publishing.return_(delivery.publication, actor=reviewer, reason=record["returned"], at=at)
