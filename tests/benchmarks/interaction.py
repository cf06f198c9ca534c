"""Interaction in bulk for the benchmark of pages, beside the rows of ``data``."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db import models
from django.utils import timezone

from applications.enums import ApplicantKind, ApplicationState, Channel, Outcome
from applications.models import Application, PublishedRequest
from catalogs.enums import Role
from catalogs.models import Department, Field, Official
from feedback.enums import (
    DATA_KINDS,
    PUBLISHABLE_KINDS,
    CommentState,
    ConsultationState,
    KnowledgeState,
    SubmissionState,
)
from feedback.models import (
    Consultation,
    ConsultationComment,
    KnowledgeEntry,
    PublishedReply,
    Submission,
)
from tests.benchmarks.data import BASIS, BATCH, FIRST_DAY, TEXT, name

Row = Callable[[int], models.Model]
# Comments on the first consultation, the one whose page is measured.
COMMENTS = 500

# What an answer is about by itself, and no dataset.
KINDS = [kind for kind in PUBLISHABLE_KINDS if kind not in DATA_KINDS]


def make(rows: int) -> None:
    """Write so many answers, entries, consultations and answered requests, after ``data.make``."""
    departments, fields = list(Department.objects.order_by("pk")), list(Field.objects.all())
    officials = [
        Official.objects.create(
            username=f"bench-{role}", role=role, department=departments[0], email=""
        )
        for role in (Role.CLERK, Role.REVIEWER)
    ]
    _write(Submission, rows, lambda n: _submission(n, departments, fields, officials))
    keys = enumerate(_keys(Submission))
    _write_all(PublishedReply, (_reply(key, n, departments, fields) for n, key in keys))
    _write(KnowledgeEntry, rows, lambda n: _entry(n, departments, fields))
    _write(Application, rows, lambda n: _application(n, departments, officials[0]))
    keys = enumerate(_keys(Application))
    _write_all(PublishedRequest, (_request(key, n, departments) for n, key in keys))
    _write(Consultation, rows, lambda n: _consultation(n, departments, fields))
    first = Consultation.objects.order_by("pk").first()
    if first:
        _write(ConsultationComment, COMMENTS, lambda n: _comment(n, first))


def _keys(model: type[models.Model]) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def _write(model: type[models.Model], total: int, make_row: Row) -> None:
    _write_all(model, map(make_row, range(total)))


def _write_all(model: type[models.Model], rows: Iterator[models.Model]) -> None:
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)


def _day(n: int) -> date:
    return FIRST_DAY + timedelta(days=n % 700)


def _place(n: int, departments: list[Department], fields: list[Field]) -> dict[str, object]:
    return {
        "department": departments[n * 7 % len(departments)],
        "field": fields[n * 5 % len(fields)],
    }


def _submission(
    n: int, departments: list[Department], fields: list[Field], officials: list[Official]
) -> Submission:
    received = _day(n)
    return Submission(
        receipt_number=f"HD-{received.year}-{n:07d}",
        kind=KINDS[n % len(KINDS)],
        title=name(n),
        text=TEXT,
        received_on=received,
        created_at=timezone.make_aware(datetime.combine(received, time(9))),
        state=SubmissionState.PUBLISHED,
        consent_to_publish=True,
        reply=TEXT,
        drafter=officials[0],
        approver=officials[1],
        concluded_on=received + timedelta(days=5),
        working_days_taken=4,
        **_place(n, departments, fields),
    )


def _reply(key: int, n: int, departments: list[Department], fields: list[Field]) -> PublishedReply:
    return PublishedReply(
        submission_id=key,
        kind=KINDS[n % len(KINDS)],
        title=name(n),
        question=TEXT[:100],
        answer=TEXT,
        published_on=_day(n) + timedelta(days=6),
        **_place(n, departments, fields),
    )


def _entry(n: int, departments: list[Department], fields: list[Field]) -> KnowledgeEntry:
    published = _day(n)
    return KnowledgeEntry(
        question=f"{name(n)}怎样办理？",
        answer=TEXT,
        basis=BASIS[:80],
        state=KnowledgeState.PUBLISHED,
        version=1,
        published_on=published,
        reviewed_at=timezone.make_aware(datetime.combine(published, time(9))),
        **_place(n, departments, fields),
    )


def _application(n: int, departments: list[Department], drafter: Official) -> Application:
    received = _day(n)
    return Application(
        receipt_number=f"YSQ-{received.year}-{n:07d}",
        title=name(n),
        features=TEXT[:60],
        channel=Channel.ONLINE,
        applicant_kind=ApplicantKind.PERSON,
        arrived_on=received,
        received_on=received,
        created_at=timezone.make_aware(datetime.combine(received, time(9))),
        state=ApplicationState.ANSWERED,
        department=departments[n * 7 % len(departments)],
        outcome=Outcome.DISCLOSED,
        answer=TEXT,
        drafter=drafter,
        answered_on=received + timedelta(days=15),
        concluded_on=received + timedelta(days=15),
    )


def _request(key: int, n: int, departments: list[Department]) -> PublishedRequest:
    return PublishedRequest(
        application_id=key,
        department=departments[n * 7 % len(departments)],
        title=name(n),
        question=TEXT[:100],
        answer=TEXT,
        lesson=TEXT[:60] if n % 5 == 0 else "",
        is_typical=n % 5 == 0,
        published_on=_day(n) + timedelta(days=20),
    )


def _consultation(n: int, departments: list[Department], fields: list[Field]) -> Consultation:
    opens, closes = _day(n), _day(n) + timedelta(days=30)
    has_result = n % 4 != 0
    return Consultation(
        title=f"{name(n)}办法（征求意见稿）",
        background=TEXT,
        text=TEXT,
        opens_on=opens,
        closes_on=closes,
        clock_started_on=closes,
        due_on=closes + timedelta(days=21),
        state=ConsultationState.PUBLISHED,
        result=TEXT if has_result else "",
        result_published_on=closes + timedelta(days=10) if has_result else None,
        **_place(n, departments, fields),
    )


def _comment(n: int, consultation: Consultation) -> ConsultationComment:
    return ConsultationComment(
        consultation=consultation,
        text=TEXT[:80],
        received_on=consultation.opens_on + timedelta(days=n % 30),
        state=CommentState.SHOWN,
        shown_text=TEXT[:80],
    )
