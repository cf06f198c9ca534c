"""As a clerk of one department nothing of another can be changed, or even seen, by any address."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import model_to_dict
from django.urls import reverse
from openpyxl import load_workbook

from catalogs import attaching
from catalogs.models import (
    Adjustment,
    Attachment,
    HistoryRow,
    NonDisclosureReview,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)
from tests.factories import (
    AdjustmentFactory,
    GuideFactory,
    MatterFactory,
    OfficialFactory,
    PowerItemFactory,
    PublicationFactory,
    ReviewFactory,
    ServiceItemFactory,
    StandardFactory,
)

from .conftest import url_of
from .forms import change_data, proposal_data

SCOPED = (PowerItem, ServiceItem, PublicityMatter, Publication, Adjustment, NonDisclosureReview)


@pytest.fixture
def foreign(clerk):
    """Rows of the department of ``clerk``, foreign to ``stranger``."""
    own = {"department": clerk.department}
    rows = [
        PowerItemFactory(**own),
        PowerItemFactory(**own, in_force=True),
        ServiceItemFactory(**own),
        ServiceItemFactory(**own, in_force=True),
        MatterFactory(**own),
        MatterFactory(**own, in_force=True),
        PublicationFactory(**own),
        PublicationFactory(**own, published=True),
        clerk.department,
    ]
    GuideFactory(power=rows[0])
    rows.append(AdjustmentFactory(power=PowerItemFactory(**own, in_force=True)))
    rows.append(ReviewFactory(matter=MatterFactory(**own)))
    return rows


def snapshot():
    """Everything a stranger could have changed."""
    tables = {
        model: [
            {name: str(value) for name, value in model_to_dict(row).items()}
            | {"state": row.state, "pk": row.pk}
            for row in model.objects.order_by("pk")
        ]
        for model in SCOPED
    }
    return tables, HistoryRow.objects.count(), Attachment.objects.count()


PAGES = {
    "change": (),
    "delete": (),
    "history": (),
    "guide": (),
    "nondisclosure": (),
    "amend": (),
    "propose": ("add", "revise", "abolish"),
    "move": ("submit", "approve", "return", "publish", "withdraw", "pass", "agree", "schedule"),
}
ENTRIES = {"poweritem", "serviceitem", "publicitymatter"}
ONLY = {
    "guide": {"poweritem", "serviceitem"},
    "nondisclosure": {"publicitymatter"},
    "amend": {"adjustment"},
    "propose": ENTRIES,
    "move": {"publication", "adjustment", "nondisclosurereview"},
}


def addresses(row):
    model = row._meta.model_name
    for page, actions in PAGES.items():
        if model in ONLY.get(page, {model}):
            for arguments in [(action,) for action in actions] or [()]:
                yield url_of(page, row, *arguments)


def test_no_address_of_a_foreign_row_is_found_by_get_or_post(stranger, foreign):
    before = snapshot()
    data = {"post": "yes", "reason": "理由", "name": "改名", "title": "改题", "_save": "1"}
    for row in foreign:
        for url in addresses(row):
            assert stranger.client.get(url).status_code == 404, url
            assert stranger.client.post(url, data).status_code == 404, url
    assert snapshot() == before


def test_lists_and_exports_hold_no_foreign_row(stranger, foreign):
    for model in ("poweritem", "serviceitem", "publicitymatter", "publication", "adjustment"):
        page = stranger.get("changelist", model=model)
        assert list(page.context["cl"].result_list) == []
    for model in ("poweritem", "serviceitem", "publicitymatter", "publication"):
        content = b"".join(stranger.get("export", None, "xlsx", model=model))
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet.max_row == 1


def test_a_filter_in_the_address_does_not_reach_foreign_rows(stranger, foreign):
    query = {"department__id__exact": foreign[0].department.pk}
    content = b"".join(
        stranger.client.get(url_of("export", None, "csv", model="serviceitem"), query)
    )
    assert foreign[2].name.encode() not in content


@pytest.mark.parametrize("action", ["delete_selected", "export_chosen"])
def test_bulk_actions_pass_over_foreign_rows(stranger, foreign, action):
    before = snapshot()
    for row in foreign[:8]:
        model = row._meta.model_name
        response = stranger.post(
            "changelist", model=model, action=action, _selected_action=[row.pk], post="yes"
        )
        if response.streaming:
            content = b"".join(response)
            assert load_workbook(io.BytesIO(content)).active.max_row == 1
    assert snapshot() == before


def autocomplete(desk, model: str, field: str, term: str = "") -> list[str]:
    query = {"app_label": "catalogs", "model_name": model, "field_name": field, "term": term}
    response = desk.client.get(reverse("admin:autocomplete"), query)
    assert response.status_code == 200
    return [row["text"] for row in response.json()["results"]]


def test_autocomplete_offers_own_rows_and_every_standard_item(stranger, foreign):
    own = MatterFactory(department=stranger.department)
    assert autocomplete(stranger, "publication", "matters") == [own.name]
    power = PowerItemFactory(department=stranger.department)
    assert autocomplete(stranger, "publicitymatter", "powers") == [power.name]
    standard = StandardFactory()
    offered = autocomplete(stranger, "poweritem", "standard", standard.code)
    assert offered == [standard.name]


def test_a_forged_department_or_link_is_refused_by_the_form(stranger, foreign):
    own = MatterFactory(department=stranger.department)
    page = change_data(stranger.get("change", own))
    forged = {
        "department": foreign[0].department.pk,
        "powers": [foreign[0].pk],
        "services": [foreign[2].pk],
    }
    for name, value in forged.items():
        response = stranger.post("change", own, **page | {name: value})
        assert list(response.context["adminform"].form.errors) == [name]
    own.refresh_from_db()
    assert own.department == stranger.department
    assert not own.powers.exists()


def test_a_forged_link_of_a_publication_is_refused_by_the_form(stranger, foreign):
    own = PublicationFactory(department=stranger.department)
    page = change_data(stranger.get("change", own))
    matter = foreign[4]
    for name, value in {
        "matters": [matter.pk],
        "elements": [matter.elements.first().pk],
        "interprets": [foreign[7].pk],
        "department": foreign[0].department.pk,
    }.items():
        response = stranger.post("change", own, **page | {name: value})
        assert name in response.context["adminform"].form.errors
    assert not own.matters.exists()


def test_a_forged_department_in_a_proposal_is_refused(stranger, foreign):
    own = ServiceItemFactory(department=stranger.department, in_force=True)
    data = proposal_data(stranger.get("propose", own, "revise")) | {
        "head-reason": "reform",
        "head-basis": "批复",
        "head-effective_on": "2026-12-01",
        "department": foreign[0].department.pk,
    }
    response = stranger.post("propose", own, "revise", **data)
    assert list(response.context["values"].errors) == ["department"]
    assert Adjustment.objects.count() == 1


def test_a_forged_id_of_an_attachment_of_another_document_is_not_deleted(stranger, clerk, foreign):
    theirs = attaching.attach(
        foreign[6],
        file=SimpleUploadedFile("a.txt", "附件".encode()),
        name="a.txt",
        actor=clerk.official,
    )
    own = PublicationFactory(department=stranger.department)
    data = change_data(stranger.get("change", own)) | {
        "attachments-TOTAL_FORMS": "1",
        "attachments-INITIAL_FORMS": "1",
        "attachments-0-id": theirs.pk,
        "attachments-0-publication": own.pk,
        "attachments-0-DELETE": "on",
    }
    stranger.post("change", own, **data)
    assert Attachment.objects.filter(pk=theirs.pk, publication=foreign[6]).exists()
    url = url_of("attachment", own, theirs.pk, model="publication")
    assert stranger.client.get(url).status_code == 404


def test_a_draft_file_is_sent_to_its_department_as_a_download_only(clerk, reviewer, stranger):
    document = PublicationFactory(department=clerk.department)
    file = SimpleUploadedFile("说明.txt", "附件".encode())
    attached = attaching.attach(document, file=file, name="说明.txt", actor=clerk.official)
    url = url_of("attachment", document, attached.pk, model="publication")
    response = reviewer.client.get(url)
    assert b"".join(response) == "附件".encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert stranger.client.get(url).status_code == 404


def test_an_official_who_changes_department_loses_the_rows_of_the_old_one(clerk):
    item = ServiceItemFactory(department=clerk.department)
    assert clerk.get("change", item).status_code == 200
    official = clerk.official
    official.department = OfficialFactory().department
    official.save()
    assert clerk.get("change", item).status_code == 404
