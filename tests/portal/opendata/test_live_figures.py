"""The figures among the live datasets say what the public pages say."""

from datetime import date

import pytest

from applications import statistics as of_applications
from catalogs.enums import PublicationState
from catalogs.models import Publication
from feedback.enums import SubmissionKind
from feedback.models import SATISFIED_FROM, Submission, SubmissionRating
from portal.opendata.live.definitions import definitions
from portal.opendata.live.refreshing import Outcome
from supervision import scoreboard
from supervision.enums import Level
from supervision.models import Finding
from tests import factories
from tests.applications.factories import ApplicationFactory
from tests.feedback.factories import KnowledgeEntryFactory, SubmissionFactory
from tests.portal.opendata.live_rows import definition, office, pilot, refreshed, table
from tests.supervision.test_scoreboard import compared, finding, write

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def kept_by_the_office():
    office()


def test_applications_are_counted_as_the_annual_report_counts_them():
    department = factories.DepartmentFactory(name="滨湖区环境保护局")
    ApplicationFactory(delivered=True, department=department)
    ApplicationFactory(registered=True, department=department)
    assert refreshed("disclosure-figures", TODAY) == Outcome.CREATED

    rows = table("disclosure-figures")
    year = of_applications.years(TODAY)[-1]
    report = of_applications.statistics(year, today=TODAY).report
    whole = {row["row"]: int(row["total"]) for row in rows if row["department"] == "全区"}
    cells = report.applications.cells
    assert whole == {code: cells[code][-1] for code in whole}
    assert whole["1"] == 2
    of_department = {row["row"]: row["total"] for row in rows if row["department"] != "全区"}
    assert of_department == {code: str(number) for code, number in whole.items()}
    assert {row["department"] for row in rows} == {"全区", department.name}


def test_interaction_is_counted_by_month_department_and_kind():
    department = factories.DepartmentFactory(name="滨湖区城市管理局")
    own = {"department": department, "kind": SubmissionKind.COMPLAINT}
    rated = SubmissionFactory(rated=True, **own)
    SubmissionRating.objects.update_or_create(
        submission=rated, defaults={"score": SATISFIED_FROM, "rated_on": TODAY}
    )
    SubmissionFactory(issued=True, **own)
    SubmissionFactory(not_accepted=True, **own)
    Submission.objects.filter(pk=rated.pk).update(working_days_taken=3)
    Submission.objects.update(received_on=date(2026, 10, 12))
    refreshed("interaction-figures", TODAY)

    (row,) = table("interaction-figures")
    assert row == {
        "month": "2026-10",
        "department": department.name,
        "kind": str(SubmissionKind.COMPLAINT.label),
        "received": "2",
        "answered": "1",
        "mean_days": "3.0",
        "rated": "1",
        "satisfied": "1",
    }


def test_scores_are_those_of_the_public_scoreboard_month_by_month():
    write(88)
    write(80, month=date(2026, 10, 1))
    good = factories.DepartmentFactory(name="滨湖区财政局")
    compared(96, department=good)
    compared(70, department=factories.DepartmentFactory(), examined=1)
    compared(91, field=pilot())
    refreshed("supervision-scores", TODAY)

    rows = table("supervision-scores")
    assert [(row["month"], row["kind"], row["name"], row["whole"]) for row in rows] == [
        ("2026-10", "全区", "全区", "80.0"),
        ("2026-11", "全区", "全区", "88.0"),
        ("2026-11", "部门", good.name, "96.0"),
        ("2026-11", "领域", "环境保护", "91.0"),
    ]
    board = scoreboard.board(today=TODAY)
    assert rows[2]["rank"] == str(board.departments[0].rank) == "1"
    assert rows[0]["rank"] == rows[0]["completeness"] == ""


def test_findings_are_those_everyone_may_read_and_name_no_row_that_is_not_public():
    shown = finding(title="事项甲")
    hidden = finding(title="张某的申请", rule="application-overdue")
    finding(level=Level.YELLOW, reddened_on=None)
    refreshed("supervision-findings", TODAY)

    rows = table("supervision-findings")
    assert len(rows) == Finding.objects.public(TODAY).count() == 2
    titles = {row["department"]: row["title"] for row in rows}
    assert titles == {shown.department.name: "事项甲", hidden.department.name: ""}
    assert {row["since"] for row in rows} == {"2020-01-08"}


def test_lists_and_knowledge_hold_each_public_entry_with_its_words():
    field = pilot()
    power = factories.PowerItemFactory(in_force=True, field=field)
    factories.GuideFactory(power=power)
    factories.PowerItemFactory(field=field)
    factories.PowerItemFactory(abolished=True, field=field)
    service = factories.ServiceItemFactory(in_force=True, field=field)
    matter = factories.MatterFactory(in_force=True, group__field=field)
    factories.MatterFactory(group__field=field)
    adjusted = factories.AdjustmentFactory(power=power)
    type(adjusted).objects.filter(pk=adjusted.pk).update(
        state="applied", applied_at=adjusted.created_at
    )
    entry = KnowledgeEntryFactory(published=True, published_on=date(2026, 1, 8), field=field)
    for code in ("powers", "services", "matters", "adjustments", "knowledge"):
        assert refreshed(code, TODAY) == Outcome.CREATED, code

    (row,) = table("powers")
    assert (row["code"], row["statutory_limit"], row["field"]) == (power.code, "20", "环境保护")
    assert row["category"] == "行政许可" or row["category"] == str(power.get_category_display())
    (row,) = table("services")
    assert (row["code"], row["content"]) == (service.code, service.content)
    (row,) = table("matters")
    assert (row["code"], row["elements"], row["county"]) == (matter.code, "2", "是")
    (row,) = table("adjustments")
    assert (row["code"], row["list"], row["basis"]) == (power.code, "权责清单", adjusted.basis)
    (row,) = table("knowledge")
    assert (row["question"], row["answer"]) == (entry.question, entry.plain_answer)


def test_the_columns_of_each_definition_match_its_rows():
    field = pilot()
    power = factories.PowerItemFactory(in_force=True, field=field)
    factories.ServiceItemFactory(in_force=True, field=field)
    factories.MatterFactory(in_force=True, group__field=field)
    factories.PublicationFactory(published=True, field=field)
    adjusted = factories.AdjustmentFactory(power=power)
    type(adjusted).objects.filter(pk=adjusted.pk).update(
        state="applied", applied_at=adjusted.created_at
    )
    KnowledgeEntryFactory(published=True, published_on=date(2026, 1, 8), field=field)
    ApplicationFactory(registered=True)
    SubmissionFactory(issued=True)
    write(88)
    finding()
    for row in definitions():
        lines = list(row.rows(TODAY))
        assert lines, row.code
        assert {len(line) for line in lines} == {len(row.columns)}, row.code


def test_a_hundred_documents_take_as_many_queries_as_one(django_assert_num_queries):
    field = pilot()
    factories.PublicationFactory(published=True, field=field)
    one = definition("publications-environment")
    with django_assert_num_queries(1):
        assert len(list(one.rows(TODAY))) == 1
    department = factories.DepartmentFactory()
    for _n in range(20):
        factories.PublicationFactory(published=True, field=field, department=department)
    with django_assert_num_queries(1):
        rows = list(one.rows(TODAY))
    assert len(rows) == Publication.objects.filter(state=PublicationState.PUBLISHED).count()
