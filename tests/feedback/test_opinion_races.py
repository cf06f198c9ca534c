"""Two officials at the same case, submission or table at the same moment: it is done once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from catalogs.models import HistoryRow
from catalogs.tables import read_table, write_csv
from catalogs.workflow import MoveRefused
from feedback import opinion_import, opinions
from feedback.enums import RESPONSE_HOURS
from feedback.models import OpinionCase, OpinionLimit
from tests.feedback.factories import OpinionCaseFactory, SubmissionFactory, moment, office
from tests.feedback.test_racing import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = moment(date(2026, 11, 24))
SAID = {"title": "夜间施工", "summary": "多人反映", "source": "submissions"}


def test_two_officials_judge_at_once_and_one_level_holds():
    case, officials = OpinionCaseFactory(), [office(), office(), office()]
    met = race(
        *(
            lambda official=official, level=level: opinions.judge(
                case, actor=official, level=level, now=NOW
            )
            for official, level in zip(officials, ("major", "serious", "ordinary"), strict=True)
        )
    )
    assert met == ["done", "refused", "refused"]
    case.refresh_from_db()
    assert HistoryRow.objects.of(case).get().changes["level"] == ["", case.level]
    assert case.respond_by - case.collected_at == timedelta(hours=RESPONSE_HOURS[case.level])


def test_the_same_submissions_lead_to_one_case():
    rows, official = SubmissionFactory.create_batch(2), office()

    def collect():
        try:
            opinions.collect(actor=official, now=NOW, submissions=rows, **SAID)
        except ValidationError as refusal:
            raise MoveRefused(refusal.messages[0]) from refusal

    assert race(*[collect] * 3) == ["done", "refused", "refused"]
    assert OpinionCase.objects.count() == 1


def test_the_same_table_brought_twice_at_once_makes_its_cases_once():
    OpinionLimit.objects.complete()
    headers = list(opinion_import.HEADERS.values())
    rows = [[f"第{n}件", "多人反映", "media", "", "2026-11-24 08:30", ""] for n in range(5)]
    table = read_table(b"".join(write_csv(rows, headers)), filename="a.csv")
    official = office()
    met = race(*[lambda: opinion_import.take_up(table, actor=official, now=NOW)] * 3)
    assert met == ["done"] * 3
    assert OpinionCase.objects.count() == 5
