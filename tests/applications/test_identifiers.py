"""Numbers of persons and organisations: read as written, checked by their check digit."""

from datetime import date

import pytest

from applications.identifiers import compact, is_credit_code, is_identity_card

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("11010519491231002X", True),  # the example of GB 11643
        ("440524188001010014", True),  # the other example of GB 11643
        ("320211199003071230", True),
        ("320211199003071231", False),
        ("320211199002300000", False),  # the thirtieth of February
        ("32021119900307123", False),
        ("020211199003071230", False),
        ("11010519491231002x", False),  # compact() makes it a capital
        ("32021120990307123X", False),  # not yet born
        ("３２０２１１１９９００３０７１２３０", False),
        ("", False),
    ],
)
def test_an_identity_card_is_known_by_birthday_and_check_digit(number, right):
    assert is_identity_card(number, today=TODAY) is right


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("91350100M000100Y43", True),  # the example of GB 32100
        ("91320211MA1T3XT001", True),
        ("91320211MA1T3XT00X", False),
        ("91350100M000100Y4", False),
        ("91350100I000100Y43", False),  # I is not in the alphabet
        ("", False),
    ],
)
def test_a_credit_code_is_known_by_its_check_sign(code, right):
    assert is_credit_code(code) is right


@pytest.mark.parametrize(
    "typed",
    ["1101 0519 4912 3100 2x", "110105-19491231-002X", "１１０１０５１９４９１２３１００２ｘ"],
)
def test_spaces_dashes_width_and_case_do_not_matter(typed):
    assert compact(typed) == "11010519491231002X"


def test_a_single_changed_digit_is_always_found():
    number = "11010519491231002X"
    for place in (0, 5, 13, 16):
        for digit in "123456789":
            changed = number[:place] + digit + number[place + 1 :]
            assert is_identity_card(changed, today=TODAY) is (changed == number)
