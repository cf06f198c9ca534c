"""Letters issued at the same moment: each its own number, none left out, nobody stuck."""

import threading
from datetime import date

import pytest
from django.db import connection

from applications.enums import PaperKind
from applications.models import Paper
from applications.paperwork import papers
from tests.applications.factories import ApplicationFactory, clerk_of
from tests.factories import DepartmentFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AT_ONCE, EACH = 8, 5
TODAY = date(2026, 11, 24)


def test_numbers_are_distinct_and_without_gaps():
    department = DepartmentFactory(short_name="区财政局")
    applications = ApplicationFactory.create_batch(AT_ONCE, examining=True, department=department)
    clerk = clerk_of(applications[0])
    barrier = threading.Barrier(AT_ONCE)

    def issue(application):
        try:
            barrier.wait()
            for _n in range(EACH):
                papers.issue(application, PaperKind.RECEIPT, actor=clerk, today=TODAY)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=[row]) for row in applications]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    serials = sorted(Paper.objects.values_list("serial", flat=True))
    assert serials == list(range(1, AT_ONCE * EACH + 1))
    assert len(set(Paper.objects.values_list("number", flat=True))) == AT_ONCE * EACH
