"""Invented people: nobody has such a name, telephone number or address.

No telephone number begins with 100000, and example.net belongs to nobody.
"""

SURNAMES = [
    "东郭",
    "南宫",
    "闻人",
    "濮阳",
    "淳于",
    "澹台",
    "宗政",
    "赫连",
    "钟离",
    "令狐",
    "轩辕",
    "司徒",
]
GIVEN = [
    "示一",
    "示二",
    "例文",
    "例安",
    "拟然",
    "拟清",
    "试言",
    "试宁",
    "范举",
    "范和",
    "演明",
    "演真",
]


def name_of(serial: int) -> str:
    """Return the name of the person with this number."""
    return SURNAMES[serial % len(SURNAMES)] + GIVEN[serial // len(SURNAMES) % len(GIVEN)]


def contact_of(serial: int, box: str) -> dict[str, str]:
    """Return telephone, email (its name begins with ``box``) and address of that person."""
    return {
        "telephone": f"100000{serial:05}",
        "email": f"{box}{serial}@example.net",
        "address": f"无锡市滨湖区虚构路{serial}号",
    }
