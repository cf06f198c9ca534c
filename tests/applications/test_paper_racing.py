"""Letters issued at the same moment: each its own number, none left out, nobody stuck."""

from datetime import date
from functools import partial

import pytest

from applications.enums import PaperKind
from applications.models import Paper
from applications.paperwork import papers
from tests.applications.factories import ApplicationFactory, clerk_of
from tests.factories import DepartmentFactory
from tests.racing import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AT_ONCE, EACH = 8, 5
TODAY = date(2026, 11, 24)


def test_numbers_are_distinct_and_without_gaps():
    department = DepartmentFactory(short_name="区财政局")
    applications = ApplicationFactory.create_batch(AT_ONCE, examining=True, department=department)
    clerk = clerk_of(applications[0])

    def issue(application):
        for _n in range(EACH):
            papers.issue(application, PaperKind.RECEIPT, actor=clerk, today=TODAY)

    met = race(*(partial(issue, row) for row in applications))
    assert met == ["done"] * AT_ONCE

    serials = sorted(Paper.objects.values_list("serial", flat=True))
    assert serials == list(range(1, AT_ONCE * EACH + 1))
    assert len(set(Paper.objects.values_list("number", flat=True))) == AT_ONCE * EACH
