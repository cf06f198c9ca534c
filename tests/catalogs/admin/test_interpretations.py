"""Writing an interpretation in the admin: where it begins, what it asks, the words of a picture."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalogs.enums import InterpretationForm, PublicationState
from tests.catalogs.admin.forms import change_data, filled
from tests.catalogs.test_interpreting import png
from tests.factories import PublicationFactory

pytestmark = pytest.mark.django_db
ADD = "admin:catalogs_publication_add"


def test_the_page_of_a_policy_leads_to_a_prefilled_interpretation(clerk):
    policy = PublicationFactory(
        published=True, policy=True, department=clerk.department, title="滨湖区用水办法"
    )
    address = f"{reverse(ADD)}?interprets={policy.pk}"
    assert address in clerk.get("change", policy).content.decode()
    form = clerk.client.get(address).context["adminform"].form
    assert form["title"].value() == "《滨湖区用水办法》政策解读"
    assert form["kind"].value() == "interpretation"
    assert form["interprets"].value() == [policy.pk]
    assert form["body"].value().startswith("## 背景依据")
    data = change_data_of(form) | {"title": "《滨湖区用水办法》政策解读"}
    response = clerk.client.post(reverse(ADD), data)
    assert response.status_code == 302
    written = policy.interpretations.get()
    assert written.state == PublicationState.DRAFT
    assert written.keywords == ["政策解读"]


def change_data_of(form) -> dict:
    return filled(form) | {"attachments-TOTAL_FORMS": "0", "attachments-INITIAL_FORMS": "0"}


def test_a_foreign_policy_prefills_nothing_and_information_has_no_such_button(clerk):
    foreign = PublicationFactory(published=True, policy=True, title="别的部门的办法")
    page = clerk.client.get(f"{reverse(ADD)}?interprets={foreign.pk}")
    assert "别的部门的办法" not in page.content.decode()
    for strange in ("x", "99999999999999999999", ""):
        assert clerk.client.get(f"{reverse(ADD)}?interprets={strange}").status_code == 200
    plain = PublicationFactory(department=clerk.department)
    assert "?interprets=" not in clerk.get("change", plain).content.decode()


def test_those_who_do_not_write_are_not_offered_to(reviewer):
    policy = PublicationFactory(published=True, policy=True, department=reviewer.department)
    assert "?interprets=" not in reviewer.get("change", policy).content.decode()


def test_a_picture_of_an_interpretation_is_saved_with_its_words(clerk):
    policy = PublicationFactory(published=True, policy=True, department=clerk.department)
    document = PublicationFactory(
        interpretation=True,
        department=clerk.department,
        interpretation_form=InterpretationForm.CHART,
    )
    document.interprets.add(policy)
    data = change_data(clerk.get("change", document))
    data["new_file"] = SimpleUploadedFile("图.png", png())
    refused = clerk.post("change", document, **data)
    assert "new_file_words" in refused.context["adminform"].form.errors
    data |= {
        "new_file": SimpleUploadedFile("图.png", png()),
        "new_file_words": "三步办理用水申请。",
    }
    assert clerk.post("change", document, **data).status_code == 302
    picture = document.attachments.get()
    assert (picture.text_alternative, picture.is_picture) == ("三步办理用水申请。", True)
    data = change_data(clerk.get("change", document))
    data["attachments-0-text_alternative"] = "四步办理用水申请。"
    assert clerk.post("change", document, **data).status_code == 302
    picture.refresh_from_db()
    assert picture.text_alternative == "四步办理用水申请。"


def test_a_policy_without_plan_is_told_so_at_its_submission(clerk):
    policy = PublicationFactory(department=clerk.department, policy=True)
    response = clerk.post("move", policy, "submit")
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    policy.refresh_from_db()
    assert policy.state == PublicationState.DRAFT
