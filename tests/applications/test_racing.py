"""Two officials at the same moment: one move, one history row, one extension."""

import threading
from datetime import date

import pytest
from django.db import connection

from applications import answering, closing, handling
from applications.models import Application
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, clerk_of, office
from tests.factories import DepartmentFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 24)


def race(*works) -> list[str]:
    """Run all at the same moment; return what each met: "done" or "refused"."""
    barrier, met = threading.Barrier(len(works)), []

    def run(work):
        barrier.wait()
        try:
            work()
            met.append("done")
        except MoveRefused:
            met.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(met)


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
