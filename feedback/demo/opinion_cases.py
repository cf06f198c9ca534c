"""Cases of public opinion in the demonstration: one for every state, hours counted back."""

from datetime import date, datetime, timedelta
from typing import Any

from catalogs.demo.cast import Cast, casts
from catalogs.demo.dates import at_nine
from catalogs.demo.plans import PROCEDURE
from catalogs.demo.publications import Desk
from catalogs.enums import DocumentKind, Genre, PublicationForm, PublicStage, Theme
from catalogs.models import Field, Official, Publication
from catalogs.reference import read_fixture
from feedback import opinions
from feedback.models import OpinionCase, Submission

# So many submissions that say the same make a case.
GROUPED = 4
HOUR = timedelta(hours=1)


def load(*, today: date) -> int:
    """Collect each case on its day and take it as far as it is told; return how many."""
    records = read_fixture("demo/opinion_cases")
    cast_of = casts(record["department"] for record in records if "department" in record)
    office, desk = Official.objects.get(username="office"), Desk()
    for record in records:
        collected_at = at_nine(today - timedelta(days=record["days_ago"]))
        case = _collect(record, office, collected_at)
        cast = cast_of.get(record.get("department", ""))
        _take_on(case, record, office, cast, desk)
    return len(records)


def _collect(record: dict[str, Any], office: Official, at: datetime) -> OpinionCase:
    submissions: list[Submission] = []
    if "about" in record:
        alike = Submission.objects.filter(title=record["about"], created_at__lt=at)
        submissions = list(alike.order_by("-created_at")[:GROUPED])
    return opinions.collect(
        actor=office,
        now=at,
        title=record["title"],
        summary=record["summary"],
        source=record["source"],
        source_address=record.get("address", ""),
        submissions=submissions,
    )


def _take_on(
    case: OpinionCase, record: dict[str, Any], office: Official, cast: Cast | None, desk: Desk
) -> None:
    """Judge, dispose, respond, review or drop the case, each so long after it was collected."""
    begin = case.collected_at
    if "judged_after" not in record:
        return
    case = opinions.judge(
        case,
        actor=office,
        level=record["level"],
        judgement=record["judgement"],
        now=begin + record["judged_after"] * HOUR,
    )
    if "dropped_after" in record:
        at = begin + record["dropped_after"] * HOUR
        opinions.drop(case, actor=office, reason=record["reason"], now=at)
    if cast is None or case.respond_by is None:
        return
    case = opinions.dispose(
        case,
        actor=office,
        department=cast.department,
        instruction=record["instruction"],
        dispose_by=case.respond_by - HOUR,
        now=begin + record["disposed_after"] * HOUR,
    )
    if "responded_after" not in record:
        return
    at = begin + record["responded_after"] * HOUR
    response = _response(record["response"], cast, at, desk)
    case = opinions.respond(case, actor=cast.clerk, response=response, now=at)
    if "lesson" in record:
        at += timedelta(days=record["reviewed_after_days"])
        case = opinions.review(case, actor=office, lesson=record["lesson"], now=at)
    incentive = record["incentive"]
    opinions.record_incentive(
        case,
        actor=office,
        kind=incentive["kind"],
        reason=incentive["reason"],
        basis=incentive["basis"],
        today=(begin + timedelta(days=incentive["after_days"])).date(),
    )


def _response(told: dict[str, str], cast: Cast, at: datetime, desk: Desk) -> Publication:
    """Write, review and release the response the same day, before it is linked."""
    field = Field.objects.get(code=told["field"])
    publication = desk.write(
        {
            "kind": DocumentKind.INFORMATION,
            "title": told["title"],
            "formed_on": at.date(),
            "department": cast.department,
            "field": field,
            "forms": [PublicationForm.WEBSITE],
            "procedure": PROCEDURE,
            "theme": Theme.OTHER,
            "genre": Genre.CIRCULAR,
            "keywords": ["舆情回应", field.name],
            "summary": f"{told['title']}。",
            "body": told["body"],
            "stage": PublicStage.MANAGEMENT,
        },
        day=at.date(),
    )
    desk.approve(publication, at.date())
    return desk.release(publication, at)
