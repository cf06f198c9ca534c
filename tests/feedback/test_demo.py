"""The demonstration of interaction: every state and kind, genuine histories, nobody real."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalogs.models import Field, HistoryRow, Letter
from feedback import consulting, surveying
from feedback.enums import (
    CandidateState,
    KnowledgeState,
    OpinionLevel,
    OpinionState,
    QuestionKind,
    RightWay,
    SubmissionKind,
    SubmissionState,
)
from feedback.models import (
    Consultation,
    ConsultationComment,
    Evaluation,
    IncentiveRecord,
    KnowledgeCandidate,
    KnowledgeEntry,
    OpinionCase,
    PublishedReply,
    Submission,
    SubmissionExtension,
    SubmissionRating,
    Survey,
)
from tests import demonstration

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration once for this module, rolled back at its end; gives its day."""
    folder = tmp_path_factory.mktemp("files")
    with demonstration.loaded(django_db_blocker, folder, "load_demo_feedback") as day:
        yield day


def test_it_needs_the_rest_of_the_demonstration_first():
    with pytest.raises(CommandError):
        call_command("load_demo_feedback", stdout=StringIO())


def test_about_200_submissions_over_two_years(demo):
    today = demo
    assert 190 <= Submission.objects.count() <= 210
    first = Submission.objects.order_by("received_on").first().received_on
    assert 700 <= (today - first).days <= 780


def test_every_state_kind_and_right_way_is_there(demo):
    columns = {"state": SubmissionState, "kind": SubmissionKind, "right_way": RightWay}
    for column, choices in columns.items():
        found = set(Submission.objects.values_list(column, flat=True)) - {""}
        assert found == set(choices.values), column


def test_today_something_is_overdue_due_soon_unclaimed_and_in_review(demo):
    today = demo
    rows = Submission.objects.all()
    for found in (rows.overdue(today), rows.due_soon(today), rows.unclaimed(), rows.in_review()):
        assert found.count() >= 2
    assert rows.late().exists()
    assert rows.to_publish().exists()
    extensions = SubmissionExtension.objects
    assert set(extensions.values_list("state", flat=True)) >= {"pending", "approved"}
    assert rows.exclude(suggested_department=None).count() > rows.count() / 2


def test_replies_are_published_and_askers_are_mostly_content(demo):
    today = demo
    assert PublishedReply.objects.public(today).count() >= 40
    scores = list(SubmissionRating.objects.values_list("score", flat=True))
    assert len(scores) >= 40
    assert sum(scores) / len(scores) > 3.5


def test_the_knowledge_list_is_made_of_what_was_asked(demo):
    today = demo
    assert KnowledgeEntry.objects.count() == 40
    assert KnowledgeEntry.objects.public(today).count() == 38
    assert KnowledgeEntry.objects.filter(state=KnowledgeState.DRAFT).count() == 2
    assert KnowledgeCandidate.objects.filter(state=CandidateState.TAKEN).exists()
    assert KnowledgeCandidate.objects.proposed().exists()


def test_an_answer_written_anew_stands_as_a_second_version(demo):
    entry = KnowledgeEntry.objects.get(version=2)
    newer, older = entry.versions.all()
    assert newer.answer == entry.answer != older.answer
    assert newer.published_at > older.published_at


def test_every_pilot_field_has_an_entry_and_some_are_linked_to_the_lists(demo):
    today = demo
    entries = KnowledgeEntry.objects.public(today)
    pilot = set(Field.objects.pilot().values_list("pk", flat=True))
    assert len(pilot) == 9
    assert pilot <= set(entries.values_list("field", flat=True))
    assert entries.filter(matters__isnull=False).distinct().count() >= 5


def test_one_draft_is_open_to_comments_one_has_its_result_and_one_owes_it(demo):
    today = demo
    rows = Consultation.objects.public(today)
    assert rows.count() == 3
    running, owing = rows.open(today).get(), rows.overdue(today).get()
    ended = rows.exclude(result_published_on=None).get()
    assert len({running, owing, ended}) == 3
    states = running.comments.values_list("state", flat=True)
    assert set(states) == {"pending", "shown", "hidden"}
    figures = consulting.figures(ended)
    assert (figures.received, figures.elsewhere) == (12, 7)
    assert (figures.adopted, figures.partly, figures.not_adopted) == (5, 3, 4)
    shown = ConsultationComment.objects.public()
    named = [row for row in shown if row.name]
    assert named
    assert not any(row.name in row.shown_text for row in named)


def test_one_survey_is_open_and_one_has_results_of_every_kind_of_question(demo):
    today = demo
    assert Survey.objects.count() == 2
    running, ended = Survey.objects.open(today).get(), Survey.objects.with_results(today).get()
    assert 5 <= running.responses.count() <= 20
    assert ended.responses.count() == 62
    found = surveying.results(ended)
    assert {result.question.kind for result in found} == set(QuestionKind.values)
    for result in found:
        assert result.answered >= 10
        if result.question.kind == QuestionKind.SCALE:
            assert result.answered == 62
            assert 3.5 < result.mean < 4.5
        elif result.question.kind != QuestionKind.TEXT:
            assert all(result.counts.values())


def test_evaluations_by_third_parties_are_public_and_say_they_are_invented(demo):
    today = demo
    rows = list(Evaluation.objects.public(today))
    assert len(rows) == 2
    assert {row.department is None for row in rows} == {True, False}
    assert all("演示" in row.summary for row in rows)


def test_cases_of_public_opinion_stand_in_every_state_and_level(demo):
    today = demo
    now = timezone.now()
    cases = OpinionCase.objects.all()
    assert cases.count() == 6
    assert set(cases.values_list("state", flat=True)) == set(OpinionState.values)
    assert set(cases.values_list("level", flat=True)) == {"", *OpinionLevel.values}
    assert cases.overdue(now).get().state == OpinionState.DISPOSED
    late = cases.late().get()
    assert (late.level, late.state) == (OpinionLevel.MAJOR, OpinionState.RESPONDED)
    assert set(IncentiveRecord.objects.values_list("case__state", flat=True)) == {
        OpinionState.RESPONDED,
        OpinionState.REVIEWED,
    }
    assert cases.get(state=OpinionState.COLLECTED).submissions.count() == 4
    for case in cases.exclude(response=None):
        assert case.response.is_public(today)
        assert case.response.published_at == case.responded_at


def test_histories_begin_with_the_receipt_and_end_by_today(demo):
    today = demo
    rows = HistoryRow.objects.filter(content_type__model="submission").order_by("at", "pk")
    first: dict[int, str] = {}
    for row in rows:
        first.setdefault(row.object_id, row.action)
        assert timezone.localdate(row.at) <= today
    assert set(first.values()) == {"submit"}
    assert len(first) == Submission.objects.count()


def test_the_numbers_follow_the_days(demo):
    rows = Submission.objects.order_by("receipt_number")
    for year in {row.created_at.year for row in rows}:
        days = [row.received_on for row in rows if row.receipt_number.startswith(f"HD-{year}-")]
        assert days == sorted(days)


def test_letters_of_days_long_past_are_not_sent_again(demo):
    assert not Letter.objects.unsent().exists()


def test_a_second_run_changes_nothing(demo):
    before = Submission.objects.count(), HistoryRow.objects.count()
    output = StringIO()
    call_command("load_demo_feedback", stdout=output)
    assert (Submission.objects.count(), HistoryRow.objects.count()) == before
    assert output.getvalue().count("already loaded") == 7
