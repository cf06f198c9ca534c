"""The pilot's plan: brought in from its files, and what is said of each task afterwards."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.enums import DocumentKind, PublicationState, Role
from catalogs.history import difference, record
from catalogs.identity import personal_numbers
from catalogs.models import Department, Official, Publication
from catalogs.reference import read_fixture
from catalogs.workflow import MoveRefused
from supervision.enums import StageMoment
from supervision.models import PilotStage, PilotTask

PLAN_NUMBER = "014006438/2017-00137"
MAY_UPDATE = frozenset({Role.SUPERVISOR, Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR})
SAID = ("state", "progress", "note")


@transaction.atomic
def load() -> Counter:
    """Bring stages, tasks and the plan up to their files; return how many rows were made.

    What officials have said of a task since stays. Departments are there already. Safe to run
    twice.
    """
    made: Counter = Counter()
    for values in read_fixture("pilot_stages"):
        number = values["number"]
        columns = {name: value for name, value in values.items() if name != "number"}
        _stage, is_new = PilotStage.objects.update_or_create(number=number, defaults=columns)
        made["stages"] += is_new
    departments = {row.code: row for row in Department.objects.all()}
    stages = {row.number: row for row in PilotStage.objects.all()}
    for values in read_fixture("pilot_tasks"):
        task, is_new = PilotTask.objects.update_or_create(
            number=values["number"],
            defaults={
                "group": values["group"],
                "title": values["title"],
                "title_en": values["title_en"],
                "responsible": departments[values["responsible"]],
                "stage": stages[values["stage"]],
            },
        )
        task.cooperating.set([departments[code] for code in values["cooperating"]])
        made["tasks"] += is_new
    made["documents"] += _load_plan(read_fixture("pilot_plan"), departments)
    return made


def plan(*, today: date) -> Publication | None:
    """Return the document of the plan where it is public."""
    return Publication.objects.public(today).filter(index_number=PLAN_NUMBER).first()


def moment_of(stage: PilotStage, today: date) -> StageMoment:
    """Return whether the stage is to come, under way or ended."""
    if today < stage.starts_on:
        return StageMoment.TO_COME
    return StageMoment.ENDED if today > stage.ends_on else StageMoment.UNDER_WAY


def may_update(user: Any) -> bool:
    """Say whether ``user`` says where tasks stand."""
    return role_of(user) in MAY_UPDATE


def check_note(note: str) -> str:
    """Return a note as it is kept; ``ValidationError`` for numbers of a person in it."""
    if personal_numbers(note):
        raise ValidationError(_("Everyone reads it: take out identity and telephone numbers."))
    return note.strip()


@transaction.atomic
def update_task(
    task: PilotTask, *, actor: Official, state: str, progress: int, note: str
) -> PilotTask:
    """Say where a task stands: its state, its progress in percent, a note everyone reads.

    Raises ``MoveRefused`` for other roles, ``ValidationError`` by column.
    """
    if not may_update(actor):
        raise MoveRefused(
            _("The office and supervisors say where a task of the pilot stands."), code="role"
        )
    task = PilotTask.objects.select_for_update().get(pk=task.pk)
    before = {name: getattr(task, name) for name in SAID}
    task.state, task.progress = state, progress
    try:
        task.note = check_note(note)
    except ValidationError as error:
        raise ValidationError({"note": error}) from None
    task.full_clean()
    task.save()
    if changes := difference(before, {name: getattr(task, name) for name in SAID}):
        record(
            task,
            actor=actor,
            action="update_task",
            from_state=before["state"],
            to_state=task.state,
            changes=changes,
        )
    return task


def _load_plan(values: Mapping[str, Any], departments: Mapping[str, Department]) -> bool:
    """Import the plan as the published document it is; say whether it is new.

    It came out before the portal: it has its number and its day from the record, no clock runs
    for it, and it is information, since the city interprets its own plans.
    """
    if Publication.objects.filter(index_number=values["index_number"]).exists():
        return False
    columns = dict(values)
    issued_on = date.fromisoformat(columns.pop("issued_on"))
    document = Publication(
        **columns
        | {
            "department": departments[columns["department"]],
            "formed_on": date.fromisoformat(columns["formed_on"]),
            "kind": DocumentKind.INFORMATION,
            "state": PublicationState.PUBLISHED,
            "issued_on": issued_on,
            "published_at": timezone.make_aware(datetime.combine(issued_on, time(9))),
        }
    )
    document.full_clean()
    document.save()
    record(
        document,
        actor=None,
        action="import_create",
        reason=values["document_number"],
        to_state=document.state,
    )
    return True
