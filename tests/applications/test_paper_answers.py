"""The letter of answer: a wording for each outcome, its article, and the right remedy."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from applications import answering, correcting
from applications.attaching import attach
from applications.enums import (
    ANSWER_OUTCOMES,
    OUTCOME_ARTICLES,
    VARIANT_OUTCOMES,
    AnswerVariant,
    FilePurpose,
    Outcome,
)
from applications.paperwork import papers
from applications.paperwork.answers import WORDINGS, has_blanks, proposed_answer
from applications.paperwork.grounds import article_of, grounds_of
from applications.paperwork.issuers import reviewing_authority
from applications.paperwork.legal_remedies import remedies_of
from catalogs.workflow import MoveRefused
from tests.applications.factories import ApplicationFactory, clerk_of
from tests.applications.paper_cases import TODAY, answer, examined
from tests.factories import DepartmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

# Written by hand from Decree 711: the title's kind of answer, its article, words of the law.
ANSWERS = {
    Outcome.DISCLOSED: ("予以公开", "第三十六条第（二）项", "可以公开"),
    Outcome.PARTLY: ("部分公开", "第三十七条", "能够作区分处理"),
    Outcome.STATE_SECRET: ("不予公开", "第十四条", "国家秘密"),
    Outcome.FORBIDDEN: ("不予公开", "第十四条", "法律、行政法规禁止公开"),
    Outcome.SECURITY: ("不予公开", "第十四条", "社会稳定"),
    Outcome.THIRD_PARTY: ("不予公开", "第十五条", "商业秘密、个人隐私"),
    Outcome.INTERNAL: ("不予公开", "第十六条第一款", "内部事务信息"),
    Outcome.PROCESS: ("不予公开", "第十六条第二款", "过程性信息"),
    Outcome.CASE_FILE: ("不予公开", "第十六条第二款", "行政执法案卷信息"),
    Outcome.REGISTER: ("行政查询事项", "第三十六条第（七）项", "不动产登记资料"),
    Outcome.NOT_HELD: ("不存在", "第三十六条第（四）项", "经检索"),
    Outcome.NOT_MADE: ("需另行制作", "第三十八条", "加工、分析"),
    Outcome.STILL_UNCLEAR: ("补正后仍不明确", "第三十条", "仍不明确"),
    Outcome.PETITION: ("不予处理", "第三十九条第一款", "信访、投诉、举报"),
    Outcome.REPEATED: ("不予重复处理", "第三十六条第（六）项", "重复申请公开相同政府信息"),
    Outcome.PUBLICATION: ("不予处理", "第三十九条第二款", "公开出版物"),
    Outcome.MASSIVE: ("不予处理", "第三十五条", "明显超过合理范围"),
    Outcome.CONFIRMATION: ("不予处理", "第三十六条第（六）项", "重新出具"),
    Outcome.OTHER: ("告知书", "第三十六条", "答复如下"),
}
REFUSALS = {outcome for outcome in Outcome if outcome.startswith("3.3")} | {Outcome.PARTLY}


def corrected():
    application = examined()
    clerk = clerk_of(application)
    correcting.ask_correction(application, actor=clerk, what="请写明。", today=TODAY)
    correcting.receive_correction(application, actor=None, text="某文件", today=TODAY)
    return application


def test_every_outcome_an_official_may_answer_has_its_wording():
    assert set(ANSWERS) == set(ANSWER_OUTCOMES)
    assert set(WORDINGS) == {*ANSWER_OUTCOMES, *AnswerVariant}


@pytest.mark.parametrize("outcome", ANSWERS)
def test_the_answer_says_its_article_and_what_the_drafter_wrote(outcome):
    application = corrected() if outcome == Outcome.STILL_UNCLEAR else examined()
    letter = answer(outcome, application, answer="第一段。\n\n第二段。").letter
    title, article, words = ANSWERS[outcome]
    body = "".join(letter.paragraphs)

    assert title in letter.title
    assert article in body
    assert words in body
    assert {"第一段。", "第二段。"} <= set(letter.paragraphs)
    assert application.receipt_number in letter.paragraphs[0]


@pytest.mark.parametrize("outcome", ANSWERS)
def test_a_wording_cites_the_article_the_outcome_is_counted_under(outcome):
    article, _item = OUTCOME_ARTICLES[outcome]
    tens, ones = divmod(article, 10)
    digits = "零一二三四五六七八九"
    number = ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")

    assert f"第{number}条" in WORDINGS[outcome].article


def test_every_proposed_sentence_is_kept_from_going_out_with_its_dots():
    with_dots = {key for key, wording in WORDINGS.items() if "…" in wording.draft}
    assert with_dots == {key for key, wording in WORDINGS.items() if has_blanks(wording.draft)}


@pytest.mark.parametrize(
    ("outcome", "variant", "chinese", "english"),
    [
        (Outcome.INTERNAL, "", "第十六条第一款和第三十六条第（三）项", "Art. 16 (1)"),
        (Outcome.PETITION, "", "第三十九条第一款", "Art. 39 (1)"),
        (Outcome.DISCLOSED, "", "第三十六条第（二）项", "Art. 36 (2)"),
        (Outcome.DISCLOSED, AnswerVariant.ALREADY_PUBLIC, "第三十六条第（一）项", "Art. 36 (1)"),
        (Outcome.NOT_HELD, AnswerVariant.OTHER_AGENCY, "第三十六条第（五）项", "Art. 36 (5)"),
        (Outcome.NOT_CORRECTED, "", "第三十条", "Art. 30"),
    ],
)
def test_readers_see_the_article_as_the_letter_cites_it(outcome, variant, chinese, english):
    with translation.override("zh-hans"):
        assert article_of(outcome, variant) == chinese
        assert grounds_of(outcome, variant).endswith(f"政府信息公开条例》{chinese}")
    with translation.override("en"):
        assert article_of(outcome, variant) == english
    assert grounds_of("", "") == ""


@pytest.mark.parametrize("outcome", ANSWERS)
def test_against_a_refusal_reconsideration_comes_before_the_suit(outcome):
    application = corrected() if outcome == Outcome.STILL_UNCLEAR else examined()
    remedies = answer(outcome, application).letter.remedies

    assert "六十日内" in remedies
    assert ("第二十三条第一款第（四）项" in remedies) == (outcome in REFUSALS)
    assert ("直接向有管辖权的人民法院" in remedies) == (outcome not in REFUSALS)


def test_what_is_public_already_and_what_another_agency_holds_have_their_own_letters():
    public = answer(Outcome.DISCLOSED, variant=AnswerVariant.ALREADY_PUBLIC).letter
    elsewhere = answer(
        Outcome.NOT_HELD,
        variant=AnswerVariant.OTHER_AGENCY,
        right_agency="无锡市自然资源和规划局，0510-81822114",
    ).letter

    assert public.title == "政府信息已主动公开告知书"
    assert "第三十六条第（一）项" in public.paragraphs[1]
    assert elsewhere.title == "非本机关负责公开告知书"
    assert "第三十六条第（五）项" in elsewhere.paragraphs[1]
    assert "无锡市自然资源和规划局，0510-81822114" in elsewhere.paragraphs[-1]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"variant": AnswerVariant.OTHER_AGENCY}, "variant"),
        ({"variant": "no such variant"}, "variant"),
        ({"right_agency": "某局"}, "right_agency"),
    ],
    ids=["variant of another outcome", "unknown variant", "agency without its variant"],
)
def test_a_variant_belongs_to_its_outcome(values, field):
    application = examined()

    with pytest.raises(ValidationError) as refused:
        answering.draft_answer(
            application,
            actor=clerk_of(application),
            outcome=Outcome.DISCLOSED,
            answer="详见附件。",
            **values,
        )
    assert set(refused.value.message_dict) == {field}


@pytest.mark.parametrize("key", WORDINGS)
def test_the_drafter_begins_with_a_text_that_speaks_to_the_applicant(key):
    outcome = VARIANT_OUTCOMES.get(key, key)
    variant = key if key in VARIANT_OUTCOMES else ""
    person = proposed_answer(ApplicationFactory.build(), outcome, variant)
    company = proposed_answer(
        ApplicationFactory.build(by_organisation=True, applicant_kind="enterprise"),
        outcome,
        variant,
    )

    assert person
    assert "{" not in person
    assert "您" not in company
    assert person.replace("您", "你单位") == company


def test_the_files_of_the_answer_are_named_as_enclosures():
    application = examined()
    clerk = clerk_of(application)
    for name, purpose in (("清单.txt", FilePurpose.ANSWER), ("内部.txt", FilePurpose.INTERNAL)):
        attach(application, file=BytesIO("清单".encode()), name=name, purpose=purpose, actor=clerk)

    assert answer(application=application).letter.enclosures == ("清单.txt",)


def test_a_draft_of_the_letter_has_no_number_and_needs_a_drafted_answer():
    application = ApplicationFactory(in_review=True)
    letter = papers.draft_of_answer(application, today=TODAY)

    assert letter.number == ""
    assert letter.title == "政府信息予以公开告知书"
    assert application.papers.count() == 0
    with pytest.raises(MoveRefused):
        papers.draft_of_answer(ApplicationFactory(examining=True), today=TODAY)


def test_reconsideration_is_asked_of_the_government_above_the_department():
    city = DepartmentFactory(name="无锡市人民政府", kind="government")
    bureau = DepartmentFactory(name="无锡市规划局", kind="municipal_department", parent=city)
    district = DepartmentFactory(name="滨湖区人民政府", kind="government", parent=city)
    own = DepartmentFactory(name="滨湖区财政局", parent=district)
    library = DepartmentFactory(name="滨湖区图书馆", parent=own)
    branch = DepartmentFactory(name="无锡市规划局滨湖分局", parent=bureau)
    police = DepartmentFactory(name="无锡市公安局滨湖分局", parent=district)
    tax = DepartmentFactory(name="无锡市滨湖区国家税务局")

    assert reviewing_authority(own) == "无锡市滨湖区人民政府"
    assert reviewing_authority(library) == "无锡市滨湖区人民政府"
    assert reviewing_authority(None) == "无锡市滨湖区人民政府"
    assert reviewing_authority(district) == "无锡市人民政府"
    assert reviewing_authority(branch) == "无锡市人民政府"
    assert reviewing_authority(police) == "无锡市人民政府"
    assert reviewing_authority(tax) == "上一级税务机关"
    assert "无锡市人民政府" in remedies_of(district)
