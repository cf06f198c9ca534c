"""Tables of publications and departments: drafts with their clock, history, named bad cells."""

import pytest

from catalogs.models import Department, HistoryRow, Publication
from catalogs.resources.departments import DepartmentResource
from catalogs.resources.formats import FORMATS, TableFormat
from catalogs.resources.plans import Verdict
from catalogs.resources.publications import PublicationResource
from tests.catalogs.tables_of_tests import exported, plan_of, table
from tests.factories import (
    DepartmentFactory,
    MatterFactory,
    OfficialFactory,
    PublicationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return OfficialFactory()


@pytest.mark.parametrize("kind", list(FORMATS))
def test_an_export_of_publications_read_again_changes_nothing(clerk, kind):
    matter = MatterFactory(department=clerk.department)
    for trait in ({}, {"policy": True}, {"interpretation": True}, {"published": True}):
        PublicationFactory(department=clerk.department, matters=[matter], **trait)
    content = exported(PublicationResource, Publication.objects.all(), kind)
    dataset = TableFormat().create_dataset(content, filename="export")
    plan = PublicationResource(actor=clerk).plan(dataset)
    assert [(row.verdict, row.reasons) for row in plan.rows] == [(Verdict.SAME, [])] * 4


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        pytest.param("批复,2026-02-30,,", "生成日期", id="no-such-day"),
        pytest.param("批复,昨天,,", "生成日期", id="no-date"),
        pytest.param("批复,2026-02-03,电报,", "公开形式", id="unknown-form"),
        pytest.param("批复,2026-02-03,,M-0", "公开事项编码", id="foreign-matter"),
        pytest.param(",2026-02-03,,", "信息名称", id="no-title"),
    ],
)
def test_a_bad_cell_of_a_publication_is_named_by_its_column(clerk, cells, column):
    MatterFactory(code="M-0")
    text = f"信息名称,生成日期,公开形式,公开事项编码\n{cells}\n"
    row = plan_of(PublicationResource, text, clerk).rows[0]
    assert row.verdict == Verdict.BAD
    assert [reason for reason in row.reasons if reason.startswith(column)]


def test_a_published_document_is_not_changed_by_an_import(clerk):
    document = PublicationFactory(department=clerk.department, published=True)
    text = f"信息名称,生成日期,文号\n{document.title},{document.formed_on},改\n"
    assert plan_of(PublicationResource, text, clerk).rows[0].verdict == Verdict.BAD


def test_departments_are_added_and_changed_with_history():
    administrator = OfficialFactory(administrator=True)
    old = DepartmentFactory(code="BH-A", name="旧名")
    text = "部门编码,部门名称,类别\nBH-A,新名,政府工作部门\nBH-B,乙局,district_department\n"
    plan = plan_of(DepartmentResource, text, administrator)
    assert [row.verdict for row in plan.rows] == [Verdict.BAD, Verdict.NEW]
    text = text.replace("政府工作部门", "district_department")
    DepartmentResource(actor=administrator).apply(table(text))
    old.refresh_from_db()
    assert old.name == "新名"
    assert Department.objects.filter(code="BH-B").exists()
    assert HistoryRow.objects.of(old).get().changes == {"name": ["旧名", "新名"]}
