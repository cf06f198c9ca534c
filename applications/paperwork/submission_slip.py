"""The slip of a submission (收件回执): number and query code on paper, and nobody's name."""

from datetime import date

from applications.models import Application
from applications.paperwork.issuers import name_of
from applications.paperwork.letter import Letter, chinese_day
from applications.paperwork.wording import due_day, you


def submission_slip(application: Application, *, code: str, address: str, today: date) -> Letter:
    """Return what the applicant takes away on submitting; ``address`` leads to the tracking page.

    The code stands in it, so it is made for the applicant only and kept nowhere.
    """
    who = you(application)
    return Letter(
        kind="submission_slip",
        title="政府信息公开申请收件回执",
        addressee="申请人",
        facts=(
            ("登记编号", application.receipt_number),
            ("查询码", code),
            ("提交日期", chinese_day(application.arrived_on)),
            ("答复期限", due_day(application)),
            ("查询地址", address),
        ),
        paragraphs=(
            f"本平台已经收到{who}提交的政府信息公开申请。政府信息公开工作机构登记后，将转交掌握该信息"
            "的部门办理；申请内容不明确的，自收到申请之日起七个工作日内一次性告知补正。",
            f"请{who}妥善保管登记编号和查询码，凭此查询办理进度、获取答复，也可以补正或者撤回申请。"
            "查询码不在其他地方保存，遗失后无法找回。",
        ),
        signature=name_of(None),
        dated_on=today,
    )
