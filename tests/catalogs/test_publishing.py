"""Publishing: index numbers, review, release, withdrawal, interpretation, and when it is due."""

import re
import threading
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from catalogs import publishing
from catalogs.enums import (
    DocumentKind,
    Effectiveness,
    InterpretationForm,
    InterpretationPhase,
    PublicationState,
)
from catalogs.index_numbering import next_index_number, reserve
from catalogs.models import HistoryRow, InterpretationPlan, Letter, Publication
from catalogs.tasks import release_scheduled_publications
from catalogs.workflow import MoveRefused
from tests.factories import DepartmentFactory, OfficialFactory, PublicationFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=timezone.get_default_timezone())
TODAY = date(2026, 11, 24)


@pytest.fixture
def department():
    return DepartmentFactory(organization_code="014006438")


@pytest.fixture
def clerk(department):
    return OfficialFactory(department=department)


@pytest.fixture
def reviewer(department):
    return OfficialFactory(reviewer=True, department=department)


def draft(clerk, **values):
    return publishing.create(
        actor=clerk,
        **{
            "title": "关于环境影响评价审批的公告",
            "formed_on": date(2026, 11, 20),
            "department": clerk.department,
            **values,
        },
    )


def released(clerk, reviewer, **values):
    publication = publishing.submit(draft(clerk, **values), actor=clerk)
    publication = publishing.approve(publication, actor=reviewer)
    return publishing.publish(publication, actor=reviewer, now=NOW)


def test_a_document_goes_from_draft_to_published_with_its_whole_procedure(clerk, reviewer):
    publication = released(clerk, reviewer)
    assert publication.index_number == "014006438/2026-00001"
    assert (publication.issued_on, publication.published_at) == (TODAY, NOW)
    assert list(Publication.objects.public(TODAY)) == [publication]
    rows = HistoryRow.objects.of(publication).order_by("pk")
    assert [(row.action, row.actor) for row in rows] == [
        ("create", clerk),
        ("submit", clerk),
        ("approve", reviewer),
        ("publish", reviewer),
    ]


def test_index_numbers_count_on_within_a_year_and_anew_in_the_next(department):
    assert next_index_number(department, year=2025) == "014006438/2025-00001"
    assert next_index_number(department, year=2025) == "014006438/2025-00002"
    assert next_index_number(department, year=2026) == "014006438/2026-00001"


def test_a_number_given_before_the_portal_is_kept_and_counted_on_from(clerk, reviewer):
    plan = draft(clerk, formed_on=date(2017, 9, 12), index_number="014006438/2017-00137")
    assert plan.index_number == "014006438/2017-00137"
    with pytest.raises(ValidationError):
        reserve("014006438/2017-00137")
    with pytest.raises(ValidationError):
        reserve("014006438/2017-137")
    assert next_index_number(clerk.department, year=2017) == "014006438/2017-00138"
    approved = publishing.approve(publishing.submit(plan, actor=clerk), actor=reviewer)
    assert approved.index_number == "014006438/2017-00137"


def test_a_department_without_organization_code_gives_no_number(clerk, reviewer):
    clerk.department.organization_code = ""
    clerk.department.save()
    publication = publishing.submit(draft(clerk), actor=clerk)
    with pytest.raises(ValidationError):
        publishing.approve(publication, actor=reviewer)
    publication.refresh_from_db()
    assert publication.state == PublicationState.IN_REVIEW


def test_an_approval_that_fails_gives_its_number_back(clerk, reviewer):
    policy = publishing.submit(draft(clerk), actor=clerk)
    Publication.objects.filter(pk=policy.pk).update(kind=DocumentKind.POLICY)
    with pytest.raises(ValidationError):
        publishing.approve(policy, actor=reviewer)
    assert released(clerk, reviewer).index_number.endswith("-00001")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_threads_approving_at_once_get_numbers_without_gap_or_duplicate(clerk, reviewer):
    publications = [publishing.submit(draft(clerk), actor=clerk) for _ in range(24)]
    # Every third attempt fails after it was given a number.
    failing = {publication.pk for publication in publications[::3]}
    Publication.objects.filter(pk__in=failing).update(kind=DocumentKind.POLICY)
    barrier = threading.Barrier(8)

    def work(share):
        barrier.wait()
        for publication in share:
            try:
                publishing.approve(publication, actor=reviewer)
            except ValidationError:
                assert publication.pk in failing
        connection.close()

    threads = [threading.Thread(target=work, args=(publications[n::8],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = Publication.objects.exclude(index_number=None).values_list("index_number", flat=True)
    serials = sorted(int(re.search(r"-(\d{5})$", number)[1]) for number in numbers)
    assert serials == list(range(1, len(publications) - len(failing) + 1))


def test_the_writer_does_not_approve_the_own_document(clerk):
    publication = publishing.submit(draft(clerk), actor=clerk)
    administrator = OfficialFactory(administrator=True)
    Publication.objects.filter(pk=publication.pk).update(created_by=administrator)
    with pytest.raises(MoveRefused):
        publishing.approve(publication, actor=administrator)


def test_a_reviewer_of_another_department_is_refused(clerk):
    publication = publishing.submit(draft(clerk), actor=clerk)
    with pytest.raises(MoveRefused):
        publishing.approve(publication, actor=OfficialFactory(reviewer=True))


def test_a_clerk_writes_for_the_own_department_only(clerk):
    with pytest.raises(MoveRefused):
        draft(clerk, department=DepartmentFactory())


def test_a_scheduled_document_is_released_when_its_time_has_come_and_once(clerk, reviewer):
    publication = publishing.submit(draft(clerk), actor=clerk)
    publication = publishing.approve(publication, actor=reviewer)
    with pytest.raises(ValidationError) as refusal:
        publishing.schedule(publication, actor=reviewer, release_at=NOW, now=NOW)
    assert "release_at" in refusal.value.message_dict
    later = NOW + timedelta(hours=2)
    publishing.schedule(publication, actor=reviewer, release_at=later, now=NOW)
    assert publishing.release_due(now=NOW + timedelta(hours=1)) == 0
    assert publishing.release_due(now=later) == 1
    assert publishing.release_due(now=later) == 0
    publication.refresh_from_db()
    assert publication.published_at == later
    assert HistoryRow.objects.of(publication).get(action="release_due").actor is None


def test_a_withdrawn_document_is_public_no_longer_and_has_its_reason(clerk, reviewer):
    publication = released(clerk, reviewer)
    with pytest.raises(MoveRefused):
        publishing.withdraw(publication, actor=reviewer, reason=" ", now=NOW)
    publication = publishing.withdraw(publication, actor=reviewer, reason="内容有误", now=NOW)
    assert not Publication.objects.public(TODAY).exists()
    assert not publication.is_public(TODAY)
    assert publication.withdrawal_reason == "内容有误"


def test_a_repealed_document_stays_public_and_says_so(clerk, reviewer):
    publication = released(clerk, reviewer)
    publishing.repeal(publication, actor=reviewer, reason="已被新文件代替")
    publication.refresh_from_db()
    assert publication.effectiveness == Effectiveness.REPEALED
    assert publication.is_public(TODAY)
    with pytest.raises(MoveRefused):
        publishing.repeal(publication, actor=clerk, reason="无权")


def test_a_document_whose_limit_of_publicity_is_over_leaves_the_site(clerk, reviewer):
    publication = released(clerk, reviewer, publicity_term="fixed_term", public_until=TODAY)
    assert publication.is_public(TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert not publication.is_public(tomorrow)
    assert not Publication.objects.public(tomorrow).exists()


def test_a_policy_goes_to_review_only_with_its_interpretation_plan(clerk, reviewer, calendar_2026):
    policy = draft(clerk, kind=DocumentKind.POLICY)
    with pytest.raises(ValidationError):
        publishing.submit(policy, actor=clerk)
    policy.refresh_from_db()
    assert policy.state == PublicationState.DRAFT
    publishing.plan_interpretation(
        policy,
        actor=clerk,
        form=InterpretationForm.CHART,
        phase=InterpretationPhase.AT_RELEASE,
        responsible="法规科",
    )
    publishing.submit(policy, actor=clerk)
    policy = publishing.approve(policy, actor=reviewer)
    publishing.publish(policy, actor=reviewer, now=NOW)
    plan = InterpretationPlan.objects.get(policy=policy)
    assert (plan.clock_started_on, plan.due_on) == (TODAY, date(2026, 11, 27))
    assert list(InterpretationPlan.objects.overdue(date(2026, 11, 28))) == [plan]
    released(
        clerk,
        reviewer,
        kind=DocumentKind.INTERPRETATION,
        interpretation_form=InterpretationForm.TEXT,
        interpretation_phase=InterpretationPhase.AT_RELEASE,
        interprets=[policy],
    )
    assert policy.interpretations.get().interprets.get() == policy
    assert not InterpretationPlan.objects.overdue(date(2026, 11, 28)).exists()


def test_an_interpretation_names_the_policy_it_interprets(clerk, reviewer):
    interpretation = draft(
        clerk,
        kind=DocumentKind.INTERPRETATION,
        interpretation_form=InterpretationForm.TEXT,
        interpretation_phase=InterpretationPhase.BEFORE,
    )
    with pytest.raises(ValidationError):
        publishing.submit(interpretation, actor=clerk)


def test_the_queryset_and_the_method_agree_on_late_and_public():
    for issued in (date(2026, 9, 10), date(2026, 9, 29), date(2026, 10, 20)):
        PublicationFactory(published=True, issued_on=issued)
    PublicationFactory(withdrawn=True)
    PublicationFactory()
    every = Publication.objects.all()
    assert {p.pk for p in every if p.is_late()} == set(every.late().values_list("pk", flat=True))
    assert {p.pk for p in every if p.is_public(TODAY)} == set(
        every.public(TODAY).values_list("pk", flat=True)
    )
    assert every.late().exists()
    assert {p.pk for p in every.unpublished() if p.is_overdue(TODAY)} == set(
        every.overdue(TODAY).values_list("pk", flat=True)
    )


def test_the_reviewer_is_told_of_a_submission_and_the_clerk_of_a_return(clerk, reviewer):
    publication = publishing.submit(draft(clerk), actor=clerk)
    publishing.return_(publication, actor=reviewer, reason="请补充文号")
    assert [letter.recipient for letter in Letter.objects.order_by("pk")] == [reviewer, clerk]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_release_a_scheduled_document_once(clerk, reviewer):
    publication = publishing.approve(publishing.submit(draft(clerk), actor=clerk), actor=reviewer)
    past = timezone.now() - timedelta(minutes=1)
    Publication.objects.filter(pk=publication.pk).update(
        state=PublicationState.SCHEDULED, scheduled_for=past
    )
    released_counts, barrier = [], threading.Barrier(2)

    def work():
        barrier.wait()
        released_counts.append(release_scheduled_publications())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(released_counts) == 1
    assert HistoryRow.objects.of(publication).filter(action="release_due").count() == 1
