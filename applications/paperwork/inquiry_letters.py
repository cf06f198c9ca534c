"""Letters to others than the applicant, who is not named in them."""

from applications.enums import Outcome
from applications.models import Application, Inquiry
from applications.paperwork.legal_remedies import remedies_of
from applications.paperwork.letter import chinese_day, lines
from applications.paperwork.wording import DECREE, DECREE_FIRST, ERASED, asked
from catalogs.models import Department

_OPINION = (
    ("意见", "□同意公开　　□不同意公开　　□部分同意公开"),
    ("理由及依据", ""),
    ("签名或者盖章", ""),
    ("日期", "　　　　年　　　月　　　日"),
)


def third_party_inquiry(
    application: Application, department: Department | None, about: Inquiry
) -> dict:
    """第三方意见征询书: whether the third party consents, within 15 working days (Art. 32)."""
    return {
        "title": "政府信息公开第三方意见征询书",
        "addressee": about.addressee or ERASED,
        "paragraphs": (
            f"本机关收到公民、法人或者其他组织提出的政府信息公开申请，申请公开{asked(application)}。"
            "经审查，该信息公开可能损害你方合法权益。",
            *lines(about.question),
            f"根据{DECREE_FIRST}第三十二条的规定，现书面征求你方意见。请自收到本征询书之日起十五个"
            f"工作日内（{_until(about)}）提出书面意见；不同意公开的，请说明理由。",
            "逾期未提出意见的，由本机关依照《条例》的规定决定是否公开。你方不同意公开且有合理理由的，"
            "本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并将"
            "决定公开的政府信息内容和理由书面告知你方。",
        ),
        "blanks_title": "第三方意见回执",
        "blanks": _OPINION,
    }


def agency_consultation(
    application: Application, department: Department | None, about: Inquiry
) -> dict:
    """征求意见函: another agency's opinion, within 15 working days (Art. 11 and 34)."""
    return {
        "title": "关于征求政府信息公开意见的函",
        "addressee": about.agency.name if about.agency else about.agency_name,
        "paragraphs": (
            f"本机关收到政府信息公开申请（登记编号：{application.receipt_number}），申请公开"
            f"{asked(application)}。该信息涉及贵单位。",
            *lines(about.question),
            f"根据{DECREE_FIRST}第十一条、第三十四条的规定，现就是否公开征求贵单位意见。请自收到本函"
            f"之日起十五个工作日内（{_until(about)}）函复；不同意公开或者部分公开的，请说明理由并"
            "附法律依据。逾期未提出意见的，视为同意公开。",
            "特此致函。",
        ),
        "blanks_title": "征求意见回执",
        "blanks": _OPINION,
    }


def third_party_decision(
    application: Application, department: Department | None, about: Inquiry
) -> dict:
    """第三方告知书: what is disclosed against the objection, and why (Art. 32)."""
    extent = "部分公开" if application.outcome == Outcome.PARTLY else "予以公开"
    return {
        "title": "政府信息公开决定告知书（第三方）",
        "addressee": about.addressee or ERASED,
        "paragraphs": (
            f"本机关于{chinese_day(about.sent_on)}就申请公开{asked(application)}一事书面征求你方意见，"
            f"你方于{chinese_day(about.answered_on)}表示不同意公开。",
            f"经审查，根据{DECREE}第十五条、第三十二条的规定，本机关决定对该政府信息{extent}，"
            "理由如下：",
            *lines(about.override_reason),
            "特此告知。",
        ),
        "remedies": remedies_of(department),
    }


def _until(inquiry: Inquiry) -> str:
    return f"截至{chinese_day(inquiry.due_on)}"
