"""Links of public documents and services: what is followed, and what is written down."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from catalogs import attaching, link_checking, markdown
from catalogs.models import CheckedLink, Publication, ServiceItem
from catalogs.models.checked_links import LinkFault, LinkKind
from catalogs.tasks import check_links
from tests import factories
from tests.servers.pages import HOST, PageServer

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime.combine(date(2026, 11, 22), time(22)))
WEEK = timedelta(days=7)
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


@pytest.fixture
def site(settings):
    settings.LINK_CHECK_PRIVATE_HOSTS = [HOST]
    settings.LINK_CHECK_PAUSE_SECONDS = 0
    settings.CHECK_OUTSIDE_LINKS = True
    server = PageServer()
    server.start()
    yield server
    server.stop()


def document(body: str = "", **columns) -> Publication:
    return factories.PublicationFactory(published=True, body=body, **columns)


def faults() -> dict[str, str]:
    """The fault of each checked address, by its path."""
    return {link.address.removeprefix("http://testserver"): link.fault for link in links()}


def links():
    return CheckedLink.objects.order_by("pk")


def test_the_links_of_a_text_are_those_its_reader_sees():
    text = "[甲](/a/) <https://b.example/> [丙][c] `[no](/no/)` <a href='/no'>\n\n[c]: /c/ 'x'"
    assert markdown.links(text) == ["/a/", "https://b.example/", "/c/"]


def test_a_page_of_this_site_is_asked_as_a_visitor_would():
    other = document()
    gone = factories.PublicationFactory(withdrawn=True)
    body = " ".join(
        f"[x]({path})"
        for path in (
            other.get_absolute_url(),
            gone.get_absolute_url(),
            "http://testserver/about/#part",
            "/about",
            "/nowhere/",
            "/desk/",
            "#part",
            "mailto:office@example.org",
        )
    )
    document(body=body)
    assert link_checking.check(now=NOW) is None
    assert faults() == {
        other.get_absolute_url(): "",
        gone.get_absolute_url(): LinkFault.NOT_FOUND,
        "/about/": "",
        "/about": "",
        "/nowhere/": LinkFault.NOT_FOUND,
        "/desk/": LinkFault.LOG_IN,
        Publication.objects.latest("pk").get_absolute_url(): "",
    }
    assert set(links().values_list("kind", flat=True)) == {LinkKind.PAGE}


def test_relative_links_are_read_from_the_address_of_the_document():
    document(body="[x](../../about/)")
    link_checking.check(now=NOW)
    assert faults() == {"/documents/about/": LinkFault.NOT_FOUND}


def test_pages_of_other_sites_are_asked_once_a_day(site):
    first = document(body=f"[x]({site.url}/status/404)", media_address=f"{site.url}/page")
    document(body=f"[x]({site.url}/page) [y]({site.url}/page#part)")
    link_checking.check(now=NOW)
    link_checking.check(now=NOW + timedelta(hours=23))
    assert [path for method, path in site.asked if method == "HEAD"] == ["/status/404", "/page"]
    assert CheckedLink.objects.broken().get().publication == first
    assert CheckedLink.objects.count() == 3


def test_pages_of_other_sites_are_left_alone_unless_the_installation_asks(site, settings):
    settings.CHECK_OUTSIDE_LINKS = False
    document(body=f"[x]({site.url}/page) [y](/about/)")
    link_checking.check(now=NOW)
    assert site.asked == []
    assert faults() == {"/about/": ""}


def test_what_was_checked_outside_is_forgotten_when_the_installation_stops(site, settings):
    document(body=f"[x]({site.url}/status/404)")
    link_checking.check(now=NOW)
    settings.CHECK_OUTSIDE_LINKS = False
    link_checking.check(now=NOW + WEEK)
    assert not CheckedLink.objects.exists()


def test_a_host_that_fails_once_is_broken_the_second_time_and_well_when_it_answers(site):
    row = document(body=f"[x]({site.url}/status/503)")
    link_checking.check(now=NOW)
    assert not CheckedLink.objects.broken().exists()
    assert not links().get().is_broken
    link_checking.check(now=NOW + WEEK)
    assert CheckedLink.objects.broken().get().failures == 2
    assert links().get().is_broken
    row.body = f"[x]({site.url}/page)"
    row.save()
    link_checking.check(now=NOW + 2 * WEEK)
    assert (links().get().fault, links().get().failures) == ("", 0)


def test_links_of_what_is_not_public_any_more_are_forgotten():
    row = document(body="[x](/nowhere/)")
    link_checking.check(now=NOW)
    Publication.objects.filter(pk=row.pk).update(
        publicity_term="fixed_term", public_until=date(2026, 11, 23)
    )
    link_checking.check(now=NOW + WEEK)
    assert not CheckedLink.objects.exists()


def test_a_link_to_a_file_of_this_site_is_followed_too():
    row = document()
    attaching.attach(row, file=ContentFile(PDF), name="附件.pdf", actor=None)
    path = row.attachments.get().get_absolute_url()
    other = document(body=f"[x]({path}) [y](/static/css/none.css)")
    link_checking.check(now=NOW)
    found = {link.address: link.fault for link in CheckedLink.objects.filter(publication=other)}
    assert found == {
        f"http://testserver{path}": "",
        "http://testserver/static/css/none.css": LinkFault.NOT_FOUND,
    }


def test_files_are_looked_for_and_their_checksum_is_counted_again():
    whole, lost, changed = (document() for _ in range(3))
    for number, row in enumerate((whole, lost, changed)):
        content = PDF + b"%" + str(number).encode()
        attaching.attach(row, file=ContentFile(content), name="附件.pdf", actor=None)
    Path(lost.attachments.get().file.path).unlink()
    Path(changed.attachments.get().file.path).write_bytes(PDF)
    link_checking.check(now=NOW)
    found = {link.publication: link.fault for link in CheckedLink.objects.files()}
    assert found == {whole: "", lost: LinkFault.FILE_LOST, changed: LinkFault.FILE_CHANGED}


def test_the_online_address_of_a_service_is_followed(site):
    service = factories.ServiceItemFactory(in_force=True, online_url=f"{site.url}/status/410")
    factories.ServiceItemFactory(online_url=f"{site.url}/page")
    link_checking.check(now=NOW)
    assert links().get().service == service
    assert ServiceItem.objects.with_broken_links().get() == service
    ServiceItem.objects.update(online_url="")
    link_checking.check(now=NOW + WEEK)
    assert not CheckedLink.objects.exists()


def test_chinese_hosts_and_paths_are_asked_in_letters_a_server_reads(settings):
    settings.CHECK_OUTSIDE_LINKS = True
    service = factories.ServiceItemFactory(online_url="https://无锡.中国:8443/办事/?q=证")
    (target,) = link_checking._targets_of_service(service)
    assert target is not None


def test_a_run_whose_time_is_over_is_taken_up_where_it_stopped():
    rows = [document(body=f"[x](/nowhere-{n}/)") for n in range(3)]
    assert link_checking.check(now=NOW, after=rows[0].pk, seconds=0) == rows[0].pk
    assert not CheckedLink.objects.exists()
    assert link_checking.check(now=NOW, after=rows[0].pk) is None
    assert {link.publication for link in links()} == set(rows[1:])


def test_the_task_goes_on_until_all_is_checked(monkeypatch):
    for n in range(5):
        document(body=f"[x](/nowhere-{n}/)")
    ticks = iter(range(10**6))
    # Each look at the clock costs a second: a task is over after a few links.
    monkeypatch.setattr(link_checking, "monotonic", lambda: next(ticks))
    monkeypatch.setattr(link_checking, "BUDGET_SECONDS", 3)
    check_links()
    assert CheckedLink.objects.count() == 5


def test_an_official_sees_which_links_of_a_document_are_at_fault(client):
    row = document(body="[x](/nowhere/?a=1&b=<b>) [y](/about/)")
    link_checking.check(now=NOW)
    client.force_login(factories.OfficialFactory(reviewer=True, department=row.department))
    page = client.get(reverse("admin:catalogs_publication_change", args=[row.pk]))
    text = page.content.decode()
    assert "http://testserver/nowhere/?a=1&amp;b=%3Cb%3E · " in text
    assert "http://testserver/about/ ·" not in text
