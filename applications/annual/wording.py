"""The words of the national form (国办公开办函〔2021〕30号), and their English rendering.

The Chinese is the form's own and therefore data, not a translation of the English.
"""

from typing import NamedTuple

from django.utils.translation import get_language

NUMERALS = "一二三四五六"


class Text(NamedTuple):
    """A text of the form in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


def numbered(place: int, title: object) -> str:
    """Return the heading of the chapter at ``place``, counted from one, as the reader counts."""
    return str(Text(f"{NUMERALS[place - 1]}、{title}", f"{place}. {title}"))


class Group(NamedTuple):
    """A heading of the results with its rows by code; a group without rows is a row itself."""

    text: Text
    code: str = ""
    rows: tuple[tuple[str, Text], ...] = ()


YEARLY = Text("本年处理决定数量", "Decisions this year")
CHECK = Text(
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "(In every column the first and the second item together equal the third and the fourth.)",
)
APPLICANTS = Text("申请人情况", "Applicants")
PERSON = Text("自然人", "Natural person")
LEGAL_PERSONS = Text("法人或其他组织", "Legal persons and other organisations")
ORGANISATIONS = (
    Text("商业企业", "Commercial enterprise"),
    Text("科研机构", "Research institution"),
    Text("社会公益组织", "Public-benefit organisation"),
    Text("法律服务机构", "Legal-service institution"),
    Text("其他", "Other"),
)
TOTAL = Text("总计", "Total")
NEW = Text("一、本年新收政府信息公开申请数量", "I. Applications newly received this year")
CARRIED_IN = Text(
    "二、上年结转政府信息公开申请数量", "II. Applications carried over from last year"
)
RESULTS = Text("三、本年度办理结果", "III. Results of this year")
CARRIED_OUT = Text("四、结转下年度继续办理", "IV. Carried over into the next year")
GROUPS = (
    Group(Text("（一）予以公开", "(1) Disclosed"), "3.1"),
    Group(
        Text(
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "(2) Partly disclosed (counted here only)",
        ),
        "3.2",
    ),
    Group(
        Text("（三）不予公开", "(3) Not disclosed"),
        rows=(
            ("3.3.1", Text("1.属于国家秘密", "1. State secret")),
            (
                "3.3.2",
                Text("2.其他法律行政法规禁止公开", "2. Forbidden by other law or regulation"),
            ),
            (
                "3.3.3",
                Text("3.危及“三安全一稳定”", "3. Endangers security or social stability"),
            ),
            (
                "3.3.4",
                Text("4.保护第三方合法权益", "4. Protects the lawful rights of a third party"),
            ),
            ("3.3.5", Text("5.属于三类内部事务信息", "5. One of three kinds of internal affairs")),
            ("3.3.6", Text("6.属于四类过程性信息", "6. One of four kinds of process information")),
            ("3.3.7", Text("7.属于行政执法案卷", "7. Administrative enforcement case file")),
            ("3.3.8", Text("8.属于行政查询事项", "8. Matter of administrative look-up")),
        ),
    ),
    Group(
        Text("（四）无法提供", "(4) Cannot be provided"),
        rows=(
            (
                "3.4.1",
                Text("1.本机关不掌握相关政府信息", "1. This agency does not hold the information"),
            ),
            (
                "3.4.2",
                Text("2.没有现成信息需要另行制作", "2. Does not exist and would have to be made"),
            ),
            (
                "3.4.3",
                Text("3.补正后申请内容仍不明确", "3. Still unclear after the correction"),
            ),
        ),
    ),
    Group(
        Text("（五）不予处理", "(5) Not processed"),
        rows=(
            ("3.5.1", Text("1.信访举报投诉类申请", "1. Petition, report or complaint")),
            ("3.5.2", Text("2.重复申请", "2. Repeated application")),
            ("3.5.3", Text("3.要求提供公开出版物", "3. Asks for a publication")),
            (
                "3.5.4",
                Text("4.无正当理由大量反复申请", "4. Repeated in great number without good reason"),
            ),
            (
                "3.5.5",
                Text(
                    "5.要求行政机关确认或重新出具已获取信息",
                    "5. Asks to confirm or re-issue information already obtained",
                ),
            ),
        ),
    ),
    Group(
        Text("（六）其他处理", "(6) Other"),
        rows=(
            (
                "3.6.1",
                Text(
                    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                    "1. Not corrected in time without good reason, no longer processed",
                ),
            ),
            (
                "3.6.2",
                Text(
                    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                    "2. Fee not paid in time, no longer processed",
                ),
            ),
            ("3.6.3", Text("3.其他", "3. Other")),
        ),
    ),
    Group(Text("（七）总计", "(7) Total"), "3.7"),
)
ARTICLE_20 = {
    1: Text("第二十条第（一）项", "Article 20 (1)"),
    5: Text("第二十条第（五）项", "Article 20 (5)"),
    6: Text("第二十条第（六）项", "Article 20 (6)"),
    8: Text("第二十条第（八）项", "Article 20 (8)"),
}
CONTENT = Text("信息内容", "Information")
MADE = Text("本年制发件数", "Issued this year")
REPEALED = Text("本年废止件数", "Repealed this year")
VALID = Text("现行有效件数", "In force")
RULES = Text("规章", "Rules")
NORMATIVE = Text("行政规范性文件", "Administrative normative documents")
LICENCES = Text("行政许可", "Administrative licences")
PENALTIES = Text("行政处罚", "Administrative penalties")
COERCIONS = Text("行政强制", "Administrative coercion")
CHARGED = Text("本年收费金额（单位：万元）", "Charged this year (10,000 yuan)")
CHARGES = Text("行政事业性收费", "Administrative charges")
RECONSIDERATION = Text("行政复议", "Reconsideration")
LITIGATION = Text("行政诉讼", "Litigation")
DIRECT = Text("未经复议直接起诉", "Sued without reconsideration")
AFTER = Text("复议后起诉", "Sued after reconsideration")
REMEDY_RESULTS = (
    Text("结果维持", "Upheld"),
    Text("结果纠正", "Corrected"),
    Text("其他结果", "Other result"),
    Text("尚未审结", "Pending"),
    TOTAL,
)
TITLES = (
    Text("主动公开政府信息情况", "Proactive disclosure of government information"),
    Text("收到和处理政府信息公开申请情况", "Applications for disclosure received and handled"),
    Text("政府信息公开行政复议、行政诉讼情况", "Reconsideration and litigation on disclosure"),
)
