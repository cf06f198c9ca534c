"""Limits count a network, in fixed windows, and keep no address."""

from unittest.mock import patch

import pytest
import time_machine
from django.core.cache import cache

from catalogs.rate_limits import HOUR, MINUTE, Limit, TooOften, client_address, count

LIMITS = (Limit(3, HOUR),)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(1_800_000_000 - 1_800_000_000 % HOUR, tick=False) as clock:
        yield clock


def often(times: int, address: str = "192.0.2.1", limits=LIMITS, action: str = "write") -> int:
    """Do it so often and return how many were let through."""
    done = 0
    for _n in range(times):
        try:
            count(action, address=address, limits=limits)
            done += 1
        except TooOften:
            continue
    return done


def test_one_too_many_is_refused_until_the_window_ends(clock):
    clock.shift(600)
    assert often(5) == 3
    with pytest.raises(TooOften) as refusal:
        count("write", address="192.0.2.1", limits=LIMITS)
    assert refusal.value.seconds == HOUR - 600
    clock.shift(HOUR - 600)
    assert often(1) == 1


def test_others_and_other_actions_are_counted_by_themselves():
    assert often(4) == 3
    assert often(1, address="192.0.2.2") == 1
    assert often(1, action="read") == 1


def test_the_tightest_of_several_limits_holds_and_the_longest_wait_is_told(clock):
    limits = (Limit(2, MINUTE), Limit(3, HOUR))
    assert often(2, limits=limits) == 2
    with pytest.raises(TooOften) as refusal:
        count("write", address="192.0.2.1", limits=limits)
    assert refusal.value.seconds == MINUTE
    clock.shift(MINUTE)
    with pytest.raises(TooOften) as refusal:
        count("write", address="192.0.2.1", limits=limits)
    assert refusal.value.seconds == HOUR - MINUTE


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("unix:", "unix:", True),
    ],
)
def test_an_ipv6_network_counts_as_one_address(first, second, same):
    assert often(3, address=first) == 3
    assert often(1, address=second) == (0 if same else 1)


def test_the_cache_does_not_hold_the_address():
    with patch.object(cache, "add", wraps=cache.add) as kept:
        often(1, address="203.0.113.77")
    assert kept.called
    assert "203.0.113.77" not in str(kept.call_args_list)


def test_only_as_many_proxies_are_believed_as_there_are(rf, settings):
    forged = rf.get("/", headers={"x-forwarded-for": "198.51.100.1, 192.0.2.9"})
    assert client_address(forged) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client_address(forged) == "192.0.2.9"
