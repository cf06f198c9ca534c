"""The responses to a survey as a file, a row each: nothing in it tells who answered."""

from collections.abc import Iterator

from catalogs.tables import write_csv, write_xlsx
from feedback import surveying
from feedback.models import Survey, SurveyAnswer, SurveyResponse

CHUNK = 500
FILE_NAME = "调查答卷"
# The headers are official Chinese for every reader, as in the other lists.
FIRST_HEADERS = ("序号", "答卷日期")
BETWEEN_CHOICES = "；"


def as_csv(survey: Survey) -> Iterator[bytes]:
    """Return the responses as CSV in chunks."""
    return write_csv(_lines(survey), _headers(survey))


def as_xlsx(survey: Survey) -> bytes:
    """Return the same as a workbook."""
    return write_xlsx(_lines(survey), _headers(survey), title=FILE_NAME)


def _headers(survey: Survey) -> list[str]:
    questions = enumerate(survey.questions.all(), start=1)
    return [*FIRST_HEADERS, *(f"{place}. {question.text}" for place, question in questions)]


def _lines(survey: Survey) -> Iterator[list[object]]:
    asked = list(survey.questions.values_list("pk", flat=True))
    rows = survey.responses.order_by("pk").prefetch_related("answers__option")
    for number, response in enumerate(rows.iterator(chunk_size=CHUNK), start=1):
        yield [number, response.answered_on, *_cells(response, asked)]


def _cells(response: SurveyResponse, asked: list[int]) -> list[str]:
    given: dict[int, list[str]] = {}
    for answer in response.answers.all():
        given.setdefault(answer.question_id, []).append(_words(answer))
    return [BETWEEN_CHOICES.join(given.get(question, [])) for question in asked]


def _words(answer: SurveyAnswer) -> str:
    if answer.option is not None:
        return answer.option.text
    return str(answer.score) if answer.score is not None else surveying.masked(answer.text)
