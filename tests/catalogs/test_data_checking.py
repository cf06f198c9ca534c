"""What one reading of a data file finds: types, rows that do not fit, numbers of persons."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from catalogs import data_checking
from catalogs.data_checking import Examined, Fault, examine, places_told, sentence_of
from catalogs.data_enums import ColumnType
from catalogs.data_files import read_data

# Of nobody: the number that the standard itself gives as an example, and one that does not check.
IDENTITY = "11010519491231002X"
NO_IDENTITY = "110105194912310021"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def examined(text: str, **types: ColumnType) -> Examined:
    return examine(read_data(io.BytesIO(text.encode()), name="list.csv"), types=types)


def test_types_are_found_and_compared_with_those_given():
    found = examined(
        "code,n,day\n007,1,20260131\n008,2.5,20260201\n", n=ColumnType.INTEGER, other="date"
    )
    assert found.found == [ColumnType.TEXT, ColumnType.NUMBER, ColumnType.INTEGER]
    assert found.chosen == [ColumnType.TEXT, ColumnType.INTEGER, ColumnType.INTEGER]
    assert found.faults == [Fault(3, "n", "2.5", ColumnType.INTEGER)]
    assert found.dated == ["day"]
    assert found.day_writings == {}
    assert found.sample == [["007", "1", "20260131"], ["008", "2.5", "20260201"]]
    assert found.row_count == 2


def test_how_each_column_of_days_is_written_is_told_over_all_rows(monkeypatch):
    monkeypatch.setattr(data_checking, "_BATCH", 2)
    found = examined(
        "a,b,c,d,e\n"
        "2026/1/31,2026-01-31,20260131,2026/1/31,\n"
        "2026/2/1,2026-02-01,20260201,2026/2/1,\n"
        "2026年2月2日,2026-02-02 09:30,20260202,none,2026.02.03\n",
        c=ColumnType.DATE,
    )
    assert found.found == ["date", "datetime", "integer", "text", "date"]
    assert found.day_writings == {
        "a": ["characters", "slashes"],
        "b": ["iso"],
        "c": ["digits"],
        "e": ["points"],
    }
    assert found.faults == []


def test_a_day_that_is_none_is_a_fault_that_says_how_to_write_it():
    found = examined("day\n2026/2/30\n2026年2月1日\n3/5/2026\n", day=ColumnType.DATE)
    assert [(fault.row, fault.value) for fault in found.faults] == [
        (2, "2026/2/30"),
        (4, "3/5/2026"),
    ]
    assert "year first" in sentence_of(found.faults[0].kind)


def test_a_number_of_more_digits_than_programs_keep_is_a_fault_where_numbers_are_chosen():
    text = "n\n1.5\n0.1234567890123456029\n"
    assert examined(text).found == [ColumnType.TEXT]
    [fault] = examined(text, n=ColumnType.NUMBER).faults
    assert (fault.row, fault.value) == (3, "0.1234567890123456029")
    assert "at most 15 digits" in sentence_of(fault.kind)


def test_a_row_that_is_none_is_a_fault_at_its_number():
    found = examined("a,b\n1,2\n1,2,3\na,b\n")
    assert [(fault.row, fault.kind) for fault in found.faults] == [(3, "exceeded"), (4, "repeated")]
    assert found.fault_counts == {"": 2}


def test_only_the_first_faults_are_kept_and_all_are_counted(monkeypatch):
    monkeypatch.setattr(data_checking, "MOST_FAULTS", 3)
    monkeypatch.setattr(data_checking, "_BATCH", 4)
    found = examined("a\n" + "x\n" * 10, a=ColumnType.INTEGER)
    assert [fault.row for fault in found.faults] == [2, 3, 4]
    assert found.fault_count == 10


def test_types_are_found_over_all_rows_and_not_over_a_sample(monkeypatch):
    monkeypatch.setattr(data_checking, "_BATCH", 4)
    assert examined("a\n" + "1\n" * 50 + "A1\n").found == [ColumnType.TEXT]
    assert examined("a\n" + "1\n" * 50).found == [ColumnType.INTEGER]


def test_a_file_of_a_header_alone_is_refused():
    with pytest.raises(ValidationError, match="no rows"):
        examined("a,b\n")


@pytest.mark.parametrize("kind", [*ColumnType, "exceeded", "repeated", "lost"])
def test_every_fault_has_a_sentence(kind):
    if kind != ColumnType.TEXT:
        assert sentence_of(kind).endswith(".")


@pytest.mark.parametrize(
    "cell",
    [
        IDENTITY,
        f"身份证：{IDENTITY.lower()}。",
        "13912345678",
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111　1111　1111　1111",
        "４１１１１１１１１１１１１１１１",
        "１３９１２３４５６７８",
        *("138-1234-5678", "138 1234 5678", "1381 234 5678", "138—1234—5678", "138-12345678"),
        *("+86 13812345678", "+8613812345678", "008613812345678", "86-138-1234-5678"),
        *("110105 19491231 002X", "110105-1949-1231-002X", "1101 0519 4912 3100 2X"),
        *("110105491231002", "证号320211 800229 123", "6222020200000000006", "1.13912345678"),
        "6222 0202 0000 0000 006",
    ],
)
def test_identity_telephone_and_card_numbers_are_found_and_told_masked(cell):
    found = examined(f"name,note\n甲,\n乙,{cell}\n")
    [place] = found.places
    assert (place.row, place.column) == (3, "note")
    assert "*" in place.number
    assert "Row 3, note" in places_told(found.places)
    assert cell not in places_told(found.places)


@pytest.mark.parametrize(
    "cell",
    [
        *("0510-85178000", "12345", "4111111111111112", "91320211MA1XXXXX1X"),
        *("2026-11-24", "320211001", NO_IDENTITY, "2026-01-31 09:30:00"),
        # Figures with decimals, codes, an impossible day of birth, an unknown issuer.
        *("0.666666666666667", "0.411111111111111", "0.4111111111111111", "4111111111111111.5"),
        *("0.110105491231002", "110105491331002", "990105491231002", "320211000123456"),
        *("JS-138-2026-0001", "138-2026-0001-02", "A4111111111111111", "3200000000000000003"),
        *("110105 19491231 0021", "411111111111111"),
    ],
)
def test_office_telephones_codes_and_days_are_no_personal_numbers(cell):
    assert examined(f"name,note\n乙,{cell}\n").places == []


def test_the_report_does_not_repeat_the_number_of_a_person():
    found = examined("beds\n本人13912345678\n", beds=ColumnType.INTEGER)
    assert found.faults[0].value == "本人139****5678"
    found = examined("beds\n本人１３９１２３４５６７８\n", beds=ColumnType.INTEGER)
    assert found.faults[0].value == "本人139****5678"


def test_personal_numbers_are_counted_over_all_rows(monkeypatch):
    monkeypatch.setattr(data_checking, "MOST_PLACES", 2)
    found = examined("tel\n" + "13912345678\n" * 5)
    assert (len(found.places), found.place_count) == (2, 5)
