"""Rules of the upkeep of the site: what the inspections of government websites look at."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from catalogs.enums import PublicationState
from catalogs.models import Publication
from feedback.enums import ConsultationState, SubmissionKind
from feedback.models import Consultation, PublishedReply, Submission
from supervision import site_identity
from supervision.models import Finding, RuleSetting, Tally
from supervision.offices import supervising_office
from supervision.rules import find, site
from supervision.ruling import settings_of_rules
from tests import factories
from tests.feedback.factories import ConsultationFactory, PublishedReplyFactory, SubmissionFactory
from tests.supervision.watching import (
    AFTER_ITS_DAYS,
    TODAY,
    Case,
    check_closes,
    check_does_not,
    check_opens,
    standing,
)

pytestmark = pytest.mark.django_db
SITE_RULES = {
    "home-page-stale",
    "policy-column-stale",
    "interpretation-column-stale",
    "columns-stale",
    "columns-empty",
    "answers-stale",
    "consultations-too-few",
    "site-identity-incomplete",
}
MARKS = {
    "SITE_ID_CODE": "3202110001",
    "ICP_NUMBER": "苏ICP备05004111号-1",
    "POLICE_NUMBER": "苏公网安备 32021102000111号",
    "PARTY_MARK_URL": "https://bszs.conac.cn/sitename?method=show&id=1",
    "ORGANISER": "滨湖区人民政府办公室",
    "CONTACT_PHONE": "0510-85100000",
}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def document(issued_on: date, **columns) -> Publication:
    return factories.PublicationFactory(
        published=True,
        formed_on=issued_on,
        issued_on=issued_on,
        published_at=timezone.make_aware(datetime.combine(issued_on, time(9))),
        **columns,
    )


def in_field(days: int):
    field = factories.FieldFactory()
    document(ago(days), field=field)
    return field


def of_office(days: int) -> Publication:
    return document(ago(days), department=supervising_office())


def few_columns(*, stale: int) -> list[Publication]:
    """So many departments whose newest document is older than half a year."""
    return [document(ago(183)) for _ in range(stale)]


def empty_columns(number: int) -> list:
    """So many empty columns, that of the office among them."""
    return [factories.FieldFactory() for _ in range(number - 1)]


def site_error(received_on: date, **columns) -> Submission:
    return SubmissionFactory(
        kind=SubmissionKind.SITE_ERROR, received_on=received_on, page_address="/about/", **columns
    )


def answered(working_days: int) -> Submission:
    return site_error(date(2026, 11, 10), reviewed=True, working_days_taken=working_days)


def consultations(number: int, opens_on: date = date(2025, 12, 1)) -> Consultation:
    for _ in range(number):
        row = ConsultationFactory(
            state=ConsultationState.PUBLISHED,
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=30),
        )
    return row


CASES = [
    Case(
        "home-page-stale",
        gap=lambda: document(ago(15)),
        clean=lambda: document(ago(14)),
        mend=lambda _row: document(TODAY),
    ),
    Case(
        "policy-column-stale",
        gap=lambda: (document(ago(183), policy=True), document(TODAY)),
        clean=lambda: document(ago(182), policy=True),
        mend=lambda _rows: document(TODAY, policy=True),
    ),
    Case(
        "interpretation-column-stale",
        gap=lambda: (document(ago(183), interpretation=True), document(TODAY)),
        clean=lambda: document(ago(182), interpretation=True),
        mend=lambda _rows: document(TODAY, interpretation=True),
    ),
    Case(
        "field-column-stale",
        gap=lambda: in_field(183),
        clean=lambda: in_field(182),
        mend=lambda row: document(TODAY, field=row),
    ),
    Case(
        "department-column-stale",
        gap=lambda: of_office(183),
        clean=lambda: of_office(182),
        mend=lambda row: document(TODAY, department=row.department),
    ),
    Case(
        "columns-stale",
        gap=lambda: few_columns(stale=10),
        clean=lambda: few_columns(stale=9),
        mend=lambda rows: document(TODAY, department=rows[0].department),
    ),
    Case(
        "columns-empty",
        gap=lambda: empty_columns(5),
        clean=lambda: empty_columns(4),
        mend=lambda rows: document(TODAY, field=rows[0], department=supervising_office()),
    ),
    Case(
        "answers-stale",
        gap=lambda: PublishedReplyFactory(published_on=ago(62)),
        clean=lambda: PublishedReplyFactory(published_on=ago(61)),
        mend=lambda _row: PublishedReplyFactory(published_on=TODAY),
    ),
    Case(
        "site-error-late",
        gap=lambda: answered(4),
        clean=lambda: answered(3),
        later=AFTER_ITS_DAYS,
    ),
    Case(
        "consultations-too-few",
        gap=lambda: consultations(5),
        clean=lambda: consultations(6),
        mend=lambda _row: consultations(1),
    ),
]
IDENTITY = "site-identity-incomplete"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_neglect_is_found(case, inspect):
    check_opens(case, inspect)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_kept_up_is_examined_and_not_found(case, inspect):
    check_does_not(case, inspect)
    tally = Tally.objects.get(rule=case.rule, examined__gt=0)
    assert (tally.examined, tally.found) == (1, 0)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_mended_is_closed(case, inspect):
    check_closes(case, inspect)


def test_every_rule_of_the_site_has_its_case():
    assert {rule.code for rule in site.RULES} == {case.rule for case in CASES} | {IDENTITY}


def test_the_marks_of_a_demonstration_are_no_marks(inspect, office, settings):
    """The mark is missing, entered, and then the finding is closed."""
    inspect(TODAY, rule=IDENTITY)
    assert [finding.target for finding in standing(IDENTITY)] == [office]
    for name, value in MARKS.items():
        setattr(settings, name, value)
    inspect(TODAY, rule=IDENTITY)
    assert standing(IDENTITY) == []
    assert Tally.objects.get(rule=IDENTITY, examined=1).found == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_ID_CODE", "320211"),
        ("ICP_NUMBER", ""),
        ("ICP_NUMBER", "苏ICP备00000000号（演示）"),
        ("POLICE_NUMBER", "苏公网安备号"),
        ("PARTY_MARK_URL", ""),
        ("ORGANISER", "  "),
        ("ORGANISER", "办公室（演示）"),
        ("CONTACT_PHONE", "无"),
    ],
)
def test_each_mark_has_its_form(name, value, settings):
    for mark, right in MARKS.items():
        setattr(settings, mark, right)
    assert site_identity.missing() == []
    setattr(settings, name, value)
    assert site_identity.missing() == [name]


def test_what_is_of_the_whole_site_is_found_at_the_office_once(inspect, office):
    for code in SITE_RULES:
        rows = find(code).examined(None)
        assert list(rows) == [office]


def test_what_is_not_public_is_nothing_new(inspect, office):
    document(ago(15))
    factories.PublicationFactory(state=PublicationState.DRAFT)
    document(TODAY, publicity_term="fixed_term", public_until=ago(1))
    inspect(TODAY, rule="home-page-stale")
    assert [finding.target for finding in standing("home-page-stale")] == [office]


def test_empty_columns_are_not_counted_as_stale(inspect):
    factories.FieldFactory()
    for rule in ("field-column-stale", "department-column-stale"):
        inspect(TODAY, rule=rule)
        assert standing(rule) == []


def test_answers_that_were_taken_back_are_none(inspect, office):
    PublishedReplyFactory(published_on=ago(3), withdrawn_on=ago(1))
    inspect(TODAY, rule="answers-stale")
    assert [finding.target for finding in standing("answers-stale")] == [office]
    assert PublishedReply.objects.count() == 1


def test_a_site_error_that_waits_is_late_on_the_fourth_working_day(inspect):
    # Three working days before Tuesday the 24th is Thursday the 19th.
    row = site_error(date(2026, 11, 18))
    site_error(date(2026, 11, 19))
    inspect(TODAY, rule="site-error-late")
    (finding,) = standing("site-error-late")
    assert (finding.target, finding.title) == (row, row.receipt_number)


def test_one_delay_is_found_once(inspect):
    row = site_error(date(2026, 11, 10), reviewed=True, working_days_taken=8)
    inspect(TODAY)
    codes = Finding.objects.filter(title=row.receipt_number).values_list("rule", flat=True)
    assert list(codes) == ["site-error-late"]


def test_site_errors_not_accepted_and_other_submissions_are_not_examined(inspect):
    site_error(date(2026, 11, 10), withdrawn=True)
    SubmissionFactory(received_on=date(2026, 11, 10))
    inspect(TODAY, rule="site-error-late")
    assert standing("site-error-late") == []


def test_drafts_and_consultations_of_another_year_do_not_count(inspect, office):
    consultations(5)
    consultations(1, opens_on=date(2025, 11, 24))
    ConsultationFactory()
    inspect(TODAY, rule="consultations-too-few")
    assert [finding.target for finding in standing("consultations-too-few")] == [office]


def test_the_days_of_a_rule_may_be_changed(inspect, office):
    document(ago(10))
    settings_of_rules()
    RuleSetting.objects.filter(code="home-page-stale").update(parameters={"days": 9})
    inspect(TODAY, rule="home-page-stale")
    assert [finding.target for finding in standing("home-page-stale")] == [office]
