"""Rules of completeness of documents, and of the columns of fields and departments."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from catalogs import attaching
from catalogs.enums import DepartmentKind
from catalogs.models import Department, Field, Publication
from supervision.models import Tally
from supervision.offices import supervising_office
from supervision.rules import records
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
RECORD = {"keywords": ["环评"], "forms": ["website"], "summary": "摘要。"}
CONTACT = {
    "address": "金融街1号",
    "telephone": "0510-85100000",
    "office_hours": "9:00至17:00",
    "email": "office@example.org",
}


def document(**columns) -> Publication:
    if "field" not in columns:
        columns["field"] = factories.FieldFactory()
    return factories.PublicationFactory(published=True, **{**RECORD, **columns})


def change(**columns):
    """Return what writes columns of a row."""
    return lambda row: type(row).objects.filter(pk=row.pk).update(**columns)


def office(**columns) -> Department:
    """The one department there is, with other columns."""
    row = supervising_office()
    change(**columns)(row)
    return row


def of_matter(*, covers: bool) -> Publication:
    matter = factories.MatterFactory(in_force=True)
    row = document(matters=[matter])
    row.elements.set(matter.elements.all() if covers else [])
    return row


def pilot_field() -> Field:
    return factories.FieldFactory(is_pilot=True)


CASES = [
    Case(
        "document-record-incomplete",
        gap=lambda: document(keywords=[]),
        clean=document,
        mend=change(keywords=["环评"]),
    ),
    Case(
        "document-without-content",
        gap=lambda: document(body=""),
        clean=document,
        mend=change(body="全文。"),
    ),
    Case(
        "document-without-matter",
        gap=document,
        clean=lambda: of_matter(covers=True),
        mend=lambda row: row.matters.add(factories.MatterFactory(in_force=True)),
    ),
    Case(
        "document-without-elements",
        gap=lambda: of_matter(covers=False),
        clean=lambda: of_matter(covers=True),
        mend=lambda row: row.elements.set(row.matters.get().elements.all()[:1]),
    ),
    Case(
        "field-without-documents",
        gap=pilot_field,
        clean=lambda: document(field=pilot_field()),
        mend=lambda row: document(field=row),
    ),
    Case(
        "department-without-documents",
        gap=supervising_office,
        clean=lambda: document(department=supervising_office()),
        mend=lambda row: document(department=row),
    ),
    Case(
        "department-contact-incomplete",
        gap=lambda: office(**{**CONTACT, "email": ""}),
        clean=lambda: office(**CONTACT),
        mend=change(email="office@example.org"),
    ),
    Case(
        "department-without-guide",
        gap=lambda: office(disclosure_guide=""),
        clean=lambda: office(disclosure_guide="申请指南。"),
        mend=change(disclosure_guide="申请指南。"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_gap_is_found(case, inspect):
    check_opens(case, inspect)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_lacks_nothing_is_examined_and_not_found(case, inspect):
    check_does_not(case, inspect)
    tally = Tally.objects.get(rule=case.rule, examined__gt=0)
    assert (tally.examined, tally.found) == (1, 0)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_mended_is_closed(case, inspect):
    check_closes(case, inspect)


def test_every_rule_of_records_has_its_case():
    assert [rule.code for rule in records.RULES] == [case.rule for case in CASES]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"field": None}, True),
        ({"field": None, "policy": True, "valid_from": date(2026, 9, 1)}, False),
        ({"forms": []}, True),
        ({"summary": ""}, False),
        ({"document_number": ""}, False),
        ({"policy": True}, True),
        ({"policy": True, "valid_from": date(2026, 9, 1)}, False),
        ({"policy": True, "valid_from": date(2026, 9, 1), "document_number": ""}, True),
    ],
)
def test_which_parts_of_a_record_are_mandatory(columns, found, inspect):
    document(**columns)
    inspect(TODAY, rule="document-record-incomplete")
    assert bool(standing("document-record-incomplete")) is found


def test_drafts_and_withdrawn_documents_are_not_examined(inspect):
    factories.PublicationFactory(body="", keywords=[])
    factories.PublicationFactory(withdrawn=True, body="", keywords=[])
    for rule in ("document-record-incomplete", "document-without-content"):
        inspect(TODAY, rule=rule)
        assert standing(rule) == []


def test_a_file_or_an_address_on_another_site_is_content(inspect):
    document(body="", media_address="https://media.example.org/1")
    with_file = document(body="x")
    attaching.attach(with_file, file=ContentFile("编号,名称\n".encode()), name="表.csv", actor=None)
    change(body="")(with_file)
    inspect(TODAY, rule="document-without-content")
    assert standing("document-without-content") == []


def test_policies_and_interpretations_need_no_matter(inspect):
    document(policy=True)
    document(interpretation=True)
    inspect(TODAY, rule="document-without-matter")
    assert standing("document-without-matter") == []


def test_a_document_of_a_matter_without_elements_has_none_to_cover(inspect):
    document(matters=[factories.MatterFactory(in_force=True, elements=[])])
    inspect(TODAY, rule="document-without-elements")
    assert standing("document-without-elements") == []


def test_an_empty_field_is_the_offices_and_fields_beyond_the_pilot_may_be_empty(inspect, office):
    row = pilot_field()
    factories.FieldFactory()
    inspect(TODAY, rule="field-without-documents")
    (finding,) = standing("field-without-documents")
    assert (finding.target, finding.field, finding.department) == (row, row, office)


def test_a_field_whose_documents_are_not_public_any_more_is_empty(inspect):
    row = pilot_field()
    factories.PublicationFactory(withdrawn=True, field=row)
    document(field=row, publicity_term="fixed_term", public_until=date(2026, 11, 23))
    inspect(TODAY, rule="field-without-documents")
    assert [finding.target for finding in standing("field-without-documents")] == [row]


@pytest.mark.parametrize("part", CONTACT)
def test_each_part_of_the_contact_is_mandatory(part, inspect):
    row = office(**{**CONTACT, part: ""})
    inspect(TODAY, rule="department-contact-incomplete")
    (finding,) = standing("department-contact-incomplete")
    assert (finding.target, finding.department, finding.field) == (row, row, None)


def test_only_units_of_the_district_that_answer_are_examined(inspect):
    office(disclosure_guide="申请指南。")
    factories.DepartmentFactory(organization_code="")
    factories.DepartmentFactory(kind=DepartmentKind.PROVINCIAL_DEPARTMENT)
    factories.DepartmentFactory(is_active=False)
    inspect(TODAY, rule="department-without-guide")
    assert standing("department-without-guide") == []
