"""Published is searchable at once, withdrawn is gone at once, and so for every list."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from catalogs import publishing
from catalogs.enums import AdjustmentState, DepartmentKind, EntryState, PublicationState
from catalogs.models import Publication
from portal.search.backend import get_backend
from portal.search.documents import documents
from portal.search.queries import Query
from portal.search.tasks import refresh
from tests.factories import (
    AdjustmentFactory,
    DepartmentFactory,
    FieldFactory,
    GuideFactory,
    MatterFactory,
    OfficialFactory,
    PowerItemFactory,
    PublicationFactory,
    ServiceItemFactory,
)

pytestmark = pytest.mark.django_db


def keys(text: str) -> list[str]:
    return [hit.key for hit in get_backend().search(Query(text)).hits]


def move(row, **values) -> None:
    """Write the state a verb would leave, past the verb; then tell search as verbs do."""
    type(row).objects.filter(pk=row.pk).update(**values)
    refresh(row._meta.label_lower, row.pk)


def test_an_entry_is_found_when_in_force_and_gone_when_abolished(indexed):
    service = ServiceItemFactory(name="公共自行车租借")
    indexed()
    assert keys("公共自行车租借") == []

    move(service, state=EntryState.IN_FORCE, effective_on=date(2026, 1, 2))
    assert keys("公共自行车租借") == [f"service:{service.pk}"]

    move(service, state=EntryState.ABOLISHED, abolished_on=date(2026, 2, 2))
    assert keys("公共自行车租借") == []


def test_a_document_is_found_when_published_and_gone_when_withdrawn(indexed):
    document = PublicationFactory(title="关于湿地保护的通告")
    indexed()

    move(
        document,
        state=PublicationState.PUBLISHED,
        index_number="000000001/2026-00001",
        issued_on=date(2026, 9, 10),
        published_at=timezone.now(),
    )
    assert keys("湿地保护") == [f"publication:{document.pk}"]

    move(
        document,
        state=PublicationState.WITHDRAWN,
        withdrawn_at=timezone.now(),
        withdrawal_reason="内容有误",
    )
    assert keys("湿地保护") == []


def test_the_verbs_themselves_tell_search(indexed, django_capture_on_commit_callbacks):
    document = PublicationFactory(published=True, title="关于古树名木保护的通告")
    office = OfficialFactory(reviewer=True, department=document.department)
    indexed()
    assert keys("古树名木") == [f"publication:{document.pk}"]

    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(document, actor=office, reason="内容有误", now=timezone.now())

    assert keys("古树名木") == []


def test_a_document_whose_limit_of_publicity_is_over_goes_with_the_next_rebuild(indexed, today):
    document = PublicationFactory(published=True, title="限期公示的名单")
    indexed()
    assert keys("限期公示") == [f"publication:{document.pk}"]

    Publication.objects.filter(pk=document.pk).update(
        publicity_term="fixed_term", public_until=date(2026, 11, 23)
    )
    indexed()

    assert keys("限期公示") == []


def test_drafts_scheduled_and_withdrawn_rows_are_in_no_index(today):
    ServiceItemFactory()
    MatterFactory()
    MatterFactory(abolished=True)
    PublicationFactory()
    PublicationFactory(withdrawn=True)
    PublicationFactory(
        state=PublicationState.SCHEDULED,
        index_number="000000001/2026-00009",
        scheduled_for=timezone.now() + timedelta(days=7),
    )
    AdjustmentFactory(state=AdjustmentState.APPROVED)

    kinds = {document.type for document in documents(today)}

    assert kinds == {"department", "field", "power"}  # the adjusted power is in force


def test_everything_public_has_one_document(today):
    power = PowerItemFactory(in_force=True)
    service = ServiceItemFactory(in_force=True)
    matter = MatterFactory(in_force=True)
    publication = PublicationFactory(published=True)
    adjustment = AdjustmentFactory(
        power=power, state=AdjustmentState.APPLIED, applied_at=timezone.now()
    )

    found = [document.key for document in documents(today)]

    assert {
        f"power:{power.pk}",
        f"service:{service.pk}",
        f"matter:{matter.pk}",
        f"publication:{publication.pk}",
        f"adjustment:{adjustment.pk}",
        f"field:{matter.field_id}",
        f"department:{matter.department_id}",
    } <= set(found)
    assert len(found) == len(set(found))


def test_the_standard_items_of_province_and_city_do_not_crowd_the_results(today):
    power = PowerItemFactory(in_force=True)

    powers = [document.key for document in documents(today) if document.type == "power"]

    assert powers == [f"power:{power.pk}"]


def test_every_part_of_a_row_is_searchable(indexed):
    guide = GuideFactory(power=PowerItemFactory(in_force=True), conditions="持有港澳通行证")
    guide.materials.create(position=1, name="结核菌素试验报告")
    guide.steps.create(position=1, name="现场踏勘")
    matter = MatterFactory(in_force=True, elements=["拟审批公示", "听证记录"])
    publication = PublicationFactory(
        published=True, keywords=["蓝藻治理"], body="## 太湖水质\n\n监测断面达标。"
    )
    department = DepartmentFactory(
        name="滨湖区水利局",
        kind=DepartmentKind.DISTRICT_DEPARTMENT,
        address="建筑西路500号",
        telephone="0510-81178110",
    )
    field = FieldFactory(name="水利工程", name_en="Water works")
    indexed()

    for words, key in {
        "港澳通行证": f"power:{guide.power_id}",
        "结核菌素": f"power:{guide.power_id}",
        "现场踏勘": f"power:{guide.power_id}",
        "听证记录": f"matter:{matter.pk}",
        "蓝藻治理": f"publication:{publication.pk}",
        "监测断面": f"publication:{publication.pk}",
        publication.index_number: f"publication:{publication.pk}",
        publication.document_number: f"publication:{publication.pk}",
        "建筑西路": f"department:{department.pk}",
        "81178110": f"department:{department.pk}",
        "water works": f"field:{field.pk}",
    }.items():
        assert keys(words)[0] == key, words


def test_a_row_of_a_model_that_is_not_searched_is_passed_over(indexed):
    indexed()

    refresh("catalogs.historyrow", 1)


def test_reading_the_rows_takes_as_many_queries_for_many_as_for_few(
    today, django_assert_max_num_queries
):
    for _ in range(3):
        GuideFactory(power=PowerItemFactory(in_force=True))
        MatterFactory(in_force=True)
        PublicationFactory(published=True)
    few = _queries(today)
    for _ in range(6):
        GuideFactory(power=PowerItemFactory(in_force=True))
        MatterFactory(in_force=True)
        PublicationFactory(published=True)

    with django_assert_max_num_queries(few):
        list(documents(today))


def _queries(today: date) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        list(documents(today))
    return len(captured)


def test_a_snippet_has_the_words_of_the_text_and_neither_markdown_nor_the_unit(indexed):
    PublicationFactory(
        published=True,
        title="水质公报",
        summary="",
        body="## 监测结果\n\n- **蓝藻** 未见[异常](https://example.org/a)\n\n|断面|结果|\n|---|---|\n",
    )
    indexed()

    (hit,) = get_backend().search(Query("蓝藻")).hits

    assert " ".join(hit.text.split()) == "监测结果 蓝藻 未见异常 断面 结果"
    assert get_backend().search(Query(f'"{hit.code}"')).total == 1
