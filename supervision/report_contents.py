"""What the report of a month says: five tables, of the district or of one department."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogs.models import Department, Field
from supervision import dashboards, score_sources
from supervision.dashboard_periods import Period, month_before, month_of
from supervision.dashboards import Scope
from supervision.enums import WHOLE, Fulfilment, Indicator, Level
from supervision.models import ExpectedPublication, Finding, Tally
from supervision.rules import RULES
from supervision.scoring import Place

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One part of the report; ``rows`` may be many and are read once."""

    title: str
    headers: tuple[str, ...]
    rows: Iterator[Row]


@dataclass(frozen=True, slots=True)
class Contents:
    """The report of ``period``; without a department it is of the district."""

    period: Period
    department: Department | None

    @property
    def title(self) -> str:
        """Return the title of the report, with who and when."""
        who = self.department.name if self.department else _("Binhu District")
        words = {"who": who, "month": self.period.label}
        return _("Supervision report of %(who)s, %(month)s") % words

    @property
    def scope(self) -> Scope:
        return Scope(self.period, self.department)

    def tables(self) -> list[Table]:
        """Return summary, scores, findings, rules and calendar, in this order."""
        return [self.summary(), self.scores(), self.findings(), self.rules(), self.calendar()]

    def summary(self) -> Table:
        """The month in a few figures."""
        return Table(
            pgettext("of a report", "Summary"),
            (_("Figure"), pgettext("of a figure", "Number")),
            iter([*self._score_rows(), *self._counts()]),
        )

    def scores(self) -> Table:
        """The scores by indicator: of the whole, then by department, or by field."""
        headers = (
            _("Department") if self.department is None else _("Field"),
            _("Whole score"),
            *(str(label) for label in Indicator.labels),
        )
        return Table(_("Scores by indicator"), headers, self._scores())

    def findings(self, *, at_most: int | None = None) -> Table:
        """What stood at the end of the month or was closed in it, red first."""
        headers = (
            *(_("What it is about"), _("Rule"), _("Department"), _("Field"), _("Colour")),
            *(_("State"), _("Found on"), _("To be rectified by"), _("Closed on")),
        )
        return Table(pgettext("supervision", "Findings"), headers, self._findings(at_most))

    def rules(self) -> Table:
        """What each rule examined and found at the last inspection of the month."""
        headers = (
            *(_("Rule"), _("Indicator"), _("Weight"), pgettext("rows", "Examined")),
            *(pgettext("findings", "Found"), _("Red"), _("Without a gap, %")),
        )
        return Table(_("Rules"), headers, self._rules())

    def calendar(self, *, owed: bool = False) -> Table:
        """What was to be published in the month; with ``owed`` only what is late or missing."""
        headers = (
            *(_("Publicity matter"), _("Department"), _("Period from"), _("Period to")),
            *(_("Due on"), _("Published on"), _("State")),
        )
        return Table(_("Calendar of publications"), headers, self._calendar(owed))

    def _score_rows(self) -> list[Row]:
        scores = dashboards.scores(self.period, department=self.department)
        now = scores.whole(self.period.start)
        before = scores.whole(month_before(self.period.start))
        rows: list[Row] = [(_("Whole score"), now.value if now else "—")]
        change = now.value - before.value if now and before else "—"
        rows.append((_("Change since the month before"), change))
        if self.department is not None and now:
            ranked = dashboards.ranking(self.period.start)
            rank = dashboards.rank_of(now, ranked)
            place = {"rank": rank, "ranked": len(ranked)}
            words = _("%(rank)d of %(ranked)d") % place if rank else _("not ranked")
            rows.append((_("Rank"), words))
        return rows

    def _counts(self) -> list[Row]:
        period = self.period
        at_end = self._tallies().aggregate(number=Sum("found"), of_red=Sum("red"))
        found = self.scope.findings.filter(opened_on__range=(period.start, period.end))
        closed = self.scope.findings.filter(closed_on__range=(period.start, period.end))
        expected = [self._fulfilment(row) for row in self._expected()]
        return [
            (_("Findings standing at the end of the month"), at_end["number"] or 0),
            (_("of them red"), at_end["of_red"] or 0),
            (_("Findings opened in the month"), found.count()),
            (_("Findings closed in the month"), closed.count()),
            (_("Publications due in the month"), len(expected)),
            *(
                (str(state.label), expected.count(state))
                for state in (Fulfilment.DONE, Fulfilment.LATE, Fulfilment.MISSING)
            ),
        ]

    def _scores(self) -> Iterator[Row]:
        places = dashboards.scores_of_places(self.period.start, self.department)
        names: dict[Any, str]
        if self.department is None:
            rows = Department.objects.in_bulk([pk for pk in places if pk is not None])
            names = {pk: row.name for pk, row in rows.items()}
        else:
            names = {pk: row.name for pk, row in Field.objects.in_bulk().items()}
        whole = self.department.name if self.department else _("The whole district")
        for pk in sorted(places, key=lambda pk: (pk is not None, -places[pk].get(WHOLE, 0))):
            scores = places[pk]
            name = whole if pk is None else names[pk]
            yield (name, *(scores.get(key, "—") for key in (WHOLE, *Indicator.values)))

    def _findings(self, at_most: int | None) -> Iterator[Row]:
        rows = dashboards.opened_or_closed(self.scope.findings, self.period)
        rows = rows.select_related("department", "field").order_by("level", "rectify_by", "pk")
        names = {rule.code: str(rule.name) for rule in RULES}
        for row in rows[:at_most] if at_most else rows.iterator(chunk_size=1000):
            yield self._finding(row, names)

    def _finding(self, row: Finding, names: dict[str, str]) -> Row:
        return (
            row.title,
            names.get(row.rule, row.rule),
            row.department.name,
            row.field.name if row.field else "",
            str(Level(row.level).label),
            row.get_state_display(),
            row.opened_on,
            row.rectify_by or "",
            row.closed_on or "",
        )

    def _rules(self) -> Iterator[Row]:
        place = Place(self.department.pk if self.department else None, None)
        parts = score_sources.parts_by_indicator(place, day=self.period.end)
        for indicator in Indicator:
            for part in parts.get(indicator, []):
                yield (
                    str(part.rule.name),
                    str(indicator.label),
                    part.weight,
                    part.examined,
                    part.found,
                    part.red,
                    round(100 * part.share, 1),
                )

    def _calendar(self, owed: bool) -> Iterator[Row]:
        for row in self._expected():
            state = self._fulfilment(row)
            if owed and state not in (Fulfilment.LATE, Fulfilment.MISSING):
                continue
            yield (
                row.matter.name,
                row.matter.department.name,
                row.period_start,
                row.period_end,
                row.due_on,
                row.met_on if row.met_on and row.met_on <= self.period.end else "",
                str(state.label),
            )

    def _fulfilment(self, row: ExpectedPublication) -> Fulfilment:
        """Return where a period stood when the month was over, its last day included."""
        if row.met_on is not None and row.met_on > self.period.end:
            return Fulfilment.MISSING
        return row.fulfilment(self.period.end + timedelta(days=1))

    def _tallies(self) -> QuerySet[Tally]:
        """What counted at the last inspection of the month: what was exempt did not."""
        rows = Tally.objects.as_of(self.period.end).order_by()
        return rows.filter(department=self.department) if self.department else rows

    def _expected(self) -> QuerySet[ExpectedPublication]:
        rows = ExpectedPublication.objects.filter(
            due_on__range=(self.period.start, self.period.end)
        )
        if self.department is not None:
            rows = rows.filter(matter__department=self.department)
        return rows.select_related("matter__department").order_by("due_on", "pk")


def contents_of(month: date, department: Department | None) -> Contents:
    """Return what the report of the month a day lies in says."""
    return Contents(month_of(month), department)
