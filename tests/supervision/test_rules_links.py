"""Rules of links and files: what the weekly check found is a finding until it is mended."""

from datetime import datetime, time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from catalogs import attaching, link_checking
from catalogs.models import Publication, ServiceItem
from supervision.models import Tally
from supervision.rules import links
from tests import factories
from tests.supervision.watching import (
    TODAY,
    Case,
    check_closes,
    check_does_not,
    check_opens,
    standing,
)

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime.combine(TODAY, time(22)))
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def checked(row, *, now=NOW):
    assert link_checking.check(now=now) is None
    return row


def document(body: str) -> Publication:
    return checked(factories.PublicationFactory(published=True, body=body))


def with_file(*, lost: bool) -> Publication:
    row = factories.PublicationFactory(published=True)
    attaching.attach(row, file=ContentFile(PDF), name="附件.pdf", actor=None)
    if lost:
        Path(row.attachments.get().file.path).unlink()
    return checked(row)


def put_back(row: Publication) -> None:
    path = Path(row.attachments.get().file.path)
    path.write_bytes(PDF)
    checked(row, now=NOW.replace(day=25))


def rewrite(row: Publication) -> None:
    Publication.objects.filter(pk=row.pk).update(body="[目录](/matters/)")
    checked(row)


def service(path: str) -> ServiceItem:
    return checked(
        factories.ServiceItemFactory(in_force=True, online_url=f"http://testserver{path}")
    )


def correct(row: ServiceItem) -> None:
    ServiceItem.objects.filter(pk=row.pk).update(online_url="http://testserver/services/")
    checked(row)


CASES = [
    Case(
        "document-link-broken",
        gap=lambda: document("[目录](/nowhere/)"),
        clean=lambda: document("[目录](/matters/)"),
        mend=rewrite,
    ),
    Case(
        "document-file-lost",
        gap=lambda: with_file(lost=True),
        clean=lambda: with_file(lost=False),
        mend=put_back,
    ),
    Case(
        "service-link-broken",
        gap=lambda: service("/nowhere/"),
        clean=lambda: service("/services/"),
        mend=correct,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_leads_nowhere_is_found(case, inspect):
    check_opens(case, inspect)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_leads_somewhere_is_examined_and_not_found(case, inspect):
    check_does_not(case, inspect)
    tally = Tally.objects.get(rule=case.rule, examined__gt=0)
    assert (tally.examined, tally.found) == (1, 0)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_mended_is_closed(case, inspect):
    check_closes(case, inspect)


def test_every_rule_of_links_has_its_case():
    assert [rule.code for rule in links.RULES] == [case.rule for case in CASES]


def test_a_lost_file_is_no_broken_link(inspect):
    with_file(lost=True)
    inspect(TODAY, rule="document-link-broken")
    assert standing("document-link-broken") == []


def test_a_withdrawn_document_owes_no_links(inspect):
    row = document("[目录](/nowhere/)")
    Publication.objects.filter(pk=row.pk).update(
        state="withdrawn", withdrawn_at=NOW, withdrawal_reason="有误。"
    )
    inspect(TODAY, rule="document-link-broken")
    assert standing("document-link-broken") == []
