"""The public pages of the procedure: guide and rules of the work."""

import pytest
from django.urls import reverse

from applications.contacts import receivers
from applications.enums import EXTENSION_WORKING_DAYS_AT_MOST, REPLY_WORKING_DAYS
from applications.steps import STEPS
from applications.workflow import WORKFLOW
from catalogs.enums import DepartmentKind
from tests.factories import DepartmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return DepartmentFactory(telephone="0510-00000123", address="示范路9号")


def test_the_guide_names_every_department_with_its_contact(client, department):
    page = client.get(reverse("applications:guide")).content.decode()
    assert department.name in page
    assert "0510-00000123" in page
    assert "示范路9号" in page


def test_the_guide_leads_to_applying_tracking_and_every_public_page(client, department):
    page = client.get(reverse("applications:guide")).content.decode()
    names = ("new", "track", "chart", "work", "statistics", "answered", "cases", "annual-reports")
    for name in names:
        assert f'href="{reverse(f"applications:{name}")}"' in page


def test_the_guide_says_the_limits_of_the_law_and_the_fees_of_the_rule(client, department):
    page = client.get("/en/applications/").content.decode()
    assert f"within {REPLY_WORKING_DAYS} working days" in page
    assert f"at most {EXTENSION_WORKING_DAYS_AT_MOST} working days" in page
    assert "up to 10 items of one applicant" in page
    assert "31–100" in page
    assert "from page 201" in page


def test_units_above_the_district_and_units_without_a_code_take_no_applications(department):
    DepartmentFactory(kind=DepartmentKind.MUNICIPAL_DEPARTMENT)
    DepartmentFactory(organization_code="")
    city = DepartmentFactory(kind=DepartmentKind.GOVERNMENT)
    district = DepartmentFactory(kind=DepartmentKind.GOVERNMENT, parent=city)
    assert set(receivers()) == {department, district}


def test_the_rules_of_the_work_name_every_step_with_its_post(client):
    page = client.get("/en/applications/work/").content.decode()
    for move in (*WORKFLOW.moves, *STEPS.moves):
        assert str(move.consequence) in page
    assert "the system, when a period has passed" in page
    assert "the applicant" in page


def test_the_guide_asks_equally_often_however_many_departments(
    client, department, django_assert_num_queries
):
    client.get(reverse("applications:guide"))
    with django_assert_num_queries(1):
        client.get(reverse("applications:guide"))
    for _number in range(5):
        DepartmentFactory()
    with django_assert_num_queries(1):
        client.get(reverse("applications:guide"))
