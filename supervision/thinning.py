"""Old tallies are thinned out: the last counts of each month stay, to tell scores by."""

from collections import defaultdict
from datetime import date, timedelta

from supervision.dashboard_periods import month_end
from supervision.models import Tally

# So long the counts of every day are kept.
KEPT = timedelta(days=100)


def thin(*, today: date) -> int:
    """Delete the tallies older than a hundred days but the last of each rule in each month.

    Returns how many rows went. May run twice.
    """
    before = today - KEPT
    known = Tally.objects.filter(day__lte=month_end(before)).order_by()
    pairs = list(known.values_list("rule", "day").distinct())
    last: dict[tuple[str, date], date] = {}
    for rule, day in pairs:
        month = rule, day.replace(day=1)
        last[month] = max(day, last.get(month, day))
    rules_of: dict[date, list[str]] = defaultdict(list)
    for rule, day in pairs:
        if day < before and day != last[rule, day.replace(day=1)]:
            rules_of[day].append(rule)
    return sum(
        Tally.objects.filter(day=day, rule__in=rules).delete()[0] for day, rules in rules_of.items()
    )
