"""Every wording of the standard catalogue means what it says, and nothing is guessed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs.time_limits import (
    LimitKind,
    ParsedLimit,
    Reading,
    describe,
    is_ditto,
    parse_time_limit,
)
from tests.catalogs.catalogue_limits import ABOVE_THE_DITTO, AT_ONCE, CATALOGUE, UNREAD


def read(wording: str) -> Reading:
    return parse_time_limit(wording, previous=ABOVE_THE_DITTO)


@pytest.mark.parametrize(("wording", "limits", "saving"), [row[1:] for row in CATALOGUE])
def test_each_wording_of_the_catalogue_means_what_it_says(wording, limits, saving):
    reading = read(wording)

    assert reading.limits == limits
    assert reading.saving_clause is saving
    assert reading.original == wording
    assert reading.readable is (limits not in {(), (UNREAD,)})


def test_at_least_95_percent_of_the_rows_that_have_a_wording_are_read():
    worded = [(rows, wording) for rows, wording, *_rest in CATALOGUE if wording]
    total = sum(rows for rows, _wording in worded)
    readable = sum(rows for rows, wording in worded if read(wording).readable)

    assert total == 298
    assert sum(rows for rows, *_rest in CATALOGUE) == 308
    assert readable / total >= 0.95
    # Even with the ten blank cells counted as not read.
    assert readable / 308 >= 0.95


@pytest.mark.parametrize("blank", ["", "  ", "\n\u3000", "-", "——", "/"])
def test_a_blank_cell_is_missing(blank):
    assert parse_time_limit(blank).missing
    assert not parse_time_limit(blank).readable


@pytest.mark.parametrize("ditto", ["同上", " 同 上。", "〃"])
def test_ditto_takes_the_wording_above_and_keeps_its_own_text(ditto):
    reading = parse_time_limit(ditto, previous="及时公开")

    assert is_ditto(ditto)
    assert reading.limits == (AT_ONCE,)
    assert (reading.original, reading.wording) == (ditto, "及时公开")


@pytest.mark.parametrize("above", [None, "", "同上"])
def test_ditto_without_a_wording_above_is_not_readable(above):
    assert parse_time_limit("同上", previous=above).limits == (UNREAD,)


def test_a_saving_clause_alone_leaves_the_limit_to_the_law():
    reading = parse_time_limit("法律、法规另有规定的，从其规定。")

    assert reading.limits == (ParsedLimit(LimitKind.AS_LAW_PRESCRIBES),)
    assert reading.saving_clause


PIECES = (
    *("信息", "形成", "变更", "之日起", "20", "十五", "个", "工作日", "日", "内", "公开", "及时"),
    *("长期", "动态调整", "同上", "每年", "每季度", "终了后", "月", "31", "前", "至少", "1次"),
    *("/", "(", ")", ";", "。", ",", ":", "1.", "处罚决定", "批准后", "提前", "其中", "其他"),
    *("应自", "作出", "从其规定", "另有规定的"),
)


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_text_makes_the_reader_fail(text):
    reading = parse_time_limit(text, previous=text)

    assert reading.readable is bool(
        reading.limits and all(limit.kind is not LimitKind.UNREADABLE for limit in reading.limits)
    )
    assert all(describe(limit) for limit in reading.limits)


FULL_WIDTH = str.maketrans("0123456789;,:()./", "０１２３４５６７８９；，：（）．／")


@given(
    st.sampled_from([row[1] for row in CATALOGUE]),
    st.randoms(use_true_random=False),
)
def test_blanks_and_full_width_signs_do_not_change_the_reading(wording: str, luck: random.Random):
    plain = parse_time_limit(wording, previous=ABOVE_THE_DITTO)
    noisy = "".join(
        (char.translate(FULL_WIDTH) if luck.random() < 0.5 else char)
        + luck.choice(["", "", " ", "\u3000", "\n", "\u200b"])
        for char in wording
    )

    again = parse_time_limit(noisy, previous=ABOVE_THE_DITTO)

    assert (again.limits, again.saving_clause) == (plain.limits, plain.saving_clause)
