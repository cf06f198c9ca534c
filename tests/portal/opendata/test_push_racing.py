"""The same push at the same moment: one publication, one answer, no gap in the numbers."""

import json

import pytest
from django.test import Client

from catalogs.models import Publication, PushDelivery
from catalogs.push_enums import PushRule
from tests.factories import DepartmentFactory, MatterFactory
from tests.portal.opendata.pushed import Sender, record, sender
from tests.racing import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_at_once_under_one_key_write_one_publication_and_get_one_answer():
    department = DepartmentFactory(organization_code="014006438")
    matter = MatterFactory(department=department, in_force=True)
    first = sender(department=department, rule=PushRule.RELEASE, release_genres=["reply"])
    answers = []

    def push():
        own = Sender(first.system, first.token, Client())
        response = own.push(record(matters=[{"code": matter.code}]))
        answers.append((response.status_code, json.dumps(response.json(), sort_keys=True)))

    assert race(*[push] * 6) == ["done"] * 6
    assert len(set(answers)) == 1
    assert answers[0][0] == 201
    assert Publication.objects.get().index_number == "014006438/2026-00001"
    results = list(PushDelivery.objects.values_list("result", flat=True))
    assert sorted(results) == ["accepted", *["repeated"] * 5]


def test_many_keys_at_once_get_numbers_without_gaps():
    department = DepartmentFactory(organization_code="014006438")
    matter = MatterFactory(department=department, in_force=True)
    systems = [
        sender(department=department, name=name, rule=PushRule.RELEASE, release_genres=["reply"])
        for name in ("审批系统", "执法系统")
    ]

    def push(system: Sender, key: str, **values):
        own = Sender(system.system, system.token, Client())
        own.push(record(matters=[{"code": matter.code}], **values), key=key)

    works = [
        (lambda s=system, k=f"key-{n}", t=title: push(s, k, title=t))
        for n in range(4)
        for system, title in ((systems[0], "批复"), (systems[1], "批复"), (systems[1], ""))
    ]
    assert race(*works) == ["done"] * 12
    numbers = sorted(Publication.objects.values_list("index_number", flat=True))
    assert numbers == [f"014006438/2026-{n:05d}" for n in range(1, 9)]
