"""The letter of answer: one wording for each outcome, by the article that grounds it."""

import re
from dataclasses import dataclass

from applications.enums import AnswerVariant, FilePurpose, Outcome
from applications.models import Application
from applications.paperwork.legal_remedies import REFUSALS
from applications.paperwork.letter import lines
from applications.paperwork.wording import DECREE_FIRST, opening, you

# The dots of a proposed sentence, a line to write on, a bracket with nothing in it.
_BLANK = re.compile(r"…|\.{3,}|[_＿]{2,}|[×X]{3,}|[（(〔【《“]\s*[）)〕】》”]")


@dataclass(frozen=True, slots=True)
class Wording:
    """Title, article and legal sentence of an answer; ``draft`` is proposed to the drafter.

    ``{you}`` stands for the applicant.
    """

    title: str
    article: str
    decides: str
    draft: str


def _refusal(article: str, says: str) -> Wording:
    return Wording(
        "政府信息不予公开告知书",
        f"{article}和第三十六条第（三）项",
        f"{says}。本机关决定不予公开，理由如下：",
        "经审查，{you}申请公开的信息属于……，理由是……。",
    )


_SECRET = "第十四条"
_INTERNAL = "行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息，可以不予公开"
_PROCESS = (
    "行政机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息"
    "以及行政执法案卷信息，可以不予公开"
)
_NOT_PROCESSED = "政府信息公开申请不予处理告知书"

WORDINGS: dict[str, Wording] = {
    Outcome.DISCLOSED: Wording(
        "政府信息予以公开告知书",
        "第三十六条第（二）项",
        "{you}申请公开的政府信息可以公开，本机关予以公开，并按要求的形式提供：",
        "现将{you}申请公开的信息提供给{you}，详见附件。",
    ),
    AnswerVariant.ALREADY_PUBLIC: Wording(
        "政府信息已主动公开告知书",
        "第三十六条第（一）项",
        "{you}申请公开的政府信息已经主动公开，现将获取该政府信息的方式、途径告知如下：",
        "{you}可以通过……查阅、下载该信息。",
    ),
    Outcome.PARTLY: Wording(
        "政府信息部分公开告知书",
        "第三十六条第（三）项和第三十七条",
        "{you}申请公开的信息中含有不应当公开或者不属于政府信息的内容，但是能够作区分处理。本机关"
        "提供可以公开的内容，对其余内容不予公开，并说明理由如下：",
        "予以公开的内容详见附件。其中……部分不予公开，依据是《条例》第……条，理由是……。",
    ),
    Outcome.STATE_SECRET: _refusal(_SECRET, "依法确定为国家秘密的政府信息，不予公开"),
    Outcome.FORBIDDEN: _refusal(_SECRET, "法律、行政法规禁止公开的政府信息，不予公开"),
    Outcome.SECURITY: _refusal(
        _SECRET, "公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息，不予公开"
    ),
    Outcome.THIRD_PARTY: _refusal(
        "第十五条",
        "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开",
    ),
    Outcome.INTERNAL: _refusal("第十六条第一款", _INTERNAL),
    Outcome.PROCESS: _refusal("第十六条第二款", _PROCESS),
    Outcome.CASE_FILE: _refusal("第十六条第二款", _PROCESS),
    Outcome.REGISTER: Wording(
        "政府信息公开申请告知书（行政查询事项）",
        "第三十六条第（七）项",
        "{you}申请公开的信息属于工商、不动产登记资料等信息，有关法律、行政法规对信息的获取有特别"
        "规定，请依照有关法律、行政法规的规定办理：",
        "根据《……》第……条的规定，{you}可以到……查询。",
    ),
    Outcome.NOT_HELD: Wording(
        "政府信息不存在告知书",
        "第三十六条第（四）项",
        "经检索，本机关没有{you}所申请公开的信息，该政府信息不存在：",
        "本机关检索了……，未发现{you}申请公开的信息。",
    ),
    AnswerVariant.OTHER_AGENCY: Wording(
        "非本机关负责公开告知书",
        "第三十六条第（五）项",
        "{you}申请公开的信息不属于本机关负责公开，理由如下：",
        "该信息由……制作（保存），不属于本机关的职责范围。",
    ),
    Outcome.NOT_MADE: Wording(
        "政府信息公开申请告知书（需另行制作）",
        "第三十八条",
        "行政机关向申请人提供的信息，应当是已制作或者获取的政府信息。{you}申请公开的信息没有现成"
        "信息，需要对现有政府信息进行加工、分析，本机关不予提供：",
        "本机关现有……，未形成{you}所要求的信息。",
    ),
    Outcome.STILL_UNCLEAR: Wording(
        "政府信息公开申请告知书（补正后仍不明确）",
        "第二十九条第二款、第三十条",
        "{you}的申请经补正后，申请内容仍不明确，本机关无法据此提供政府信息：",
        "补正后的申请仍未……，无法确定所指向的政府信息。",
    ),
    Outcome.PETITION: Wording(
        _NOT_PROCESSED,
        "第三十九条第一款",
        "{you}以政府信息公开申请的形式进行信访、投诉、举报等活动，本机关不作为政府信息公开申请"
        "处理，{you}可以通过相应渠道提出：",
        "{you}反映的问题可以向……提出。",
    ),
    Outcome.REPEATED: Wording(
        "政府信息公开申请不予重复处理告知书",
        "第三十六条第（六）项",
        "本机关已就{you}提出的政府信息公开申请作出答复，{you}重复申请公开相同政府信息，本机关不予"
        "重复处理：",
        "本机关已于……年……月……日以……号告知书作出答复。",
    ),
    Outcome.PUBLICATION: Wording(
        _NOT_PROCESSED,
        "第三十九条第二款",
        "{you}的申请内容为要求行政机关提供政府公报、报刊、书籍等公开出版物，本机关不作为政府信息"
        "公开申请处理，现将获取的途径告知如下：",
        "{you}可以到……查阅或者购买。",
    ),
    Outcome.MASSIVE: Wording(
        _NOT_PROCESSED,
        "第三十五条",
        "{you}申请公开政府信息的数量、频次明显超过合理范围。本机关认为{you}说明的申请理由不合理，"
        "不予处理：",
        "{you}自……以来提出申请……件，……。",
    ),
    Outcome.CONFIRMATION: Wording(
        _NOT_PROCESSED,
        "第三十六条第（六）项、第三十八条",
        "{you}要求本机关对{you}已经获取的政府信息予以确认或者重新出具，不属于政府信息公开申请的"
        "处理范围，本机关不予处理：",
        "{you}已经于……取得该信息。",
    ),
    Outcome.OTHER: Wording(
        "政府信息公开申请告知书",
        "第三十六条",
        "本机关对{you}的申请答复如下：",
        "……",
    ),
}


def wording_of(outcome: str, variant: str = "") -> Wording:
    """Return the wording of an answer; a variant of the outcome has its own."""
    return WORDINGS[variant or outcome]


def proposed_answer(application: Application, outcome: str, variant: str = "") -> str:
    """Return the text a drafter begins with; the dots are to be filled in."""
    return wording_of(outcome, variant).draft.format(you=you(application))


def has_blanks(answer: str) -> bool:
    """Say whether something is still to be filled in: dots, a line, an empty bracket."""
    return bool(_BLANK.search(answer))


def answer_parts(application: Application) -> dict:
    """Return title, paragraphs and enclosures of the answer that was drafted."""
    wording = wording_of(application.outcome, application.answer_variant)
    decides = wording.decides.format(you=you(application))
    paragraphs = [
        opening(application),
        f"经审查，根据{DECREE_FIRST}{wording.article}的规定，{decides}",
        *lines(application.answer),
    ]
    if application.right_agency:
        paragraphs.append(
            f"负责公开该信息的行政机关及其联系方式：{application.right_agency}。建议向其提出申请。"
        )
    if application.outcome in REFUSALS:
        paragraphs.append("特此告知。")
    files = application.files.filter(purpose=FilePurpose.ANSWER).order_by("pk")
    return {
        "title": wording.title,
        "paragraphs": tuple(paragraphs),
        "enclosures": tuple(file.name for file in files),
    }
