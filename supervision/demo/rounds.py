"""Assessment rounds of the demonstration: one published, one under way, and what followed."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from catalogs.demo.dates import at_nine, months_before
from catalogs.models import Official
from catalogs.reference import read_fixture
from feedback.models import Evaluation
from supervision import assessing, marking, noting
from supervision.enums import NoteKind
from supervision.marking import Cell, Given
from supervision.models import AssessmentRound
from supervision.round_results import assessed

SHARES = {"automatic_share": 60, "manual_share": 30, "evaluation_share": 10}
# The published round is of three months that ended before the last one began.
PUBLISHED_BEFORE = timedelta(days=20)
# Departments that have marks already in the round under way.
MARKED = 9


def load(*, today: date, now: datetime) -> int:
    """Publish the round of three past months, open the next; return how many rounds there are."""
    words = read_fixture("demo/supervision")["round"]
    _publish(words, today)
    _open(words, today)
    return AssessmentRound.objects.count()


def notes(*, today: date, now: datetime) -> int:
    """Reward the first of the published round and criticise the last; return how many."""
    words = read_fixture("demo/supervision")["notes"]
    supervisor = Official.objects.get(username="supervisor")
    round = AssessmentRound.objects.public(today).get()
    ranked = [row.department for row in round.results.select_related("department")]
    told = [(NoteKind.REWARD, text) for text in words["rewards"]]
    told.append((NoteKind.CRITICISM, words["criticism"]))
    for department, (kind, text) in zip([*ranked[:2], ranked[-1]], told, strict=True):
        noting.record_note(
            actor=supervisor,
            department=department,
            kind=kind,
            text=text,
            basis=words["basis"],
            round=round,
            now=at_nine(round.published_on, 60),
        )
    return len(told)


def _publish(words: dict, today: date) -> None:
    supervisor = Official.objects.get(username="supervisor")
    after = months_before(today, 1)
    published_on = today - PUBLISHED_BEFORE
    evaluations = Evaluation.objects.public(published_on).filter(score__isnull=False)
    round = _opened(
        words, words["title"], months_before(today, 4), after - timedelta(days=1), evaluations
    )
    _mark(round, words, len(assessed()), at_nine(published_on - timedelta(days=3)))
    assessing.publish(round, actor=supervisor, today=published_on, now=at_nine(published_on))


def _open(words: dict, today: date) -> None:
    start = months_before(today, 1)
    end = months_before(today, -2) - timedelta(days=1)
    evaluations = Evaluation.objects.scores_between(start, end)
    round = _opened(words, words["title_open"], start, end, evaluations)
    _mark(round, words, MARKED, at_nine(today - timedelta(days=1)))


def _opened(words: dict, title: str, start: date, end: date, evaluations) -> AssessmentRound:
    supervisor = Official.objects.get(username="supervisor")
    round = assessing.open_round(
        actor=supervisor,
        now=at_nine(start),
        title=f"{_months(start, end)}{title}",
        period_start=start,
        period_end=end,
        note=words["note"],
        evaluations=evaluations,
        **SHARES,
    )
    items = [assessing.Item(**item) for item in words["items"]]
    return assessing.set_items(round, actor=supervisor, items=items, now=at_nine(start, 30))


def _months(start: date, end: date) -> str:
    year = f"{end.year}年" if end.year != start.year else ""
    return f"{start.year}年{start.month}月至{year}{end.month}月"


def _mark(round: AssessmentRound, words: dict, number: int, at: datetime) -> None:
    """Give the first departments 70 to 100 of a hundred of each item, with a reason."""
    supervisor = Official.objects.get(username="supervisor")
    reasons = words["reasons"]
    marks: dict[Cell, Given] = {}
    for place, department in enumerate(assessed()[:number]):
        for index, item in enumerate(round.items.all()):
            lost = (place * 7 + index * 3) % len(reasons)
            points = Decimal(item.points) * (100 - 10 * lost) / 100
            marks[item.pk, department.pk] = Given(points, reasons[lost])
    marking.mark(round, actor=supervisor, marks=marks, now=at)
