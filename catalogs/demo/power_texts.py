"""The parts of a power item that follow from its category: duties, remedies, liability."""

from dataclasses import dataclass

from catalogs.enums import PowerCategory as Category
from catalogs.models import Department

# What the law makes everyone do who exercises a power of that category.
_DUTIES = {
    Category.LICENCE: (
        "受理责任：公示依法应当提交的材料，一次性告知补正材料，依法受理或者不予受理（不予受理的应当说明理由）",
        "决定责任：作出准予或者不予许可决定，不予许可的书面说明理由并告知救济权利；按时办结，依法公开",
    ),
    Category.PENALTY: (
        "立案责任：对检查发现、投诉举报或者移送的线索予以审查，符合条件的立案",
        "告知责任：拟作出处罚前告知事实、理由、依据和陈述、申辩、听证权利，听取意见并复核",
        "决定责任：经法制审核，必要时集体讨论，自立案之日起九十日内作出决定并依法送达、公示",
    ),
    Category.COERCION: (
        "审批责任：实施前向行政机关负责人报告并经批准；情况紧急的在二十四小时内补办批准手续",
        "实施责任：两名以上执法人员出示证件，通知当事人到场，听取陈述和申辩，制作现场笔录",
    ),
    Category.LEVY: (
        "公示责任：公示征收依据、标准、方式和减免政策",
        "征收责任：依照法定权限、程序征收并开具票证，及时足额入库",
    ),
    Category.PAYMENT: (
        "受理责任：公示申领条件、标准和材料，依法受理并一次性告知补正",
        "给付责任：按标准作出给付决定并落实，不予给付的书面说明理由",
    ),
    Category.INSPECTION: (
        "检查责任：两名以上执法人员出示执法证件，制作检查记录，不妨碍正常的生产经营活动",
        "处置责任：发现问题的提出整改要求，依法应当处罚的转入立案程序，检查结果按规定公开",
    ),
    Category.CONFIRMATION: (
        "受理责任：公示确认条件和材料，依法受理并一次性告知补正",
        "送达责任：作出确认决定并送达，不予确认的书面说明理由",
    ),
    Category.REWARD: (
        "制定方案责任：公开奖励的条件、名额、程序和标准",
        "公示责任：对拟奖励对象在门户公示不少于五个工作日，听取异议",
    ),
    Category.ADJUDICATION: (
        "告知责任：将申请书副本送达被申请人，告知当事人权利义务",
        "裁决责任：查明事实，先行调解，依法作出裁决并送达",
    ),
    Category.OTHER: ("办理责任：公示办理依据、程序和材料，在规定期限内办结并告知结果",),
}
_LIABILITY = {
    Category.LICENCE: "《中华人民共和国行政许可法》第七十二条、第七十三条、第七十四条、第七十七条",
    Category.PENALTY: "《中华人民共和国行政处罚法》第七十六条、第七十九条、第八十三条",
    Category.COERCION: "《中华人民共和国行政强制法》第六十一条、第六十二条、第六十三条",
    Category.INSPECTION: "《中华人民共和国行政处罚法》第八十二条、第八十三条",
}
_FAULTS = {
    Category.LICENCE: (
        "对不符合条件的申请准予许可，或者对符合条件的申请不予许可、超期作出决定，违法收费"
    ),
    Category.PENALTY: "没有事实和法律依据实施处罚，擅自改变处罚种类、幅度，违反法定程序，以罚代刑",
    Category.COERCION: "没有法律、法规依据或者改变强制对象、条件、方式，使用、损毁查封扣押的财物",
    Category.LEVY: "违法多征、少征、提前征收、延缓征收，截留、挪用征收款项",
    Category.PAYMENT: "对符合条件的不予给付、拖延给付，克扣、挪用给付资金",
    Category.INSPECTION: "对应当检查的不检查、对发现的违法行为不制止不查处，泄露商业秘密，收受财物",
    Category.CONFIRMATION: "对符合条件的不予确认，对不符合条件的予以确认，超过期限作出决定",
    Category.REWARD: "违反规定条件和程序实施奖励，泄露举报人信息，克扣、冒领奖励资金",
    Category.ADJUDICATION: "应当受理而不受理，徇私偏袒一方当事人，逾期不作出裁决",
    Category.OTHER: "无正当理由不予办理、拖延办理，擅自增设条件、材料",
}
# State taxation is under vertical leadership: review lies with the bureau above it.
_VERTICAL = {"taxation"}


@dataclass(frozen=True, slots=True)
class PowerFacts:
    """What the composed sentences need to know of one item."""

    category: Category
    field: str
    department: Department
    duties: tuple[str, ...]
    watch: str


def responsibilities(facts: PowerFacts) -> str:
    """Return the numbered duties: the category's, this item's own between, supervision last."""
    general = _DUTIES[facts.category]
    own = [f"本事项责任：{duty}" for duty in facts.duties]
    lines = [general[0], *own, *general[1:], f"事后监管责任：检查{facts.watch}"]
    return "\n".join(f"{number}.{line}。" for number, line in enumerate(lines, start=1))


def supervision(facts: PowerFacts) -> str:
    """Return how the exercise of the power is supervised, and where to complain."""
    department = facts.department.name
    return (
        f"{department}对本事项实施事中事后监管，重点检查{facts.watch}。"
        "监管采取随机抽取检查对象、随机选派执法检查人员的方式，结果及时向社会公开。"
        f"监督投诉：{department}，电话{facts.department.telephone}；"
        "12345政务服务便民热线，滨湖区人民政府门户监督投诉栏目。"
    )


def remedies(facts: PowerFacts) -> str:
    """Return the ways of remedy open to the person concerned, with authority and period."""
    if facts.category in {Category.REWARD, Category.INSPECTION}:
        opening = "公民、法人或者其他组织认为该行政行为侵犯其合法权益的，"
    else:
        opening = "当事人不服该行政行为的，"
    parts = []
    if facts.category in {Category.PENALTY, Category.COERCION}:
        parts.append("当事人依法享有陈述权、申辩权；符合听证条件的，可以要求举行听证。")
    if facts.field in _VERTICAL:
        authority = "无锡市国家税务局"
        if facts.category == Category.LEVY:
            return (
                "纳税人同税务机关在纳税上发生争议时，须先依照纳税决定缴纳税款及滞纳金或者提供相应的担保，"
                f"然后自缴清税款或者所提供的担保得到确认之日起六十日内向{authority}申请行政复议；"
                "对行政复议决定不服的，可以依法向人民法院起诉。依据：《中华人民共和国税收征收管理法》第八十八条。"
            )
    else:
        authority = "滨湖区人民政府"
    parts.append(
        f"{opening}可以自知道该行政行为之日起六十日内向{authority}申请行政复议"
        "（《中华人民共和国行政复议法》第二十条），"
        "也可以自知道或者应当知道之日起六个月内直接向有管辖权的人民法院提起行政诉讼"
        "（《中华人民共和国行政诉讼法》第四十六条）。"
    )
    return "".join(parts)


def accountability(facts: PowerFacts) -> str:
    """Return who answers for which faults, and by what provision."""
    basis = _LIABILITY.get(
        facts.category, "《中华人民共和国监察法》第十一条、《行政机关公务员处分条例》第二十条"
    )
    return (
        f"{facts.department.name}及其工作人员有下列情形之一的，"
        "对直接负责的主管人员和其他直接责任人员依法给予处分；构成犯罪的，依法追究刑事责任："
        f"{_FAULTS[facts.category]}；在本事项监管中未履行或者不正确履行“{facts.duties[0]}”职责，"
        f"造成不良后果的。追责依据：{basis}。"
    )
