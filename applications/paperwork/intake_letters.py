"""Letters of intake and of ending without an answer: receipt, transfer, closing, withdrawal."""

from applications.models import Application, Correction, FeeNotice
from applications.paperwork.legal_remedies import remedies_of
from applications.paperwork.letter import chinese_day
from applications.paperwork.wording import (
    APPLICANTS,
    CHANNELS,
    DECREE,
    FEE_RULE,
    FORMS,
    WAYS,
    addressee,
    due_day,
    opening,
    you,
)
from catalogs.models import Department


def receipt(application: Application, department: Department | None, about: None) -> dict:
    """登记回执: what was received, when, and by when the reply is due (Art. 31 and 33)."""
    facts = [
        ("登记编号", application.receipt_number),
        ("申请人", f"{addressee(application)}（{APPLICANTS[application.applicant_kind]}）"),
        ("申请方式", CHANNELS[application.channel]),
        ("收到申请之日", chinese_day(application.received_on)),
        ("信息名称", application.title),
        ("文号", application.document_number),
        ("其他特征描述", application.features),
        ("提供形式", FORMS[application.form_wanted]),
        ("获取方式", WAYS[application.way_wanted]),
        ("答复期限", due_day(application)),
    ]
    return {
        "title": "政府信息公开申请登记回执",
        "addressee": addressee(application),
        "facts": tuple((name, value) for name, value in facts if value),
        "paragraphs": (
            f"{you(application)}提出的政府信息公开申请已经登记。根据{DECREE}第三十一条、第三十三条"
            "的规定，本机关自收到申请之日起二十个工作日内予以答复；需要延长答复期限的，延长的期限"
            "最长不超过二十个工作日，并另行告知。征求第三方和其他机关意见所需时间不计算在内。",
            f"{you(application)}可以凭登记编号和查询码，在本平台查询办理进度、补正或者撤回申请。",
        ),
    }


def transfer(application: Application, department: Department | None, about: Department) -> dict:
    """转办告知书: which department handles the application from now on."""
    telephone = f"（联系电话：{about.telephone}）" if about.telephone else ""
    return {
        "title": "政府信息公开申请转办告知书",
        "addressee": addressee(application),
        "paragraphs": (
            opening(application),
            f"经审查，该申请由{about.name}{telephone}办理更为适当，现转由其办理并答复。"
            f"答复期限不因转办而重新计算{_still_due(application)}。",
            "特此告知。",
        ),
    }


def closed_uncorrected(
    application: Application, department: Department | None, about: Correction
) -> dict:
    """不再处理告知书: the correction did not come in time (Art. 30)."""
    return {
        "title": "政府信息公开申请不再处理告知书",
        "addressee": addressee(application),
        "paragraphs": (
            opening(application),
            f"本机关于{chinese_day(about.asked_on)}告知{you(application)}补正申请，补正期限至"
            f"{chinese_day(about.due_on)}。{you(application)}无正当理由逾期未补正。根据{DECREE}"
            "第三十条的规定，视为放弃申请，本机关不再处理该政府信息公开申请。",
            "如仍需获取相关政府信息，可以重新提出申请。",
        ),
        "remedies": remedies_of(department),
    }


def closed_unpaid(
    application: Application, department: Department | None, about: FeeNotice
) -> dict:
    """不再处理告知书: the fee was not paid in time."""
    return {
        "title": "政府信息公开申请不再处理告知书",
        "addressee": addressee(application),
        "paragraphs": (
            opening(application),
            f"本机关于{chinese_day(about.sent_on)}发出收费通知，缴费期限至"
            f"{chinese_day(about.due_on)}。{you(application)}逾期未缴纳信息处理费。根据{DECREE}"
            f"第四十二条和{FEE_RULE}的规定，视为放弃申请，本机关不再处理该政府信息公开申请。",
            "如仍需获取相关政府信息，可以重新提出申请。",
        ),
        "remedies": remedies_of(department),
    }


def withdrawal(application: Application, department: Department | None, about: None) -> dict:
    """撤回确认书: the applicant has given the application up."""
    return {
        "title": "政府信息公开申请撤回确认书",
        "addressee": addressee(application),
        "paragraphs": (
            opening(application),
            f"{you(application)}已于{chinese_day(application.concluded_on)}撤回该申请，本机关予以"
            "确认，不再继续处理。",
            "如仍需获取相关政府信息，可以重新提出申请。",
        ),
    }


def _still_due(application: Application) -> str:
    day = due_day(application)
    return f"，仍为{day}" if day else ""
