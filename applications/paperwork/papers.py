"""Verbs of letters: issued with number and day, opened in full, struck out after their time."""

from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from applications.enums import DISCLOSING, INTAKE_STATES, InquiryKind, PaperKind
from applications.identity import parts_of_all
from applications.models import Application, Paper
from applications.moving import begin, finish
from applications.paperwork.issuers import mark_of, number_of
from applications.paperwork.letter import Letter
from applications.paperwork.letters import build
from catalogs.history import record
from catalogs.identity import without_parts
from catalogs.models import Department, Official
from catalogs.receipts import next_serial
from catalogs.workflow import MoveRefused


@transaction.atomic
def issue(
    application: Application,
    kind: str,
    *,
    actor: Official | None,
    today: date,
    about: Model | None = None,
    at: datetime | None = None,
) -> Paper:
    """Issue the letter of ``kind``: number, day and text are fixed from now on.

    The lead department writes it; before there is one, the actor's. ``actor`` is None for the
    applicant and the system; ``about`` is the row the letter tells of (``letters.build``). To
    be called in the verb's own transaction, so that there is no move without its letter.
    """
    department = issuing_department(application, actor)
    mark = mark_of(department)
    serial = next_serial(mark, year=today.year)
    number = number_of(kind, mark=mark, year=today.year, serial=serial)
    letter = build(
        application, kind, today=today, department=department, about=about, number=number
    )
    paper = Paper.objects.create(
        application=application,
        kind=kind,
        department=department,
        mark=mark,
        year=today.year,
        serial=serial,
        number=number,
        dated_on=today,
        content=letter.to_json(),
        created_by=actor,
    )
    record(paper, actor=actor, action="issue", changes={"number": [None, number]}, at=at)
    return paper


def issue_answer(
    application: Application, *, actor: Official, today: date, at: datetime | None = None
) -> Paper:
    """Issue the letter of answer, and tell each third party whose objection was overridden."""
    paper = issue(application, PaperKind.ANSWER, actor=actor, today=today, at=at)
    if application.outcome in DISCLOSING:
        overridden = application.inquiries.filter(
            kind=InquiryKind.THIRD_PARTY, overridden_on__isnull=False
        )
        for inquiry in overridden:
            kind = PaperKind.THIRD_PARTY_DECISION
            issue(application, kind, actor=actor, today=today, about=inquiry, at=at)
    return paper


def draft_of_answer(application: Application, *, today: date) -> Letter:
    """Return the letter of the drafted answer as it would be issued ``today``, without number.

    Raises ``MoveRefused`` while nothing is drafted. Identity parts are in it.
    """
    if not application.outcome or not application.answer:
        raise MoveRefused(_("The answer is not drafted yet."), code="state")
    department = application.department
    return build(application, PaperKind.ANSWER, today=today, department=department)


def issuing_department(application: Application, actor: Official | None) -> Department | None:
    """Return who writes the application's letters now; None stands for the disclosure office."""
    if application.department and application.state not in INTAKE_STATES:
        return application.department
    # A department before the assignment is the applicant's wish only.
    return actor.department if actor else None


@transaction.atomic
def open_in_full(paper: Paper, *, actor: Official, at: datetime | None = None) -> Letter:
    """Return the letter with the identity parts in it; that it was opened is in the history.

    Raises ``MoveRefused`` for whoever may not see the identity.
    """
    application = begin(paper.application, "reveal_identity", actor=actor)
    changes = {"paper": [None, paper.number]}
    finish(application, "reveal_identity", actor=actor, changes=changes, at=at)
    return paper.letter


def masked(letter: Letter, application: Application) -> Letter:
    """Return the letter with every identity part of applicant and third parties struck out."""
    return letter.with_texts(partial(without_parts, parts=parts_of_all(application)))


def erase(application: Application) -> None:
    """Strike identity parts out of the kept letters; called before the parts are erased."""
    for paper in application.papers.all():
        paper.content = masked(paper.letter, application).to_json()
        paper.save(update_fields=["content"])
