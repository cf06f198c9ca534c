"""A survey in words and charts, the same for the public and for officials."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalogs.charts.bars import bar_chart
from feedback import surveying
from feedback.enums import SCALE, ConsultationState, QuestionKind
from feedback.forms.survey_answering import mark_words
from feedback.models import Survey
from feedback.surveying import QuestionResult

SOON_DAYS = 3


def stage(row: Survey, today: date) -> dict[str, Any]:
    """Return where a survey stands as a tag."""
    if row.state != ConsultationState.PUBLISHED:
        return {"text": row.get_state_display(), "tone": "grey"}
    if row.opens_on > today:
        return {"text": _("Not open yet"), "tone": "grey"}
    if row.closes_on < today:
        return {"text": _("Ended, with results"), "tone": "green"}
    left = (row.closes_on - today).days
    if left == 0:
        return {"text": _("Open: closes today"), "tone": "amber"}
    words = ngettext("Open: %(days)d day left", "Open: %(days)d days left", left)
    return {"text": words % {"days": left}, "tone": "amber" if left <= SOON_DAYS else "blue"}


def results(row: Survey, *, for_officials: bool = False) -> dict[str, Any]:
    """Return what a page shows of the results; texts, and those of few people, for officials."""
    responses = row.responses.count()
    withheld = responses < surveying.FEWEST_RESPONSES and not for_officials
    found = [] if withheld else surveying.results(row)
    return {
        "responses": responses,
        "withheld": withheld,
        "fewest": surveying.FEWEST_RESPONSES,
        "stats": [{"label": _("Responses"), "figure": responses}],
        "questions": [_question(one, for_officials) for one in found],
    }


def _question(result: QuestionResult, for_officials: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "row": result.question,
        "people": result.people,
        "part": None,
        "mean": None,
        "texts": [],
    }
    if result.question.kind == QuestionKind.TEXT:
        texts = result.texts if for_officials else []
        return shown | {"texts": [surveying.masked(text) for text in texts]}
    mean = None if result.mean is None else f"{result.mean:.2f}"
    return shown | {"part": _part(result), "mean": mean, "highest": SCALE[-1]}


def _part(result: QuestionResult) -> dict[str, Any]:
    """Return the bars of a question, with their table."""
    scale = result.question.kind == QuestionKind.SCALE
    rows = [(mark_words(key) if scale else str(key), n) for key, n in result.counts.items()]
    words = ngettext("Answered by %(n)d person.", "Answered by %(n)d people.", result.people)
    columns = [
        {"label": _("Mark") if scale else pgettext("to a survey", "Answer")},
        {"label": _("People"), "number": True},
        {"label": _("Share"), "number": True},
    ]
    lines = [
        [
            {"text": name},
            {"label": columns[1]["label"], "text": n, "number": True},
            {"label": columns[2]["label"], "text": _share(n, result.people), "number": True},
        ]
        for name, n in rows
    ]
    chart = bar_chart(result.question.text, rows, description=words % {"n": result.people})
    return {"chart": chart, "columns": columns, "rows": lines}


def _share(times: int, people: int) -> str:
    return f"{100 * times / people:.1f}%" if people else "—"
