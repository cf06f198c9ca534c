"""What the administrator keeps: officials, and the headings of the matters."""

import pytest
from django.utils.translation import gettext

from catalogs.models import Official
from tests.factories import DepartmentFactory, MatterFactory

from .conftest import desk_of
from .forms import change_data

PASSWORD = "Hu-bin-2026-zx"


def new_official(**values) -> dict:
    return {"username": "zhang", "password1": PASSWORD, "password2": PASSWORD, **values}


@pytest.mark.parametrize("role", ["clerk", "reviewer"])
def test_a_clerk_or_reviewer_without_a_department_is_refused_beside_the_field(administrator, role):
    response = administrator.post("add", model="official", **new_official(role=role))
    assert response.context["adminform"].form.errors["department"]
    assert not Official.objects.filter(username="zhang").exists()


def test_a_new_official_signs_in_with_the_password_of_the_administrator(administrator, client):
    department = DepartmentFactory()
    data = new_official(role="clerk", department=department.pk)
    assert administrator.post("add", model="official", **data).status_code == 302
    assert client.login(username="zhang", password=PASSWORD)


def test_the_page_of_an_official_shows_nothing_of_the_password_itself(administrator, clerk):
    content = administrator.get("change", clerk.official).content.decode()
    assert clerk.official.password.split("$")[0] not in content
    assert gettext("A password is set; nobody can read it.") in content


def test_no_department_is_lost_when_an_official_changes_the_role(administrator, clerk):
    page = administrator.get("change", clerk.official)
    data = change_data(page) | {"department": ""}
    response = administrator.post("change", clerk.official, **data)
    assert response.context["adminform"].form.errors["department"]


def test_a_heading_is_a_clerks_only_while_own_drafts_alone_stand_under_it(clerk, administrator):
    matter = MatterFactory(department=clerk.department)
    group = matter.group
    assert clerk.get("change", group).context["has_change_permission"]
    other = MatterFactory(group=group, field=matter.field)
    assert clerk.post("change", group, name="改名").status_code == 403
    other.delete()
    MatterFactory(department=clerk.department, group=group, field=matter.field, in_force=True)
    assert clerk.post("change", group, name="改名").status_code == 403
    assert administrator.get("change", group).context["has_change_permission"]
    assert not desk_of().get("change", group).context["has_change_permission"]
