"""The demonstration of applications: every state and outcome, genuine histories, nobody real."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Q
from django.utils import timezone

from applications import identifiers
from applications.annual_report import annual_report
from applications.demo import people
from applications.enums import (
    ANSWERED_STATES,
    DISCLOSING,
    ApplicantKind,
    ApplicationState,
    Channel,
    FilePurpose,
    InquiryAnswer,
    InquiryKind,
    Outcome,
    RemedyKind,
    RemedyResult,
)
from applications.models import (
    Application,
    Correction,
    FeeNotice,
    Inquiry,
    PublishedRequest,
    Rating,
    Remedy,
)
from catalogs.models import HistoryRow, Letter
from tests import demonstration

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration once for this module, rolled back at its end; gives its day."""
    folder = tmp_path_factory.mktemp("files")
    with demonstration.loaded(django_db_blocker, folder, "load_demo_applications") as day:
        yield day


def test_it_needs_the_rest_of_the_demonstration_first():
    with pytest.raises(CommandError):
        call_command("load_demo_applications", stdout=StringIO())


def test_about_120_applications_over_two_years(demo):
    today = demo
    assert 110 <= Application.objects.count() <= 140
    first = Application.objects.order_by("received_on").first().received_on
    assert 700 <= (today - first).days <= 780


def test_every_state_outcome_channel_and_kind_of_applicant_is_there(demo):
    columns = {
        "state": ApplicationState,
        "outcome": Outcome,
        "channel": Channel,
        "applicant_kind": ApplicantKind,
    }
    for column, choices in columns.items():
        found = set(Application.objects.values_list(column, flat=True)) - {""}
        assert found == set(choices.values), column


def test_an_answer_that_discloses_has_its_file_and_no_other_answer_has_one(demo):
    enclosed = Q(files__purpose=FilePurpose.ANSWER)
    answered = Application.objects.filter(state__in=ANSWERED_STATES)
    assert answered.filter(outcome__in=DISCLOSING).exists()
    for application in answered.annotate(enclosures=Count("files", filter=enclosed)):
        assert application.enclosures == (application.outcome in DISCLOSING)


def test_inquiries_corrections_fees_extensions_remedies_and_marks_are_there(demo):
    assert set(Inquiry.objects.values_list("kind", flat=True)) == set(InquiryKind.values)
    answers = set(Inquiry.objects.exclude(answer="").values_list("answer", flat=True))
    assert {*answers} >= {
        InquiryAnswer.CONSENTS,
        InquiryAnswer.OBJECTS,
        InquiryAnswer.NO_ANSWER,
    }
    assert Correction.objects.filter(received_on__isnull=False).exists()
    assert FeeNotice.objects.filter(paid_on__isnull=False).exists()
    assert Application.objects.filter(extension_days__gt=0).count() >= 3
    assert set(Remedy.objects.values_list("kind", flat=True)) == set(RemedyKind.values)
    assert set(Remedy.objects.values_list("result", flat=True)) == set(RemedyResult.values)
    assert Rating.objects.count() >= 20


def test_today_something_is_overdue_due_soon_stopped_and_waiting(demo):
    today = demo
    rows = Application.objects.all()
    assert rows.overdue(today).count() >= 2
    assert rows.due_soon(today).count() >= 2
    assert rows.stopped().count() == 2
    assert rows.waiting().count() == 3
    assert rows.late().exists()
    assert rows.asking_extension().exists()
    assert rows.unclaimed().exists()


def test_a_matter_asked_three_times_waits_to_become_public(demo):
    assert [row["times"] for row in Application.objects.repeated_matters()] == [4, 3]


def test_published_requests_and_typical_cases_are_public(demo):
    today = demo
    assert PublishedRequest.objects.public(today).count() >= 10
    assert PublishedRequest.objects.public(today).typical().count() >= 4


def test_every_year_balances_and_joins_the_next(demo):
    today = demo
    for year in range(today.year - 2, today.year + 1):
        report = annual_report(year)
        assert report.balances
        following = annual_report(year + 1)
        assert report.applications.cells["4"] == following.applications.cells["2"]


def test_histories_begin_with_the_receipt_and_never_lie_in_the_future_of_a_day(demo):
    today = demo
    actions = {"submit", "register_by_hand"}
    rows = HistoryRow.objects.filter(content_type__model="application").order_by("at", "pk")
    first: dict[int, str] = {}
    days = Counter()
    for row in rows:
        first.setdefault(row.object_id, row.action)
        days[timezone.localdate(row.at)] += 1
    assert set(first.values()) == actions
    assert len(first) == Application.objects.count()
    assert max(days) <= today
    assert len(days) > 200


def test_the_nightly_closings_carry_the_day_they_happened_on(demo):
    for application in Application.objects.filter(state=ApplicationState.CLOSED_UNCORRECTED):
        row = HistoryRow.objects.of(application).get(action="close_uncorrected")
        assert timezone.localdate(row.at) == application.concluded_on


def test_the_numbers_follow_the_days(demo):
    rows = Application.objects.order_by("receipt_number")
    for year in {row.created_at.year for row in rows}:
        days = [row.created_at for row in rows if row.receipt_number.startswith(f"SQ-{year}-")]
        assert [day.date() for day in days] == sorted(day.date() for day in days)


def test_letters_of_days_long_past_are_not_sent_again(demo):
    assert not Letter.objects.unsent().exists()


def test_a_second_run_changes_nothing(demo):
    before = Application.objects.count(), HistoryRow.objects.count()
    output = StringIO()
    call_command("load_demo_applications", stdout=output)
    assert (Application.objects.count(), HistoryRow.objects.count()) == before
    assert output.getvalue().count("already loaded") == 5


@pytest.mark.parametrize("serial", range(1, 150, 7))
def test_the_invented_numbers_are_well_formed_and_can_be_nobodys(serial):
    today = date(2026, 11, 24)
    assert identifiers.is_identity_card(people.identity_card(serial), today=today)
    assert people.identity_card(serial).startswith("99")
    assert identifiers.is_credit_code(people.credit_code(serial))
    assert people.credit_code(serial)[2:8] == people.NO_REGION
