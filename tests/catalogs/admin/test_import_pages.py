"""The pages of import: a preview first, bound to the official and the session that sent it."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalogs.admin import uploads
from catalogs.forms.imports import UploadForm
from catalogs.models import Adjustment, Publication, ServiceItem
from tests.factories import FieldFactory, OfficialFactory, ServiceItemFactory

from .conftest import Desk

HEADERS = "事项编码,事项名称,提供主体,公开领域,设定依据,服务内容\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def field(db):
    return FieldFactory(name="公共文化服务")


def row(code: str, department: str = "", name: str = "借阅服务") -> str:
    return f"{code},{name},{department},公共文化服务,《公共图书馆法》,借书\n"


def send(desk, text: str, *, name: str = "services.csv", model: str = "serviceitem"):
    file = SimpleUploadedFile(name, text.encode("gb18030"))
    return desk.post("import", model=model, file=file)


def test_the_preview_shows_new_changed_and_bad_rows_and_changes_nothing(clerk, field):
    draft = ServiceItemFactory(department=clerk.department, name="旧名", code="S-1")
    text = HEADERS + row("S-1", name="新名") + row("S-2") + row("S-3", "外星局")
    address = send(clerk, text)["Location"]
    page = clerk.client.get(address)
    counts = {str(count["verdict"]): count["count"] for count in page.context["counts"]}
    assert counts == {"new": 1, "changed": 1, "proposed": 0, "same": 0, "bad": 1}
    content = page.content.decode()
    assert "外星局" in content
    assert "旧名" in content
    assert "新名" in content
    draft.refresh_from_db()
    assert draft.name == "旧名"
    assert ServiceItem.objects.count() == 1


def test_bad_rows_hold_the_whole_import_until_they_are_left_out(clerk, field):
    address = send(clerk, HEADERS + row("S-2") + row("S-3", "外星局"))["Location"]
    response = clerk.client.post(address)
    assert response.context["form"].errors["skip_bad"]
    assert not ServiceItem.objects.exists()
    assert clerk.client.post(address, {"skip_bad": "on"}).status_code == 302
    assert ServiceItem.objects.get().code == "S-2"
    again = clerk.client.post(address, {"skip_bad": "on"}, follow=True)
    assert again.redirect_chain, "a second click leads to the list"
    assert len(again.context["messages"]) == 2
    assert ServiceItem.objects.count() == 1, "an upload is imported once"


def test_changed_entries_in_force_need_the_head_of_their_adjustments(clerk, field):
    ServiceItemFactory(department=clerk.department, code="S-1", in_force=True)
    address = send(clerk, HEADERS + row("S-1"))["Location"]
    response = clerk.client.post(address)
    assert {"reason", "basis", "effective_on"} <= set(response.context["form"].errors)
    head = {"reason": "law_revised", "basis": "修订", "effective_on": "2026-12-01"}
    assert clerk.client.post(address, head).status_code == 302
    assert Adjustment.objects.get().proposed_by == clerk.official


def test_a_file_is_nobody_elses_not_even_in_the_same_department(clerk, field):
    address = send(clerk, HEADERS + row("S-1"))["Location"]
    colleague = Desk(OfficialFactory(department=clerk.department), Client())
    colleague.client.force_login(colleague.official)
    assert colleague.client.get(address).status_code == 404
    assert colleague.client.post(address).status_code == 404
    # Even with the token in a session of the own.
    session = colleague.client.session
    session[uploads.SESSION_KEY] = [address.rstrip("/").rsplit("/", 1)[-1]]
    session.save()
    assert colleague.client.post(address).status_code == 404
    # Nor does another session of the same official have it.
    second = Client()
    second.force_login(clerk.official)
    assert second.get(address).status_code == 404
    assert not ServiceItem.objects.exists()


def test_a_file_of_one_list_is_not_imported_into_another(clerk, field):
    address = send(clerk, HEADERS + row("S-1"))["Location"]
    other = address.replace("serviceitem", "poweritem")
    assert clerk.client.post(other).status_code == 404


@pytest.mark.parametrize("token", ["..", "%2e%2e", "..%2f..%2fetc", "none"])
def test_a_token_is_never_a_path(clerk, token):
    assert clerk.client.get(f"/admin/catalogs/serviceitem/import/{token}/").status_code in (
        302,
        404,
    )


def test_the_files_of_imports_lie_outside_what_is_served(clerk, field, tmp_path):
    send(clerk, HEADERS + row("S-1"))
    folder = tmp_path / "imports"
    kept = next(folder.iterdir())
    assert kept.stat().st_mode & 0o077 == 0
    assert settings.MEDIA_ROOT not in kept.parents


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"", "a.csv", id="empty"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"0" * 600, "a.xls", id="old-excel"),
        pytest.param(b"PK\x03\x04broken", "a.xlsx", id="broken-workbook"),
        pytest.param("甲,乙\n1,2\n".encode(), "a.csv", id="no-known-column"),
        pytest.param(b'a,b\n"unclosed,1\n', "a.csv", id="broken-csv"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(clerk, content, name):
    response = clerk.post("import", model="serviceitem", file=SimpleUploadedFile(name, content))
    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_a_file_beyond_the_limit_is_refused_before_it_is_read():
    file = SimpleUploadedFile("a.csv", b"a")
    file.size = 40 * 1024 * 1024
    assert UploadForm({}, {"file": file}).errors["file"]


def test_publications_are_imported_as_drafts_with_their_clock(clerk, calendar_2026):
    text = (
        "信息名称,生成日期,关键词,公开形式,主题分类\n环评批复,2026年9月1日,环评；批复,网站,其他\n"
    )
    text = text.replace("网站", "website").replace("其他", "other")
    address = send(clerk, text, model="publication")["Location"]
    assert clerk.client.post(address).status_code == 302
    document = Publication.objects.get()
    assert (document.state, document.keywords) == ("draft", ["环评", "批复"])
    assert document.due_on is not None
    assert document.created_by == clerk.official
