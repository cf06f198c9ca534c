"""The pages and files of documents: what is public, and what no longer is."""

import io

import pytest
from django.utils import timezone

from catalogs import attaching, publishing
from portal.search.rebuilding import rebuild
from tests import factories

pytestmark = pytest.mark.django_db

RECORD = [
    *("Index number", "Theme", "Genre", "Issuing department", "Formed on", "Issued on", "Title"),
    *("Document number", "Effectiveness", "Limit of publicity", "Period of validity"),
    *("Mode of publicity", "Range of publicity", "Forms of publicity", "Procedure of publicity"),
    *("Keywords", "Summary"),
]


def attach(document, content: bytes = b"a,b\r\n1,2\r\n", name: str = "附件 1.csv"):
    return attaching.attach(document, file=io.BytesIO(content), name=name, actor=None)


@pytest.fixture
def document():
    return factories.PublicationFactory(
        published=True,
        keywords=["机关", "措施"],
        forms=["website", "bulletin"],
        procedure="由部门制定，经审查后公开",
    )


def test_the_record_has_every_part_of_the_national_catalogue(client, document):
    response = client.get(f"/en{document.get_absolute_url()}")
    rows = {row["label"]: row["value"] for row in response.context["rows"]}
    assert list(rows) == RECORD
    assert rows["Index number"] == document.index_number
    assert rows["Keywords"] == "机关, 措施"
    assert rows["Forms of publicity"] == "Website, Government bulletin"
    assert rows["Formed on"] == "1 September 2026"


def test_a_document_with_a_term_shows_its_ends(client):
    document = factories.PublicationFactory(
        published=True,
        publicity_term="fixed_term",
        public_until="2027-12-31",
        valid_until="2027-06-30",
    )
    response = client.get(f"/en{document.get_absolute_url()}")
    rows = {row["label"]: row["value"] for row in response.context["rows"]}
    assert rows["Limit of publicity"] == "until 31 December 2027"
    assert rows["Period of validity"] == "until 30 June 2027"


def test_the_slash_of_an_index_number_is_part_of_the_address(client, document):
    assert document.get_absolute_url() == f"/documents/{document.index_number}/"
    assert client.get(f"/documents/{document.index_number}/").status_code == 200


def test_policy_and_interpretation_name_each_other(client):
    policy = factories.PublicationFactory(published=True, policy=True)
    interpretation = factories.PublicationFactory(published=True, interpretation=True)
    interpretation.interprets.add(policy)
    waiting = factories.PublicationFactory(interpretation=True, title="未发布的解读")
    waiting.interprets.add(policy)
    page = client.get(policy.get_absolute_url())
    assert interpretation.title in page.content.decode()
    assert "未发布的解读" not in page.content.decode()
    assert policy.title in client.get(interpretation.get_absolute_url()).content.decode()


def test_the_procedure_names_offices_and_no_persons(client):
    clerk = factories.OfficialFactory(first_name="张三")
    reviewer = factories.OfficialFactory(
        reviewer=True, department=clerk.department, first_name="李四"
    )
    document = publishing.create(
        actor=clerk,
        title="关于环评审批的公告",
        formed_on=timezone.localdate(),
        department=clerk.department,
        body="同意建设。",
    )
    publishing.submit(document, actor=clerk)
    publishing.return_(document, actor=reviewer, reason="请补充附件")
    publishing.submit(document, actor=clerk)
    publishing.approve(document, actor=reviewer)
    document = publishing.publish(document, actor=reviewer, now=timezone.now())
    response = client.get(f"/en{document.get_absolute_url()}")
    words = [event["what"] for event in response.context["events"]]
    assert words[0] == "Published"
    assert words[-1] == "Formed"
    assert "Reviewed and approved" in words
    page = response.content.decode()
    assert "张三" not in page
    assert "李四" not in page
    assert "请补充附件" not in page


def test_the_text_is_markdown_and_nothing_in_it_runs(client):
    document = factories.PublicationFactory(
        published=True,
        body="# 标题\n\n<script>alert(1)</script>\n\n[点](javascript:alert(1)) **重要**\n\n"
        '<img src=x onerror="alert(1)">',
        title='<img src=x onerror="alert(1)">',
        summary="<b>摘要</b>",
    )
    page = client.get(document.get_absolute_url()).content.decode()
    assert "<h2>标题</h2>" in page
    assert "<strong>重要</strong>" in page
    for bad in ("<script>alert", "<img src=x", 'href="javascript:', "<b>摘要"):
        assert bad not in page


@pytest.mark.parametrize("state", ["draft", "in_review", "returned"])
def test_a_document_before_publication_has_no_page(client, state):
    document = factories.PublicationFactory(state=state, index_number="000000009/2026-00009")
    assert client.get(f"/documents/{document.index_number}/").status_code == 404


def test_a_withdrawn_document_says_when_and_why_and_shows_nothing_of_itself(client):
    document = factories.PublicationFactory(
        withdrawn=True, title="内容有误的公告", body="正文内容", summary="摘要内容"
    )
    response = client.get(f"/en{document.get_absolute_url()}")
    page = response.content.decode()
    assert response.status_code == 410
    assert "It was withdrawn on 1 October 2026" in page
    assert "内容有误。" in page
    for hidden in ("内容有误的公告", "正文内容", "摘要内容"):
        assert hidden not in page


def test_a_document_whose_publicity_has_ended_is_gone(client):
    document = factories.PublicationFactory(
        published=True, publicity_term="fixed_term", public_until="2026-09-30"
    )
    response = client.get(f"/en{document.get_absolute_url()}")
    assert response.status_code == 410
    assert "30 September 2026" in response.content.decode()
    assert document.title not in response.content.decode()


def test_a_withdrawn_document_is_on_no_public_page(client, settings, tmp_path, today):
    """Every page that lists documents is asked; none knows the withdrawn one."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    matter = factories.MatterFactory(in_force=True)
    power = factories.PowerItemFactory(in_force=True)
    matter.powers.add(power)
    policy = factories.PublicationFactory(published=True, policy=True, department=matter.department)
    values = {
        "department": matter.department,
        "field": matter.field,
        "matters": [matter],
        "interpretation": True,
    }
    public = factories.PublicationFactory(published=True, title="仍然公开的解读", **values)
    gone = factories.PublicationFactory(withdrawn=True, title="已经撤回的解读", **values)
    for document in (public, gone):
        document.interprets.add(policy)
    rebuild(today=today)
    pages = [
        *("/", "/documents/", "/documents/?kind=interpretation", "/documents/?format=csv"),
        *(f"/documents/?matter={matter.code}", "/site-map/", "/sitemap-documents.xml"),
        *(matter.field.get_absolute_url(), matter.department.get_absolute_url()),
        *(power.get_absolute_url(), matter.get_absolute_url(), policy.get_absolute_url()),
        *("/search/?q=解读", "/search/?q=解读&sort=date"),
    ]
    for address in pages:
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        page = content.decode()
        assert response.status_code == 200
        assert gone.title not in page, address
        assert gone.index_number not in page, address
        if address != "/site-map/":
            assert public.title in page or public.index_number in page, address
    # These pages repeat the words asked for; the document itself must not be behind them.
    for words in (gone.title, gone.index_number):
        assert gone.get_absolute_url() not in client.get("/search/", {"q": words}).content.decode()
    suggested = client.get("/search/suggest/", {"q": "已经撤"}).json()
    assert gone.title not in str(suggested)


def test_an_attachment_is_sent_as_a_download_that_cannot_run(client, document):
    attachment = attach(document)
    response = client.get(attachment.get_absolute_url())
    assert b"".join(response.streaming_content) == b"a,b\r\n1,2\r\n"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "filename*=utf-8''%E9%99%84%E4%BB%B6%201.csv" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"].startswith("text/csv")
    page = client.get(document.get_absolute_url()).content.decode()
    assert attachment.checksum in page
    assert "附件 1.csv" in page


def test_an_attachment_already_held_is_not_sent_again(client, document):
    attachment = attach(document)
    response = client.get(
        attachment.get_absolute_url(), headers={"if-none-match": f'"{attachment.checksum}"'}
    )
    assert response.status_code == 304


@pytest.mark.parametrize("situation", ["draft", "withdrawn", "ended"])
def test_an_attachment_is_closed_when_its_document_is(client, situation):
    traits = {
        "draft": {},
        "withdrawn": {"withdrawn": True},
        "ended": {
            "published": True,
            "publicity_term": "fixed_term",
            "public_until": "2026-09-30",
        },
    }[situation]
    attachment = attach(factories.PublicationFactory(**traits))
    assert client.get(attachment.get_absolute_url()).status_code == 404


def test_an_attachment_opens_with_the_release_and_closes_with_the_withdrawal(client):
    document = factories.PublicationFactory(state="approved", index_number="000000007/2026-00007")
    attachment = attach(document)
    assert client.get(attachment.get_absolute_url()).status_code == 404
    reviewer = factories.OfficialFactory(reviewer=True, department=document.department)
    document = publishing.publish(document, actor=reviewer, now=timezone.now())
    response = client.get(attachment.get_absolute_url())
    assert response.status_code == 200
    assert b"".join(response.streaming_content)
    publishing.withdraw(document, actor=reviewer, reason="内容有误", now=timezone.now())
    assert client.get(attachment.get_absolute_url()).status_code == 404


def test_a_file_lost_from_the_disk_is_not_found(client, document):
    attachment = attach(document)
    attachment.file.storage.delete(attachment.file.name)
    assert client.get(attachment.get_absolute_url()).status_code == 404


def test_the_page_of_a_document_asks_equally_often_however_much_hangs_on_it(
    client, document, django_assert_num_queries
):
    def grow(total: int, start: int) -> None:
        document.matters.add(*factories.MatterFactory.create_batch(total, in_force=True))
        for number in range(start, start + total):
            attach(document, content=f"a,b\r\n{number},2\r\n".encode(), name=f"{number}.csv")
            interpretation = factories.PublicationFactory(published=True, interpretation=True)
            interpretation.interprets.add(document)

    grow(1, start=0)
    with django_assert_num_queries(8):
        client.get(document.get_absolute_url())
    grow(5, start=1)
    with django_assert_num_queries(8):
        client.get(document.get_absolute_url())
