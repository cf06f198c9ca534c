"""Words that several letters share: the law, the application spoken of, codes in Chinese."""

from applications.enums import ApplicantKind, Channel, FormWanted, Way
from applications.models import Application
from applications.paperwork.letter import chinese_day

DECREE = "《中华人民共和国政府信息公开条例》"
# The article cited again in the same letter.
THE_DECREE = "《条例》"
DECREE_FIRST = "《中华人民共和国政府信息公开条例》（以下简称《条例》）"
FEE_RULE = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
ERASED = "（已按规定删除）"

CHANNELS: dict[str, str] = {
    Channel.ONLINE: "网上申请",
    Channel.POST: "邮政寄送（签收）",
    Channel.LETTER: "平常信函",
    Channel.IN_PERSON: "当面提交",
    Channel.FAX: "传真",
}
APPLICANTS: dict[str, str] = {
    ApplicantKind.PERSON: "自然人",
    ApplicantKind.ENTERPRISE: "商业企业",
    ApplicantKind.RESEARCH: "科研机构",
    ApplicantKind.PUBLIC_BENEFIT: "社会公益组织",
    ApplicantKind.LEGAL_SERVICE: "法律服务机构",
    ApplicantKind.OTHER: "其他组织",
}
FORMS: dict[str, str] = {
    FormWanted.ELECTRONIC: "电子文本",
    FormWanted.PAPER: "纸质文本",
    FormWanted.DISC: "光盘或者其他载体",
    FormWanted.READING: "现场查阅、抄录",
}
WAYS: dict[str, str] = {
    Way.ONLINE: "凭查询码在本平台获取",
    Way.EMAIL: "电子邮件",
    Way.POST: "邮寄",
    Way.FAX: "传真",
    Way.PICK_UP: "自行领取",
    Way.ON_SITE: "现场查阅",
}


def you(application: Application) -> str:
    """Return how the applicant is spoken to: 您, or 你单位."""
    return "您" if application.is_person else "你单位"


def addressee(application: Application) -> str:
    """Return the applicant's name in full; it is decrypted here and kept encrypted."""
    return application.full_name or ERASED


def asked(application: Application) -> str:
    """Return what is applied for: “title” (document number)."""
    number = f"（文号：{application.document_number}）" if application.document_number else ""
    return f"“{application.title}”{number}"


def opening(application: Application) -> str:
    """Return the first sentence of a letter to the applicant: which application, and when."""
    return (
        f"本机关于{chinese_day(application.received_on)}收到{you(application)}提出的政府信息公开"
        f"申请（登记编号：{application.receipt_number}），申请公开{asked(application)}。"
    )


def due_day(application: Application) -> str:
    """Return by when the reply is due, and that it may move; empty while the clock stands."""
    if application.due_on is None:
        return ""
    doubt = "（暂定，以国务院办公厅公布的放假安排为准）" if application.due_provisional else ""
    return f"{chinese_day(application.due_on)}{doubt}"
