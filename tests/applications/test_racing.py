"""Two officials at the same moment: one move, one history row; two workers: one night."""

from datetime import date

import pytest

from applications import answering, closing, handling, inquiring, reminding, retention
from applications.models import Application
from catalogs.models import HistoryRow, Letter
from tests.applications.factories import ApplicationFactory, clerk_of, moment, office
from tests.factories import DepartmentFactory, OfficialFactory
from tests.racing import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 24)


def test_an_application_is_assigned_once():
    application, official = ApplicationFactory(registered=True), office()
    departments = DepartmentFactory.create_batch(4)
    met = race(
        *(
            lambda department=department: handling.assign(
                application, actor=official, department=department
            )
            for department in departments
        )
    )
    assert met == ["done", "refused", "refused", "refused"]
    assert HistoryRow.objects.of(application).filter(action="assign").count() == 1


def test_an_extension_is_granted_once():
    application = ApplicationFactory(examining=True)
    request = handling.request_extension(
        application, actor=clerk_of(application), reason="检索量大", days=20, today=TODAY
    )
    offices = [office() for _n in range(3)]
    met = race(
        *(
            lambda official=official: handling.approve_extension(
                request, actor=official, today=TODAY
            )
            for official in offices
        )
    )
    assert met == ["done", "refused", "refused"]
    assert Application.objects.get(pk=application.pk).extension_days == 20


def test_an_answer_is_issued_or_withdrawn_but_not_both():
    application = ApplicationFactory(approved=True)
    clerk = clerk_of(application)
    met = race(
        lambda: answering.issue_answer(application, actor=clerk, today=TODAY),
        lambda: closing.withdraw(application, actor=None, today=TODAY),
    )
    assert met == ["done", "refused"]
    assert HistoryRow.objects.of(application).count() == 1


def test_an_answer_is_approved_once():
    application = ApplicationFactory(in_review=True)
    reviewers = OfficialFactory.create_batch(3, reviewer=True, department=application.department)
    met = race(
        *(
            lambda reviewer=reviewer: answering.approve_answer(application, actor=reviewer)
            for reviewer in reviewers
        )
    )
    assert met == ["done", "refused", "refused"]
    rows = HistoryRow.objects.of(application).filter(action="approve_answer")
    assert rows.get().actor == Application.objects.get(pk=application.pk).approver


def test_two_workers_of_the_same_night_do_its_work_once():
    silent, uncorrected = ApplicationFactory(examining=True), ApplicationFactory(examining=True)
    clerk = clerk_of(silent)
    handling.ask_third_party(
        silent, actor=clerk, addressee="某公司", question="?", today=date(2026, 11, 3)
    )
    handling.ask_correction(
        uncorrected, actor=clerk_of(uncorrected), what="哪一年?", today=date(2026, 11, 3)
    )
    overdue = ApplicationFactory(examining=True)
    clerks = OfficialFactory.create_batch(2, department=overdue.department)
    night, counted = date(2027, 3, 1), []

    def work():
        counted.append(
            inquiring.end_silent_inquiries(today=night) + closing.close_uncorrected(today=night)
        )
        reminding.remind(today=night)

    assert race(*[work] * 3) == ["done"] * 3
    assert sum(counted) == 2
    for application, action in (
        (silent, "end_silent_inquiry"),
        (uncorrected, "close_uncorrected"),
    ):
        assert HistoryRow.objects.of(application).filter(action=action).count() == 1
    assert uncorrected.papers.filter(kind="closed_uncorrected").count() == 1
    told = Letter.objects.filter(key__startswith="application-red").values_list("email", flat=True)
    assert sorted(told.filter(email__in=[clerk.email for clerk in clerks])) == sorted(
        clerk.email for clerk in clerks
    )


def test_identity_is_erased_once_by_two_workers():
    application = ApplicationFactory(answered=True)
    day, counted = date(2040, 1, 2), []

    def work():
        counted.append(retention.erase_due(today=day, now=moment(day)))

    assert race(work, work) == ["done", "done"]
    assert sorted(counted) == [0, 1]
    assert HistoryRow.objects.of(application).filter(action="erase_identity").count() == 1
