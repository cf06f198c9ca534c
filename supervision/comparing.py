"""Compare one rule with its standing findings, inside the database: close, open, colour, tally."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, JSONArray, JSONObject, Substr

from catalogs.models import Department, Field, HistoryRow
from catalogs.working_days import WorkCalendar
from supervision.enums import FindingState, Level
from supervision.inserting import insert_from
from supervision.models import Finding, RuleSetting, Tally
from supervision.models.findings import TITLE_LENGTH, FindingQuerySet
from supervision.offices import supervising_office
from supervision.rules import Moment, Rule

# Working days in which a department rectifies what was found.
RECTIFICATION_WORKING_DAYS = 10
# What the history says of a finding that the inspection opened again, moved with its row, or
# closed because the department is not the district's to oblige.
EXEMPTION_OVER, FOUND_AGAIN = "exemption_over", "found_again"
MOVED, NOT_BOUND = "moved", "not_bound"
OPEN, CLOSED = (
    Value(str(state), CharField()) for state in (FindingState.OPEN, FindingState.CLOSED)
)
NO_CHANGES = Value({}, JSONField())


@dataclass(frozen=True, slots=True)
class Counts:
    """What one rule changed, and how many findings of it stand and are not exempt."""

    opened: int
    closed: int
    reddened: int
    standing: int


def rectification_day(calendar: WorkCalendar, today: date) -> date:
    """Return the day by which what is opened today is to be rectified."""
    return calendar.add_working_days(today, RECTIFICATION_WORKING_DAYS).date


def compare(
    rule: Rule, setting: RuleSetting, *, moment: Moment, department: Department | None = None
) -> Counts:
    """Bring the findings of ``rule`` to what is so today; safe to run twice.

    With ``department`` only its rows are looked at. The caller holds the setting's row locked.
    """
    office = supervising_office()
    examined = _placed(rule.examined(moment), rule, office)
    if department is not None:
        examined = examined.filter(placed_department=department.pk)
    found = rule.found(examined, moment)
    own = Finding.objects.filter(
        rule=rule.code, content_type=ContentType.objects.get_for_model(examined.model)
    )
    if department is not None:
        own = own.filter(department=department)
    closed = 0
    # Most rules find nothing on most days.
    if own.standing().exists():
        closed = _release(own, moment) + _close(own, found, moment.today)
        if rule.shape.field:
            _move(own, examined, moment)
        _recall(own, moment)
    opened = _open(rule, setting, found, own, moment)
    reddened = _colour(own, setting, moment)
    _tally(rule, own, examined, moment.today, department, office)
    return Counts(opened, closed, reddened, own.counted().count())


def still_found(rule: Rule, *, object_id: int, moment: Moment) -> bool:
    """Say whether the rule finds the gap in one row now."""
    examined = _placed(rule.examined(moment), rule, supervising_office())
    return rule.found(examined, moment).filter(pk=object_id).exists()


def _placed(rows: QuerySet, rule: Rule, office: Department) -> QuerySet:
    """Annotate where a row belongs: its department, else the supervising office; its field.

    Rows of departments that do not answer to the district are left out: the city's government
    and the offices of city and province publish here, and nobody here can oblige them.
    """
    shape = rule.shape
    place: Any = Value(office.pk)
    if shape.department:
        bound = Q(**{f"{shape.department}__in": Department.objects.answering().values("pk")})
        rows = rows.filter(bound | Q(**{f"{shape.department}__isnull": True}))
        place = Coalesce(F(shape.department), place)
    return rows.annotate(
        placed_department=place,
        placed_field=F(shape.field) if shape.field else Value(None, Tally.field.field),
    )


def _release(own: FindingQuerySet, moment: Moment) -> int:
    """Close what stands against a department that does not answer to the district; say why."""
    answering = Department.objects.answering().values("pk")
    rows = own.standing().exclude(department__in=answering)
    if not _write_history(rows, NOT_BOUND, moment, to_state=CLOSED):
        return 0
    return _end(rows, moment.today)


def _close(own: FindingQuerySet, found: QuerySet, today: date) -> int:
    """Close what is not found any more, or belongs to another department since."""
    still = found.filter(pk=OuterRef("object_id"), placed_department=OuterRef("department_id"))
    return _end(own.standing().filter(~Exists(still.order_by())), today)


def _end(rows: FindingQuerySet, today: date) -> int:
    return rows.update(state=FindingState.CLOSED, closed_on=today, exempt_until=None)


def _move(own: FindingQuerySet, examined: QuerySet, moment: Moment) -> None:
    """Let what stands follow its row to another field of the same department.

    In another department it is a new finding, with that department's own days and letters.
    """
    here = examined.filter(
        pk=OuterRef("object_id"), placed_department=OuterRef("department_id")
    ).order_by()
    # A row may be of no field: nothing equals nothing here.
    placed, standing = (
        Coalesce(column, Value(0), output_field=BigIntegerField())
        for column in (F("placed_field"), OuterRef("field_id"))
    )
    elsewhere = here.alias(number_of_field=placed).filter(~Q(number_of_field=standing))
    moved = own.standing().filter(Exists(elsewhere))
    place = Subquery(here.values("placed_field")[:1])
    name = Field.objects.filter(pk=OuterRef("placed")).values("name")
    changes = JSONObject(field=JSONArray(F("field__name"), Subquery(name)))
    told = moved.alias(placed=place)
    if _write_history(told, MOVED, moment, to_state=F("state"), changes=changes):
        moved.update(field=place)


def _recall(own: FindingQuerySet, moment: Moment) -> None:
    """Open again what was exempt until yesterday, or verified and is found all the same.

    The department has its days of rectification again.
    """
    rectify_by = rectification_day(moment.calendar, moment.today)
    lapsed = own.filter(state=FindingState.EXEMPT, exempt_until__lt=moment.today)
    found_again = own.filter(state=FindingState.VERIFIED)
    for rows, action in ((lapsed, EXEMPTION_OVER), (found_again, FOUND_AGAIN)):
        if _write_history(rows, action, moment, to_state=OPEN):
            rows.update(
                state=FindingState.OPEN,
                exempt_until=None,
                rectify_by=rectify_by,
                restarted_on=moment.today,
            )


def _write_history(
    rows: FindingQuerySet,
    action: str,
    moment: Moment,
    *,
    to_state: Value | F,
    changes: Value | JSONObject = NO_CHANGES,
) -> int:
    """Write of each of the rows what the inspection does to it; return of how many."""
    return insert_from(
        rows,
        HistoryRow,
        {
            "content_type": Value(ContentType.objects.get_for_model(Finding).pk),
            "object_id": F("pk"),
            "at": Value(moment.now, DateTimeField()),
            "action": Value(action, CharField()),
            "from_state": F("state"),
            "to_state": to_state,
            "reason": Value("", TextField()),
            "changes": changes,
        },
    )


def _open(
    rule: Rule, setting: RuleSetting, found: QuerySet, own: FindingQuerySet, moment: Moment
) -> int:
    shape, is_red = rule.shape, setting.level == Level.RED
    known = own.standing().filter(object_id=OuterRef("pk"))
    rectify_by = rectification_day(moment.calendar, moment.today)
    title: Any = F(shape.title) if isinstance(shape.title, str) else shape.title
    content_type = ContentType.objects.get_for_model(found.model)
    return insert_from(
        found.filter(~Exists(known.order_by())),
        Finding,
        {
            "rule": Value(rule.code, CharField()),
            "content_type": Value(content_type.pk),
            "object_id": F("pk"),
            "department": F("placed_department"),
            "field": F("placed_field"),
            "title": Substr(Cast(title, TextField()), 1, TITLE_LENGTH),
            "level": Value(str(setting.level), CharField()),
            "state": OPEN,
            "since": F(shape.since) if shape.since else Value(None, DateField()),
            "opened_on": Value(moment.today, DateField()),
            "rectify_by": Value(rectify_by, DateField()),
            "reddened_on": Value(moment.today if is_red else None, DateField()),
        },
    )


def _colour(own: FindingQuerySet, setting: RuleSetting, moment: Moment) -> int:
    """Give findings the colour of the rule as it is set now; return how many turned red.

    Yellow turns red where the department let the rule's working days go by: not while a report of
    its own waits for the supervisor. What could not be red by now is yellow again: the rule was
    milder set since.
    """
    own = own.counted()
    yellow, red = own.filter(level=Level.YELLOW), own.red()
    if setting.level == Level.RED:
        return yellow.update(level=Level.RED, reddened_on=moment.today)
    waiting = yellow.filter(state=FindingState.OPEN)
    if setting.red_after:
        last = moment.working_days_ago(setting.red_after)
        red, waiting = red.filter(opened_on__gt=last), waiting.began_by(last)
    else:
        waiting = waiting.none()
    # No letter says so: what letters call news is worse than what was told before.
    red.update(level=Level.YELLOW, reddened_on=None, told_level=Level.YELLOW)
    return waiting.update(level=Level.RED, reddened_on=moment.today)


def _tally(
    rule: Rule,
    own: FindingQuerySet,
    examined: QuerySet,
    today: date,
    department: Department | None,
    office: Department,
) -> None:
    """Write the day's counts anew, by department and field.

    The counts of one department alone would pass for those of the whole day, so they are only
    written into a day that was tallied whole. A rule that binds nobody leaves a row of nothing,
    so that the counts of an earlier day do not stand for it.
    """
    old = Tally.objects.filter(day=today, rule=rule.code)
    if department is not None and not old.exists():
        return
    places: dict[tuple[int, int | None], list[int]] = {}
    counted = examined.order_by().values_list("placed_department", "placed_field")
    for place_department, place_field, examined_rows in counted.annotate(
        rows_examined=Count("pk", distinct=True)
    ):
        places[place_department, place_field] = [examined_rows, 0, 0]
    standing = own.counted().order_by().values_list("department", "field")
    for place_department, place_field, found_rows, red in standing.annotate(
        rows_found=Count("pk"), rows_red=Count("pk", filter=Q(level=Level.RED))
    ):
        row = places.setdefault((place_department, place_field), [0, 0, 0])
        row[1:] = [found_rows, red]
    if department is not None:
        old = old.filter(department=department)
    elif not places:
        places[office.pk, None] = [0, 0, 0]
    old.delete()
    Tally.objects.bulk_create(
        [
            Tally(
                day=today,
                rule=rule.code,
                department_id=place_department,
                field_id=place_field,
                examined=max(examined_rows, found_rows),
                found=found_rows,
                red=red,
            )
            for (place_department, place_field), (examined_rows, found_rows, red) in places.items()
        ],
        batch_size=500,
    )
