"""The annual report: its three tables, their balance, and a real report as test vector."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from applications.annual_report import annual_report, enter_figures
from applications.annual_tables import (
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    HANDLED,
    NEW,
    RESULTS,
    ROWS,
    ApplicationTable,
    RemedyTable,
)
from applications.enums import ApplicantKind, Outcome, RemedyKind, RemedyResult
from applications.models import Application, Remedy
from catalogs import publishing
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, moment
from tests.factories import DepartmentFactory, OfficialFactory, PublicationFactory

SAMPLE = json.loads(
    (Path(__file__).parent / "data" / "annual_report_sample.json").read_text(encoding="utf-8")
)


def sample_rows() -> dict[str, tuple[int, ...]]:
    """The rows of the real report by our codes: "1_new" is 1, "3.7_total" is 3.7."""
    return {key.split("_")[0]: tuple(cells) for key, cells in SAMPLE["table3"].items()}


def by_kind(cells) -> dict[str, int]:
    return dict(zip(ApplicantKind.values, cells, strict=False))


def real_table(changed=None) -> ApplicationTable:
    rows = sample_rows() | (changed or {})
    return ApplicationTable.of(
        new=by_kind(rows[NEW]),
        carried_in=by_kind(rows[CARRIED_IN]),
        results={code: by_kind(rows[code]) for code in RESULTS},
        carried_out=by_kind(rows[CARRIED_OUT]),
    )


def test_the_table_computes_every_cell_of_a_real_report_and_balances():
    table = real_table()
    assert dict(table.cells) == sample_rows()
    assert table.imbalances() == []
    assert [code for code, _label, _cells in table.rows()] == list(ROWS)
    assert len(COLUMNS) == len(table.cells[NEW]) == 7


@pytest.mark.parametrize("code", [NEW, CARRIED_IN, CARRIED_OUT, *RESULTS])
def test_one_application_too_many_in_any_row_is_found(code):
    rows = sample_rows()
    changed = (rows[code][0] + 1, *rows[code][1:])
    table = real_table({code: changed})
    assert not table.balances
    assert f"1+2=3.7+4/{COLUMNS[0]}" in table.imbalances()


def test_a_total_that_does_not_add_up_is_found():
    cells = dict(real_table().cells)
    cells["3.1"] = (*cells["3.1"][:-1], cells["3.1"][-1] - 1)
    assert ApplicationTable(cells).imbalances() == ["3.7/total", "3.1/total"]


def test_the_remedies_of_a_real_report_add_up():
    codes = {"review": "reconsideration", "suit_direct": "suit_direct"}
    codes["suit_after_review"] = "suit_after"
    counts = {
        (codes[kind], result): count
        for kind, results in SAMPLE["table4"].items()
        for result, count in results.items()
        if result != "total"
    }
    table = RemedyTable.of(counts)
    assert table.cells["reconsideration"] == (376, 97, 196, 121, 790)
    assert table.cells["suit_after"] == (74, 1, 30, 51, 156)
    assert table.imbalances() == []


def test_the_codes_of_the_outcomes_are_the_rows_of_the_form():
    assert set(sample_rows()) == set(ROWS)
    assert tuple(Outcome.values) == RESULTS


@pytest.fixture
def department(calendar):
    """Two received before 2026, one of them answered in it; in 2026 two more of two kinds."""
    department = DepartmentFactory()
    own = {"department": department}
    ApplicationFactory(
        answered=True, received_on=date(2025, 12, 1), concluded_on=date(2025, 12, 20), **own
    )
    ApplicationFactory(
        answered=True, received_on=date(2025, 12, 31), concluded_on=date(2026, 1, 20), **own
    )
    ApplicationFactory(examining=True, received_on=date(2025, 12, 30), **own)
    ApplicationFactory(
        answered=True,
        by_organisation=True,
        outcome=Outcome.NOT_HELD,
        received_on=date(2026, 12, 31),
        concluded_on=date(2026, 12, 31),
        **own,
    )
    ApplicationFactory(closed_uncorrected=True, **own)
    ApplicationFactory(examining=True, received_on=date(2027, 1, 1), **own)
    ApplicationFactory(received_on=date(2026, 6, 1))
    return department


@pytest.mark.django_db
def test_the_applications_of_a_department_are_counted_and_balance(department):
    table = annual_report(2026, department=department).applications
    person, enterprise = COLUMNS.index("person"), COLUMNS.index("enterprise")
    assert table.cells[NEW] == (1, 1, 0, 0, 0, 0, 2)
    assert table.cells[CARRIED_IN] == (2, 0, 0, 0, 0, 0, 2)
    assert table.cells["3.1"][person] == 1
    assert table.cells["3.4.1"][enterprise] == 1
    assert table.cells["3.6.1"][person] == 1
    assert table.cells[HANDLED][-1] == 3
    assert table.cells[CARRIED_OUT] == (1, 0, 0, 0, 0, 0, 1)
    assert table.balances


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_the_district_counts_what_no_department_has_yet_and_years_join(department, year):
    report, following = annual_report(year), annual_report(year + 1)
    assert report.balances
    assert report.applications.cells[CARRIED_OUT] == following.applications.cells[CARRIED_IN]
    if year == 2026:
        assert report.applications.cells[NEW][-1] == 3


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_applications(
    department, django_assert_num_queries
):
    annual_report(2026)
    with django_assert_num_queries(10):
        annual_report(2026)
    ApplicationFactory.create_batch(30, answered=True)
    with django_assert_num_queries(10):
        assert annual_report(2026).applications.cells["3.1"][-1] == 31


@pytest.mark.django_db
def test_a_remedy_counts_in_the_year_of_its_result_and_is_pending_until_then(calendar):
    application = ApplicationFactory(
        answered=True, received_on=date(2025, 6, 2), concluded_on=date(2025, 6, 20)
    )
    suit = {"kind": RemedyKind.SUIT_DIRECT, "authority": "法院", "application": application}
    Remedy.objects.create(
        filed_on=date(2025, 7, 1), decided_on=date(2026, 2, 1), result=RemedyResult.UPHELD, **suit
    )
    Remedy.objects.create(filed_on=date(2026, 7, 1), **suit)
    rows = {year: annual_report(year).remedies.cells["suit_direct"] for year in (2025, 2026, 2027)}
    assert rows == {2025: (0, 0, 0, 1, 1), 2026: (1, 0, 0, 1, 2), 2027: (0, 0, 0, 1, 1)}
    other = annual_report(2026, department=DepartmentFactory())
    assert other.remedies.cells["suit_direct"] == (0, 0, 0, 0, 0)


@pytest.mark.django_db
def test_the_first_table_joins_entered_figures_and_published_documents(calendar):
    clerk = OfficialFactory()
    own = {"department": clerk.department, "policy": True, "published": True}
    PublicationFactory(**own)
    repealed = PublicationFactory(**own)
    publishing.repeal(
        repealed,
        actor=OfficialFactory(reviewer=True, department=clerk.department),
        reason="已被替代",
        at=moment(date(2026, 10, 8)),
    )
    enter_figures(
        actor=clerk, department=clerk.department, year=2026, licences=120, charges=Decimal("3.50")
    )
    enter_figures(actor=clerk, department=clerk.department, year=2026, licences=125)
    table = annual_report(2026).disclosures
    assert table.normative_documents == (2, 1, 1)
    assert (table.licences, table.penalties, table.charges) == (125, 0, Decimal("3.50"))
    assert annual_report(2025).disclosures.licences == 0


@pytest.mark.django_db
def test_figures_are_entered_for_the_own_department_and_for_the_rows_of_the_form():
    clerk = OfficialFactory()
    with pytest.raises(MoveRefused):
        enter_figures(actor=clerk, department=DepartmentFactory(), year=2026, licences=1)
    with pytest.raises(ValidationError):
        enter_figures(actor=clerk, department=clerk.department, year=2026, medals=1)
    assert not Application.objects.exists()
