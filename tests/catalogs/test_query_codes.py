"""Query codes: readable, stored hashed, and of no use to who guesses."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from catalogs import query_codes
from catalogs.models import Reuse
from catalogs.query_codes import CodeRefused, TriesUsedUp, open_with_code

CODE = "ABCD-EFGH-JKMN"
HASHED = query_codes.hashed(CODE)
KNOWN, UNKNOWN = "SQ-2026-00001", "SQ-2026-99999"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def row():
    """Something that was sent in, whose code is known here."""
    return Reuse.objects.create(
        receipt_number=KNOWN,
        code_hash=HASHED,
        received_on=date(2026, 11, 24),
        created_at=datetime(2026, 11, 24, 1, tzinfo=UTC),
    )


def open_(code, *, number=KNOWN, address="192.0.2.1"):
    return open_with_code(Reuse.objects.all(), number, code, address=address)


def failures(tries, **where):
    """Try wrong codes one second apart and return what each met."""
    met = []
    with time_machine.travel(0, tick=False) as clock:
        for _n in range(tries):
            clock.shift(1)
            try:
                open_("WRONG-CODE", **where)
            except (CodeRefused, TriesUsedUp) as failure:
                met.append(type(failure).__name__)
    return met


def test_a_code_is_readable_and_never_the_same():
    codes = {query_codes.new_code() for _n in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4, 4, 4]
        assert set(code) - {"-"} <= set(query_codes.ALPHABET)
    assert not set("01ILO") & set(query_codes.ALPHABET)


def test_the_stored_hash_is_salted_and_does_not_hold_the_code():
    first, second = query_codes.hashed(CODE), query_codes.hashed(CODE)
    assert first != second
    assert "ABCD" not in first
    assert query_codes.check(CODE, first)
    assert not query_codes.check("ABCD-EFGH-JKMP", first)


@pytest.mark.parametrize("typed", ["abcdefghjkmn", " abcd efgh jkmn ", "ABCD-EFGH-JKMN"])
def test_the_right_code_opens_however_it_is_typed(typed, row):
    assert open_(typed, number=" sq-2026-00001 ") == row


@pytest.mark.parametrize("code", ["", "-", "   ", "0000"])
def test_nothing_opens_a_row_without_a_code(code):
    assert not query_codes.check(code, "")


def test_a_number_that_does_not_exist_meets_the_same_words_and_the_same_work(monkeypatch):
    verified = []
    real = PBKDF2PasswordHasher.verify
    monkeypatch.setattr(
        PBKDF2PasswordHasher,
        "verify",
        lambda self, code, stored: (
            verified.append(stored.split("$")[1]) or real(self, code, stored)
        ),
    )
    words = set()
    for number in (KNOWN, UNKNOWN):
        with pytest.raises(CodeRefused) as refusal:
            open_("WRNG-WRNG-WRNG", number=number)
        words.add(str(refusal.value))
    assert len(words) == 1
    assert verified == [str(query_codes.ROUNDS)] * 2


@pytest.mark.parametrize("number", [KNOWN, UNKNOWN], ids=["existing", "not existing"])
def test_wrong_tries_are_slowed_and_then_locked_whether_or_not_the_number_exists(number):
    # The third wrong try sets a wait of five seconds, the fourth one of thirty.
    assert failures(10, number=number) == [
        *["CodeRefused"] * 3,
        *["TriesUsedUp"] * 4,
        "CodeRefused",
        *["TriesUsedUp"] * 2,
    ]


def test_the_right_code_is_refused_while_locked_and_opens_after_the_window(monkeypatch, row):
    monkeypatch.setattr(query_codes, "WAITS_BY_NUMBER", {5: query_codes.WINDOW_SECONDS})
    with time_machine.travel(0, tick=False) as clock:
        for _n in range(5):
            with pytest.raises(CodeRefused):
                open_("WRNG-WRNG-WRNG")
        with pytest.raises(TriesUsedUp) as refusal:
            open_(CODE)
        assert 0 < refusal.value.seconds <= query_codes.WINDOW_SECONDS + 1
        clock.shift(query_codes.WINDOW_SECONDS + 1)
        assert open_(CODE) == row


def test_an_address_that_tries_many_numbers_is_locked_and_others_are_not(row):
    met = []
    for n in range(25):
        met += failures(1, number=f"SQ-2026-{n:05d}", address="192.0.2.9")
    assert met.count("TriesUsedUp") >= 5
    assert open_(CODE, address="192.0.2.10") == row


def test_tries_at_the_same_moment_count_before_they_are_looked_at(monkeypatch):
    """Six tries that all passed the wait are six counts: the sixth is not looked at."""
    monkeypatch.setattr(query_codes, "_check_waits", lambda number, address: None)
    for _n in range(5):
        with pytest.raises(CodeRefused):
            open_("WRNG-WRNG-WRNG")
    with pytest.raises(TriesUsedUp):
        open_(CODE)


def test_a_right_code_forgets_the_wrong_tries_before_it(row):
    for _round in range(3):
        with pytest.raises(CodeRefused):
            open_("WRNG-WRNG-WRNG")
        with pytest.raises(CodeRefused):
            open_("WRNG-WRNG-WRNG")
        assert open_(CODE) == row
