"""Letters to the applicant under way: correction, extension, fee, delivery."""

from applications.enums import FeeBasis
from applications.models import Application, Correction, ExtensionRequest, FeeNotice
from applications.paperwork.letter import chinese_day, lines
from applications.paperwork.wording import (
    DECREE,
    DECREE_FIRST,
    FEE_RULE,
    WAYS,
    addressee,
    due_day,
    opening,
    you,
)
from catalogs.models import Department, Official

QUANTITIES = {FeeBasis.ITEM: ("按件", "件"), FeeBasis.PAGE: ("按量", "页")}


def correction(application: Application, department: Department | None, about: Correction) -> dict:
    """补正告知书: once, what to correct and by when (Art. 30)."""
    return {
        "title": "政府信息公开申请补正告知书",
        "addressee": addressee(application),
        "paragraphs": (
            opening(application),
            f"经审查，{you(application)}的申请内容不明确，不符合{DECREE_FIRST}第二十九条第二款的"
            "规定。根据《条例》第三十条的规定，现一次性告知需要补正的事项如下：",
            *lines(about.what),
            f"请于{chinese_day(about.due_on)}前（含当日）补正。答复期限自本机关收到补正的申请之日"
            "起计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
        ),
    }


def extension(
    application: Application, department: Department | None, about: ExtensionRequest
) -> dict:
    """延期答复告知书: by how many working days, to which day (Art. 33)."""
    return {
        "title": "政府信息公开申请延期答复告知书",
        "addressee": addressee(application),
        "paragraphs": (
            opening(application),
            f"因{_reason(about.reason)}，本机关无法在规定期限内作出答复。根据{DECREE}第三十三条"
            "第二款的规定，经政府信息公开工作机构负责人同意，"
            f"延长答复期限{about.days}个工作日，将于{due_day(application)}前（含当日）作出答复。",
            "特此告知。",
        ),
    }


def fee(application: Application, department: Department | None, about: FeeNotice) -> dict:
    """收费通知: basis, quantity and amount of the fee, and by when it is paid (Art. 42)."""
    basis, unit = QUANTITIES[about.basis]
    return {
        "title": "政府信息公开信息处理费收费通知",
        "addressee": addressee(application),
        "facts": (
            ("计收方式", basis),
            ("计收数量", f"{about.quantity}{unit}"),
            ("收费金额", f"人民币{about.amount}元"),
            ("缴费期限", f"{chinese_day(about.due_on)}前（含当日）"),
        ),
        "paragraphs": (
            opening(application),
            f"{you(application)}申请公开政府信息的数量、频次明显超过合理范围。根据{DECREE}第四十二条"
            f"和{FEE_RULE}的规定，本机关依法收取信息处理费。",
            f"请自收到本通知次日起三十日内缴费。{you(application)}逾期未缴纳的，视为放弃申请，本机关"
            "不再处理该政府信息公开申请。答复期限自缴费完成次日起重新计算。",
            "对收取信息处理费的决定有异议的，不能单独就该决定申请行政复议或者提起行政诉讼；可以在"
            "缴费期满后，就本机关不再处理该政府信息公开申请的决定依法申请行政复议或者提起行政诉讼。",
        ),
    }


def delivery(application: Application, department: Department | None, about: Official) -> dict:
    """送达回证: what was delivered, to whom, how and when; signed by who receives it."""
    answered = application.papers.answers().last()
    name = answered.letter.name if answered else "政府信息公开申请答复"
    return {
        "title": "政府信息公开申请送达回证",
        "addressee": "",
        "facts": (
            ("登记编号", application.receipt_number),
            ("受送达人", addressee(application)),
            ("送达文书", name),
            ("送达方式", WAYS[application.delivery_way]),
            ("送达日期", chinese_day(application.delivered_on)),
            ("送达人", str(about)),
        ),
        "paragraphs": (),
        "blanks_title": "签收",
        "blanks": (
            ("受送达人签名或者盖章", ""),
            ("签收日期", "　　　　年　　　月　　　日"),
            ("代收人及与受送达人的关系", ""),
            ("备注", ""),
        ),
    }


def _reason(text: str) -> str:
    """Return a reason as part of a sentence: “因…，”."""
    return "；".join(lines(text)).rstrip("。；，. ").removeprefix("因")
