"""Moments in addresses, as they arrive."""

import re

_LOST_PLUS = re.compile(r"(:\d\d(?:\.\d+)?) (?=\d\d:\d\d$)")


def with_plus(moment: str) -> str:
    """Return ``moment`` with the plus of its offset, which arrives as a space if not escaped."""
    return _LOST_PLUS.sub(r"\1+", moment)
