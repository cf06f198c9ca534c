"""What a rule is: a row of the table of rules, over words of the lower floors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from catalogs.working_days import WorkCalendar
from supervision.enums import Aspect, Indicator, Level

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of a rule that an administrator may change; ``unit`` is a word such as "days"."""

    name: str
    label: Words
    default: int
    at_least: int = 0
    at_most: int = 3650

    def check(self, value: Any) -> int:
        """Return ``value`` as a number within the bounds; ``ValidationError`` otherwise."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError({self.name: _("Write a whole number.")})
        if not self.at_least <= value <= self.at_most:
            raise ValidationError(
                {
                    self.name: _("Write a number from %(least)d to %(most)d.")
                    % {"least": self.at_least, "most": self.at_most}
                }
            )
        return value


@dataclass(frozen=True, slots=True)
class Moment:
    """When a rule is asked, with the calendar and the rule's own parameters."""

    now: datetime
    today: date
    calendar: WorkCalendar
    parameters: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        """Return a parameter of the rule."""
        return self.parameters[name]

    def working_days_ago(self, days: int) -> date:
        """Return the day that lies ``days`` working days back."""
        return self.calendar.subtract_working_days(self.today, days).date


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the rows of a rule keep what a finding tells, as lookups from the row.

    ``title`` may hold nothing personal: findings are read by everybody. ``since`` is the date
    from which the gap stands, empty where the rows have none. Rows without a department are
    those of the office that supervises (``department`` empty). ``is_named`` says whether the
    public reads the title: not of what is unpublished, nor of a citizen's own case.
    """

    department: str = "department_id"
    field: str = "field_id"
    title: str = "name"
    since: str = ""
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    ``examined`` gives the rows that the duty binds, ``found`` those of them with a gap; both are
    queryset words of the lower floors, so that every inspection is set-based. ``source`` is the
    law or plan behind it, ``remedy`` what the department does about a finding. A finding begins
    at ``level`` and turns red after ``red_after`` working days; 0 means it stays as it is. A
    rule that only warns, of a day to come or of gaps that cost already where they were found,
    costs nobody a score.
    """

    code: str
    name: Words
    meaning: Words
    source: Words
    remedy: Words
    aspect: Aspect
    indicator: Indicator
    level: Level
    weight: int
    red_after: int
    shape: Shape
    examined: Callable[[Moment], QuerySet]
    found: Callable[[Any, Moment], QuerySet]
    parameters: tuple[Parameter, ...] = ()
    is_warning: bool = False

    def defaults(self) -> dict[str, int]:
        """Return the parameters as they are until an administrator changes them."""
        return {parameter.name: parameter.default for parameter in self.parameters}

    def check(self, values: Mapping[str, Any]) -> dict[str, int]:
        """Return the parameters checked, defaults for those not given; errors by name."""
        errors: dict[str, Any] = {}
        checked = {}
        for parameter in self.parameters:
            try:
                checked[parameter.name] = parameter.check(
                    values.get(parameter.name, parameter.default)
                )
            except ValidationError as error:
                errors.update(error.error_dict)
        if errors:
            raise ValidationError(errors)
        return checked
