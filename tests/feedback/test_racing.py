"""Many at the same moment: no number twice, one move, no two merges that block each other."""

import threading
from datetime import date

import pytest
from django.db import connection

from catalogs.workflow import MoveRefused
from feedback import handling, receiving
from feedback.models import Submission
from tests.factories import DepartmentFactory
from tests.feedback.factories import ASKED, PERSON, SubmissionFactory, moment, office

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


def test_submissions_at_the_same_moment_get_numbers_without_gaps():
    met = race(*[lambda: receiving.submit(now=moment(TODAY), **PERSON, **ASKED)] * 8)
    assert met == ["done"] * 8
    numbers = set(Submission.objects.values_list("receipt_number", flat=True))
    assert numbers == {f"HD-2026-{n:05d}" for n in range(1, 9)}


def test_a_submission_is_issued_once():
    submission, official = SubmissionFactory(examined=True), office()
    met = race(
        *(
            lambda department=department: handling.issue(
                submission, actor=official, department=department
            )
            for department in DepartmentFactory.create_batch(3)
        )
    )
    assert met == ["done", "refused", "refused"]


def test_two_merged_the_opposite_way_round_leave_one_open():
    first, second, official = SubmissionFactory(), SubmissionFactory(), office()
    met = race(
        lambda: receiving.merge(first, into=second, actor=official, today=TODAY),
        lambda: receiving.merge(second, into=first, actor=official, today=TODAY),
    )
    assert met == ["done", "refused"]
    assert Submission.objects.open().count() == 1
