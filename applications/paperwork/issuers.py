"""Who writes a letter: its name, the mark of its numbers, its contact, and who reviews its acts."""

import re

from django.conf import settings

from applications.enums import PaperKind
from catalogs.enums import DepartmentKind
from catalogs.models import Department

DISTRICT_GOVERNMENT = "无锡市滨湖区人民政府"
CITY_GOVERNMENT = "无锡市人民政府"
# 代字 of the government itself and of its office, which answers for it.
GOVERNMENT_MARK = "滨政"
LONGEST_MARK = 8
# The word after the number, by which the letters of one application are told apart.
NUMBER_WORDS: dict[str, str] = {
    PaperKind.RECEIPT: "回执",
    PaperKind.TRANSFER: "转办",
    PaperKind.CORRECTION: "补正",
    PaperKind.EXTENSION: "延期",
    PaperKind.THIRD_PARTY_INQUIRY: "征询",
    PaperKind.AGENCY_CONSULTATION: "征求意见函",
    PaperKind.FEE: "收费",
    PaperKind.ANSWER: "告知书",
    PaperKind.THIRD_PARTY_DECISION: "第三方告知书",
    PaperKind.CLOSED_UNCORRECTED: "不再处理",
    PaperKind.CLOSED_UNPAID: "不再处理",
    PaperKind.WITHDRAWAL: "撤回",
    PaperKind.DELIVERY: "送达回证",
}
_GOVERNMENTS = (DepartmentKind.GOVERNMENT, DepartmentKind.GOVERNMENT_OFFICE)
_PLACES = re.compile(r"^(无锡市)?(滨湖区|滨湖|区|市)?")
_KINDS = re.compile(
    r"(滨湖分局|委员会办公室|办公室|办事处|街道办事处|街道|委员会|管理局|局|委|中心)$"
)


def name_of(department: Department | None) -> str:
    """Return the name a letter is signed with; without a department the disclosure office's."""
    return department.name if department else settings.ORGANISER


def mark_of(department: Department | None) -> str:
    """Return the mark (代字) of a department's numbers: 滨财政 for 区财政局."""
    if department is None or department.kind in _GOVERNMENTS:
        return GOVERNMENT_MARK
    short = _PLACES.sub("", department.short_name or department.name)
    return f"滨{_KINDS.sub('', short) or short}"[:LONGEST_MARK]


def number_of(kind: str, *, mark: str, year: int, serial: int) -> str:
    """Return the number of a letter: 滨政公开〔2026〕第12号—告知书."""
    return f"{mark}公开〔{year}〕第{serial}号—{NUMBER_WORDS[kind]}"


def contact_of(department: Department | None) -> tuple[str, ...]:
    """Return the lines of how the issuing department is reached."""
    office = (settings.CONTACT_ADDRESS, settings.CONTACT_PHONE, settings.CONTACT_EMAIL)
    own = (department.address, department.telephone, department.email) if department else office
    names = ("联系地址", "联系电话", "电子邮箱")
    parts = own if any(own) else office
    return tuple(f"{name}：{part}" for name, part in zip(names, parts, strict=True) if part)


def reviewing_authority(department: Department | None) -> str:
    """Return whom a reconsideration is asked of (Administrative Reconsideration Law, Art. 24-27).

    A department's acts: the government of its level; a government's own: the one above it; a
    branch of a city department: the city's government; the tax offices: the one above.
    """
    if department is None:
        return DISTRICT_GOVERNMENT
    if "税务" in department.name:
        return "上一级税务机关"
    if department.name.startswith("无锡市") and department.name.endswith("分局"):
        return CITY_GOVERNMENT
    if department.kind == DepartmentKind.GOVERNMENT and department.parent is None:
        return CITY_GOVERNMENT
    above = department.parent
    while above is not None and above.kind != DepartmentKind.GOVERNMENT:
        above = above.parent
    if above is None:
        return DISTRICT_GOVERNMENT
    return DISTRICT_GOVERNMENT if above.name in DISTRICT_GOVERNMENT else above.name
