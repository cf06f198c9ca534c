"""The headers of official catalogue tables: a title above, and two rows flattened into one."""

from collections.abc import Sequence
from dataclasses import dataclass

# Group headers of the national template (2019) and the names that stand below them.
GROUPS: dict[str, tuple[str, ...]] = {
    "公开事项": ("一级事项", "二级事项", "三级事项"),
    "公开对象": ("全社会", "特定群体", "特定群众"),
    "公开方式": ("主动", "主动公开", "依申请", "依申请公开"),
    "公开层级": ("县级", "乡级", "区级", "市级", "镇级", "乡镇级", "街道级", "村级", "县(区)级"),
}
_OFFICIAL = frozenset(GROUPS) | {
    *("序号", "一级事项", "二级事项", "公开内容", "公开内容(要素)", "公开依据", "公开时限"),
    *("公开主体", "公开渠道和载体"),
}
_HEADER_WITHIN = 8
# The most lines above the rows: the titles, and a header of two lines.
TALLEST_HEADER = _HEADER_WITHIN + 1
_BELOW = frozenset(name for names in GROUPS.values() for name in names)
# Below these a second header row is blank, or repeats the name; a row of the table is neither.
_UNDIVIDED = frozenset({"公开内容", "公开内容(要素)", "公开依据", "公开时限", "公开主体"})


@dataclass(frozen=True, slots=True)
class HeaderHeight:
    """How many rows a title takes above the header, and how many the header itself."""

    title_rows: int
    header_rows: int


def header_height(rows: Sequence[Sequence[str]]) -> HeaderHeight:
    """Where the header of these rows (blank ones left out) begins and how many rows it has.

    A title is a single cell alone in its row, with a row of several cells following.
    """
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        if len({squeeze(name) for name in row} & _OFFICIAL) >= 3:
            return HeaderHeight(index, 2 if _has_second_row(rows, index) else 1)
    title = 0
    while title < min(3, len(rows) - 1) and sum(map(bool, rows[title])) == 1:
        if not any(sum(map(bool, row)) > 1 for row in rows[title + 1 : title + 4]):
            break
        title += 1
    return HeaderHeight(title, 2 if _has_second_row(rows, title) else 1)


def flatten_headers(rows: Sequence[Sequence[str]]) -> list[str]:
    """One name for each column: 公开事项 over 一级事项 becomes 公开事项/一级事项."""
    upper = [squeeze(name) for name in rows[0]]
    if len(rows) == 1:
        return upper
    lower = [squeeze(name) for name in rows[1]]
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    names, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = above or group
        if not below:
            names.append(above)
        else:
            # A merged cell over both rows repeats its name when it was filled in by hand.
            names.append(below if not group or group == below else f"{group}/{below}")
    return names


def squeeze(name: str) -> str:
    """A header without blanks inside Chinese words; between English words one stays."""
    words = name.replace("（", "(").replace("）", ")").split()
    return (" " if name.isascii() else "").join(words)


def _has_second_row(rows: Sequence[Sequence[str]], at: int) -> bool:
    if at + 1 >= len(rows):
        return False
    upper = [squeeze(name) for name in rows[at]]
    lower = [squeeze(name) for name in rows[at + 1]]
    if any(
        below and below != above
        for above, below in zip(upper, lower, strict=False)
        if above in _UNDIVIDED
    ):
        return False
    names = [name for name in lower if name]
    return bool(set(upper) & set(GROUPS)) and bool(set(names) & _BELOW) and len(names) <= 16
