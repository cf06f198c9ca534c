"""Every letter of the procedure: who writes it, what it says, by which article, which remedy."""

from datetime import date

import pytest

from applications import closing, handling, receiving
from applications.enums import PAPERS_TO_OTHERS, Channel, Outcome, PaperKind
from applications.paperwork.letters import BUILDERS
from catalogs.history import HistoryRow
from catalogs.workflow import MoveRefused
from tests.applications.factories import (
    ASKED,
    PERSON,
    RECEIVED_ON,
    ApplicationFactory,
    moment,
    office,
)
from tests.applications.paper_cases import CASES, THIRD_PARTY, TODAY, examined, of_kind
from tests.factories import DepartmentFactory, OfficialFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

# Title and what the law asks each letter to say; written by hand from Decree 711.
SAYS = {
    PaperKind.RECEIPT: (
        "政府信息公开申请登记回执",
        ["第三十一条", "2026年11月2日", "2026年11月30日"],
    ),
    PaperKind.TRANSFER: ("政府信息公开申请转办告知书", ["滨湖区民政局", "不因转办而重新计算"]),
    PaperKind.CORRECTION: (
        "政府信息公开申请补正告知书",
        ["第三十条", "请写明文件名称。", "2026年11月25日", "视为放弃申请"],
    ),
    PaperKind.EXTENSION: (
        "政府信息公开申请延期答复告知书",
        ["第三十三条第二款", "因需要查阅的档案较多，", "10个工作日", "2026年12月14日"],
    ),
    PaperKind.THIRD_PARTY_INQUIRY: (
        "政府信息公开第三方意见征询书",
        ["第三十二条", "十五个工作日", "2026年11月25日"],
    ),
    PaperKind.AGENCY_CONSULTATION: (
        "关于征求政府信息公开意见的函",
        ["第三十四条", "视为同意公开", "无锡市财政局"],
    ),
    PaperKind.FEE: (
        "政府信息公开信息处理费收费通知",
        ["第四十二条", "国办函〔2020〕109号", "人民币1700元", "2026年12月4日"],
    ),
    PaperKind.ANSWER: ("政府信息予以公开告知书", ["第三十六条第（二）项", "详见附件。"]),
    PaperKind.THIRD_PARTY_DECISION: (
        "政府信息公开决定告知书（第三方）",
        ["第三十二条", "关系公共安全，应当公开。"],
    ),
    PaperKind.CLOSED_UNCORRECTED: ("政府信息公开申请不再处理告知书", ["第三十条", "视为放弃申请"]),
    PaperKind.CLOSED_UNPAID: ("政府信息公开申请不再处理告知书", ["第四十二条", "逾期未缴纳"]),
    PaperKind.WITHDRAWAL: ("政府信息公开申请撤回确认书", ["2026年11月4日撤回"]),
    PaperKind.DELIVERY: ("政府信息公开申请送达回证", ["邮寄", "政府信息予以公开告知书"]),
}
WITH_REMEDIES = {
    PaperKind.ANSWER,
    PaperKind.THIRD_PARTY_DECISION,
    PaperKind.CLOSED_UNCORRECTED,
    PaperKind.CLOSED_UNPAID,
}


def text_of(letter) -> str:
    facts = [part for row in letter.facts for part in row]
    return "\n".join([letter.addressee, *facts, *letter.paragraphs, letter.remedies])


def test_every_kind_of_letter_is_written_and_asked_about_here():
    assert set(BUILDERS) == set(CASES) == set(SAYS) == set(PaperKind)


@pytest.mark.parametrize("kind", PaperKind)
def test_the_verb_writes_its_letter_with_what_the_law_asks_for(kind):
    paper = CASES[kind]()
    letter = paper.letter
    title, said = SAYS[kind]

    assert letter.title == title
    assert [part for part in said if part not in text_of(letter)] == []
    assert letter.number == paper.number
    assert letter.dated_on == paper.dated_on
    assert letter.signature
    assert letter.contact


@pytest.mark.parametrize("kind", PaperKind)
def test_only_letters_that_decide_tell_the_remedies(kind):
    remedies = CASES[kind]().letter.remedies

    assert bool(remedies) == (kind in WITH_REMEDIES)
    if remedies:
        assert "六十日内" in remedies
        assert "《中华人民共和国行政复议法》第二十条" in remedies
        assert "六个月内" in remedies
        assert "《中华人民共和国行政诉讼法》第四十六条" in remedies
        assert "无锡市滨湖区人民政府" in remedies


@pytest.mark.parametrize("kind", PAPERS_TO_OTHERS)
def test_letters_to_others_do_not_say_who_applied(kind):
    letter = CASES[kind]().letter

    assert letter.addressee in (THIRD_PARTY, "无锡市财政局")
    for part in (PERSON["name"], PERSON["telephone"], PERSON["address"]):
        assert part not in letter.to_json()


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind not in PAPERS_TO_OTHERS])
def test_letters_to_the_applicant_name_the_applicant(kind):
    letter = CASES[kind]().letter

    assert PERSON["name"] in text_of(letter)


def test_an_organisation_is_addressed_as_one():
    application = ApplicationFactory(by_organisation=True, applicant_kind="enterprise")
    handling.register(application, actor=office(), today=TODAY)
    letter = of_kind(application, PaperKind.RECEIPT).letter

    assert letter.addressee == application.organisation
    assert letter.paragraphs[0].startswith("你单位提出的")


def test_an_application_over_the_counter_gets_its_receipt_at_once():
    receipt = receiving.register_by_hand(
        actor=office(),
        channel=Channel.IN_PERSON,
        arrived_on=RECEIVED_ON,
        now=moment(RECEIVED_ON),
        **PERSON,
        **ASKED,
    )

    letter = of_kind(receipt.application, PaperKind.RECEIPT).letter
    assert ("申请方式", "当面提交") in letter.facts


def test_a_receipt_says_that_a_date_is_provisional():
    application = ApplicationFactory(received_on=date(2026, 12, 21))
    handling.register(application, actor=office(), today=date(2026, 12, 21))

    facts = dict(of_kind(application, PaperKind.RECEIPT).letter.facts)
    assert "暂定" in facts["答复期限"]


def test_the_letter_of_a_transfer_is_the_handing_departments():
    paper = CASES[PaperKind.TRANSFER]()

    assert paper.department.name == "滨湖区财政局"
    assert paper.application.department.name == "滨湖区民政局"


def test_before_there_is_a_lead_the_disclosure_office_writes(settings):
    application = ApplicationFactory()
    closing.withdraw(application, actor=None, today=TODAY)
    paper = of_kind(application, PaperKind.WITHDRAWAL)
    own = DepartmentFactory(name="滨湖区人民政府办公室", kind="government_office")
    official = OfficialFactory(government_office=True, department=own)
    registered = ApplicationFactory()
    handling.register(registered, actor=official, today=TODAY)

    assert paper.letter.signature == settings.ORGANISER
    assert of_kind(registered, PaperKind.RECEIPT).letter.signature == own.name


def test_a_refused_verb_leaves_no_letter():
    application = examined()
    other = OfficialFactory()
    with pytest.raises(MoveRefused):
        handling.ask_correction(application, actor=other, what="……", today=TODAY)

    assert application.papers.count() == 0


def test_only_an_overridden_third_party_is_told_the_decision():
    paper = CASES[PaperKind.ANSWER]()

    assert paper.application.outcome == Outcome.DISCLOSED
    kinds = set(paper.application.papers.values_list("kind", flat=True))
    assert PaperKind.THIRD_PARTY_DECISION not in kinds


def test_the_history_tells_that_a_letter_was_issued():
    paper = CASES[PaperKind.CORRECTION]()
    row = HistoryRow.objects.of(paper).get()

    assert row.action == "issue"
    assert row.changes == {"number": [None, paper.number]}
    assert row.actor == paper.created_by
