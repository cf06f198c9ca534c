"""The acceptance checklist of the pilot, computed from the data where it can be.

What only people can judge is read from the state of the task they enter it at, and says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogs.models import (
    Department,
    Field,
    InterpretationPlan,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)
from supervision.enums import InspectionState, TaskState
from supervision.models import Finding, Inspection, MonthlyReport, PilotTask

# The nightly inspection may fail once.
INSPECTED_WITHIN = timedelta(days=2)
DATASETS_PER_FIELD = 2


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list: ``done`` of ``total`` units of what is counted.

    ``evidence`` is the name of an address that shows it, with its arguments. A line ``by_hand``
    is what people entered at a task.
    """

    code: str
    words: Any
    done: int
    total: int
    evidence: str
    arguments: tuple[str, ...] = ()
    by_hand: bool = False
    # What is missing, by name; empty where the counts say it all.
    lacking: tuple[str, ...] = ()
    # Whether nothing to count is as it should be: then there is nothing to mend.
    may_be_none: bool = False

    @property
    def is_met(self) -> bool:
        return self.done >= self.total and (self.total > 0 or self.may_be_none)


def checklist(*, today: date) -> list[Check]:
    """Return the lines in the order of the plan: lists, norms, platforms, and how it is kept."""
    fields = _fields(today)
    return [
        *_lists(today),
        _of_fields("matters", _("Every pilot field has publicity matters in force"), fields,
                   "portal:matter-list"),
        _of_fields("documents", _("Every pilot field has published documents"), fields,
                   "portal:document-list"),
        _datasets(today, len(fields)),
        _interpretations(today),
        _guides(),
        *_by_hand(),
        _inspected(today),
        _reports(today),
        _red(),
    ]  # fmt: skip


def _lists(today: date) -> list[Check]:
    """Each of the three lists has entries in force."""
    rows = (
        ("powers", _("The list of powers and responsibilities is in force"), "portal:power-list",
         PowerItem.objects.public(today).of_district()),
        ("services", _("The list of public services is in force"), "portal:service-list",
         ServiceItem.objects.public(today)),
        ("matters-list", _("The list of publicity matters is in force"), "portal:matter-list",
         PublicityMatter.objects.public(today)),
    )  # fmt: skip
    return [Check(code, words, int(row.exists()), 1, url) for code, words, url, row in rows]


def _fields(today: date) -> list[Field]:
    matters = PublicityMatter.objects.public(today).filter(field=OuterRef("pk")).order_by()
    documents = Publication.objects.public(today).filter(field=OuterRef("pk")).order_by()
    return list(
        Field.objects.public()
        .pilot()
        .annotate(has_matters=Exists(matters), has_documents=Exists(documents))
    )


def _of_fields(code: str, words: Any, fields: list[Field], evidence: str) -> Check:
    lacking = tuple(row.display_name for row in fields if not getattr(row, f"has_{code}"))
    return Check(code, words, len(fields) - len(lacking), len(fields), evidence, lacking=lacking)


def _datasets(today: date, total: int) -> Check:
    pilot = Field.objects.public().pilot()
    few = pilot.with_fewer_datasets(DATASETS_PER_FIELD, today=today)
    lacking = tuple(row.display_name for row in few)
    return Check(
        "datasets",
        _("Every pilot field has two open datasets or more"),
        total - len(lacking),
        total,
        "portal:dataset-list",
        lacking=lacking,
    )


def _interpretations(today: date) -> Check:
    """Policies whose interpretation is planned and past its day, and those of them interpreted."""
    due = InterpretationPlan.objects.filter(
        policy__in=Publication.objects.public(today), due_on__lt=today
    )
    total = due.count()
    return Check(
        "interpretations",
        _("Policies whose interpretation is due are interpreted"),
        total - due.unfulfilled().count(),
        total,
        "portal:interpretation-list",
    )


def _guides() -> Check:
    """Units that answer the public and have written their guide to disclosure."""
    counted = Department.objects.answering().aggregate(
        total=Count("pk"), done=Count("pk", filter=~Q(disclosure_guide=""))
    )
    return Check(
        "guides",
        _("Units have their guide to disclosure on application"),
        counted["done"],
        counted["total"],
        "applications:guide",
    )


def _by_hand() -> list[Check]:
    return [
        Check(
            f"task-{task.number}",
            task.display_title,
            int(task.state == TaskState.DONE),
            1,
            "supervision:pilot-task",
            (task.number,),
            by_hand=True,
        )
        for task in PilotTask.objects.all()
    ]


def _inspections() -> QuerySet:
    """Inspections of all duties of all departments that came to their end."""
    return Inspection.objects.filter(
        state=InspectionState.FINISHED, department__isnull=True, rule=""
    )


def _inspected(today: date) -> Check:
    """The machine watched all duties of all departments within the last two days."""
    last = _inspections().filter(ended_at__date__gte=today - INSPECTED_WITHIN)
    return Check(
        "inspected",
        _("All duties were inspected within the last two days"),
        int(last.exists()),
        1,
        "supervision:scoreboard",
    )


def _reports(today: date) -> Check:
    """Monthly reports whose day has come, and those sent in."""
    counted = MonthlyReport.objects.filter(due_on__lt=today).aggregate(
        total=Count("pk"), done=Count("pk", filter=Q(submitted_on__isnull=False))
    )
    return Check(
        "reports",
        _("Every monthly report that was due is sent in"),
        counted["done"],
        counted["total"],
        "supervision:pilot-reports",
    )


def _red() -> Check:
    """Red findings so far, and those that do not count any more.

    Where all was inspected and nothing red was ever found there is nothing to mend.
    """
    red = Finding.objects.red().aggregate(
        total=Count("pk"), open=Count("pk", filter=Q(pk__in=Finding.objects.counted().values("pk")))
    )
    return Check(
        "red",
        _("No red finding counts any more: all are closed or exempt for a reason"),
        red["total"] - red["open"],
        red["total"],
        "supervision:red-findings",
        may_be_none=not red["total"] and _inspections().exists(),
    )
