"""The office issues many at once, each to the department the rules suggest."""

import pytest
from django.urls import reverse

from feedback.enums import SubmissionState
from feedback.models import Submission
from tests.factories import DepartmentFactory
from tests.feedback.factories import PERSON, SubmissionFactory, office

pytestmark = pytest.mark.django_db
URL = "feedback:desk-issue"


@pytest.fixture
def department():
    return DepartmentFactory()


@pytest.fixture
def settled(calendar, client, department):
    """Two examined with a department suggested, one without."""
    client.force_login(office())
    SubmissionFactory(examined=True)
    given = {"examined": True, "suggested_department": department}
    return [SubmissionFactory(**given), SubmissionFactory(**given, title=f"{PERSON['name']}问")]


def marks(page) -> list[str]:
    return [item["mark"] for item in page.context["shown"]]


def test_the_chosen_are_issued_and_the_rest_stay(client, settled, department):
    page = client.get(reverse(URL))
    assert len(marks(page)) == 2
    assert PERSON["name"] not in page.text
    client.post(reverse(URL), {"chosen": marks(page)[:1]})
    for row in settled:
        row.refresh_from_db()
    assert [row.department for row in settled] == [department, None]
    assert not Submission.objects.settled_by_rules().filter(state=SubmissionState.ISSUED).exists()


def test_with_none_chosen_it_is_said_and_nothing_is_issued(client, settled):
    page = client.post(reverse(URL), {})
    assert page.context["error"] in page.text
    assert Submission.objects.settled_by_rules().count() == 2


def test_what_changed_meanwhile_is_not_issued_to_another_than_was_shown(client, settled):
    given = {"chosen": marks(client.get(reverse(URL)))}
    settled[0].suggested_department = DepartmentFactory()
    settled[0].save()
    page = client.post(reverse(URL), given, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["success", "warning"]
    settled[0].refresh_from_db()
    assert settled[0].state == SubmissionState.EXAMINED
    assert client.post(reverse(URL), given).status_code == 302


def test_the_department_must_still_answer(client, settled, department):
    department.is_active = False
    department.save()
    assert client.get(reverse(URL)).context["shown"] == []
