"""The whole way: a verb, the queue, a worker in its own process, and the reader's next search."""

import time

import pytest
from django.utils import timezone

from catalogs import publishing
from portal.search.backend import get_backend
from portal.search.queries import Query
from portal.search.rebuilding import rebuild
from tests.factories import OfficialFactory, PublicationFactory

SECONDS = 20


def test_what_is_withdrawn_is_gone_from_search_when_the_worker_has_taken_the_task(
    celery_worker, settings
):
    settings.SEARCH_INDEX_DIR = settings.VAR_DIR / "search"  # where the worker writes
    document = PublicationFactory(published=True, title="关于古树名木保护的通告")
    reviewer = OfficialFactory(reviewer=True, department=document.department)
    rebuild(today=timezone.localdate())
    assert get_backend().search(Query("古树名木")).total == 1

    publishing.withdraw(document, actor=reviewer, reason="内容有误", now=timezone.now())

    deadline = time.monotonic() + SECONDS
    while get_backend().search(Query("古树名木")).total:
        if time.monotonic() > deadline:
            pytest.fail(f"still found after {SECONDS} seconds")
        time.sleep(0.05)
