"""Receipt numbers: distinct and without gaps, whoever comes at the same moment."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from catalogs import receipts
from catalogs.models import ReceiptSequence
from tests.racing import race


@pytest.mark.django_db
def test_each_prefix_and_year_counts_for_itself():
    assert receipts.next_receipt_number("SQ", year=2026) == "SQ-2026-00001"
    assert receipts.next_receipt_number("SQ", year=2026) == "SQ-2026-00002"
    assert receipts.next_receipt_number("SQ", year=2027) == "SQ-2027-00001"
    assert receipts.next_receipt_number("LY", year=2026) == "LY-2026-00001"


@pytest.mark.django_db(transaction=True)
def test_a_number_of_a_transaction_that_fails_is_given_again():
    with transaction.atomic():
        receipts.next_receipt_number("SQ", year=2026)
        transaction.set_rollback(True)
    assert receipts.next_receipt_number("SQ", year=2026) == "SQ-2026-00001"


@pytest.mark.django_db
def test_a_year_whose_numbers_are_used_up_refuses():
    ReceiptSequence.objects.create(prefix="SQ", year=2026, last=receipts.LAST_SERIAL)
    with pytest.raises(ValidationError):
        receipts.next_receipt_number("SQ", year=2026)


@pytest.mark.parametrize("typed", ["sq-2026-00001", " SQ-2026 -00001\n", "SQ-2026-00001"])
def test_a_number_is_read_as_people_type_it(typed):
    assert receipts.normalised(typed) == "SQ-2026-00001"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_first_comers_at_the_same_moment_get_distinct_numbers():
    given = []

    def work():
        given.extend(receipts.next_receipt_number("SQ", year=2026) for _n in range(5))

    assert race(*[work] * 8) == ["done"] * 8
    assert sorted(given) == [f"SQ-2026-{n:05d}" for n in range(1, 41)]
