"""The guide of a power item: steps that follow from its category, limits, materials."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from catalogs.enums import PowerCategory as Category
from catalogs.models.guides import DayUnit, MaterialForm

_UNIT = {DayUnit.WORKING_DAYS: "个工作日", DayUnit.CALENDAR_DAYS: "日"}
_DAYS = re.compile(r"(\d+)(个工作日|日)")
# Categories begun by an application at a counter, as against those begun by the authority.
_BY_APPLICATION = frozenset(
    {
        Category.LICENCE,
        Category.PAYMENT,
        Category.CONFIRMATION,
        Category.ADJUDICATION,
        Category.OTHER,
    }
)
_OPENED_BY_OFFICE = {
    Category.PENALTY: (
        ("立案", "审查线索，填写立案审批表，指定两名以上承办人员", "{office}", "7个工作日"),
        ("调查取证", "收集书证、物证、证人证言和现场笔录，查明事实", "{office}", "40日"),
        ("法制审核", "审核事实、证据、定性和裁量", "法制审核岗", "5个工作日"),
        ("告知和听取意见", "送达处罚事先告知书，告知陈述、申辩、听证权利", "{office}", "5个工作日"),
        (
            "决定和送达",
            "负责人审查决定，制作决定书并在七日内送达，七个工作日内公示",
            "分管负责人",
            "7日",
        ),
    ),
    Category.COERCION: (
        ("审批", "向行政机关负责人报告并经批准", "分管负责人", "当日"),
        (
            "实施",
            "出示执法证件，当场告知理由、依据、权利和救济途径，制作现场笔录",
            "{office}",
            "当场",
        ),
        ("送达决定和清单", "当场交付决定书和清单，当事人签名或者见证人签名", "{office}", "当场"),
        (
            "处理或者解除",
            "在三十日内作出处理决定，情况复杂的可以延长三十日；应当解除的立即解除",
            "{office}",
            "30日",
        ),
    ),
    Category.INSPECTION: (
        ("抽取", "随机抽取检查对象，随机选派两名以上执法检查人员", "{office}", "检查前"),
        ("现场检查", "出示执法证件，查阅资料，询问、勘查、取样，制作检查记录", "{office}", "当日"),
        ("反馈", "告知检查情况，发现问题的送达整改通知", "{office}", "2个工作日"),
        ("复查和公开", "按期复查整改情况，公开检查结果", "{office}", "20个工作日"),
    ),
    Category.REWARD: (
        ("发布通知", "公布奖励条件、标准和办法", "{office}", "按年度安排"),
        ("审核", "审核推荐、申报材料，征求有关部门意见", "{office}", "15个工作日"),
        ("公示", "公示拟奖励对象（依法应当保密的除外）", "{office}", "5个工作日"),
        ("决定和发放", "作出奖励决定，兑现奖励", "分管负责人", "10个工作日"),
    ),
    Category.LEVY: (
        ("申报", "纳税人按期申报，税务机关受理", "办税服务厅", "当场"),
        ("核对", "核对申报资料的完整性、逻辑关系", "{office}", "1个工作日"),
        ("征收入库", "开具缴款凭证，税款解缴入库", "{office}", "1个工作日"),
    ),
}
_OPENED_CONDITIONS = {
    Category.PENALTY: (
        "有初步证据证明存在违法行为",
        "依法应当给予行政处罚",
        "属于本机关管辖",
        "违法行为在法定追责时效之内",
    ),
    Category.COERCION: ("属于法律、行政法规规定的情形", "采用非强制手段不能达到行政管理目的"),
    Category.INSPECTION: ("列入年度检查计划，或者有投诉举报、上级交办、转办线索",),
    Category.REWARD: ("符合年度通知公布的条件", "未受过与奖励内容有关的处罚、处分"),
    Category.LEVY: ("依法负有缴纳义务",),
}
_OPENED_RESULT = {
    Category.PENALTY: "行政处罚决定书或者不予行政处罚决定书",
    Category.COERCION: "行政强制措施（执行）决定书、物品清单",
    Category.INSPECTION: "现场检查记录、责令改正通知书",
    Category.REWARD: "表彰奖励决定",
}
# Penalty: 90 days from filing the case (Administrative Penalty Law, Art. 60); coercion: 30 days
# (Administrative Coercion Law, Art. 25).
_OPENED_LIMITS = {
    Category.PENALTY: (90, 75, DayUnit.CALENDAR_DAYS),
    Category.COERCION: (30, 25, DayUnit.CALENDAR_DAYS),
}
_OWN_PAPERS = (
    {"name": "营业执照或者居民身份证", "form": MaterialForm.COPY, "copies": 1, "source": "当事人"},
    {
        "name": "陈述、申辩意见（当事人要求提出的）",
        "form": MaterialForm.ORIGINAL,
        "copies": 1,
        "source": "当事人",
        "is_required": False,
    },
)
# Authority's part of the time: the counter takes and hands over, the office has the rest.
_COUNTER = 1


def guide_values(category: Category, office: str, guide: Mapping[str, Any]) -> dict[str, Any]:
    """Return the guide as ``catalogs.guide_values`` writes it."""
    statutory, promised, unit = guide.get("limits") or _OPENED_LIMITS.get(
        category, (None, None, DayUnit.WORKING_DAYS)
    )
    conditions = guide.get("conditions") or _OPENED_CONDITIONS.get(category, ())
    if "steps" in guide:
        steps = list(guide["steps"])
    elif category in _BY_APPLICATION:
        steps = _steps_of_application(office, guide, promised, unit)
    else:
        steps = [
            {"name": name, "description": what, "post": post.format(office=office), "limit": limit}
            for name, what, post, limit in _OPENED_BY_OFFICE[category]
        ]
        if special := guide.get("special_step"):
            steps.insert(1, _step(*special))
    return {
        "conditions": "\n".join(f"{n}.{text}；" for n, text in enumerate(conditions, start=1)),
        "statutory_limit": statutory,
        "commitment_limit": promised,
        "limit_unit": unit,
        "limit_note": guide.get("limit_note", ""),
        "result": guide.get("result") or _OPENED_RESULT.get(category, ""),
        "steps": steps,
        "materials": list(guide.get("materials") or _papers(category)),
    }


def _papers(category: Category) -> tuple[dict[str, Any], ...]:
    """What a party to a case opened by the authority may be asked for."""
    return _OWN_PAPERS if category in {Category.PENALTY, Category.COERCION} else ()


def _step(name: str, what: str, post: str, limit: str) -> dict[str, str]:
    return {"name": name, "description": what, "post": post, "limit": limit}


def _steps_of_application(
    office: str, guide: Mapping[str, Any], promised: int | None, unit: str
) -> list[dict[str, str]]:
    if promised is None or promised <= 1:
        return [
            _step("受理", "核对材料，齐全的当场受理", "政务服务窗口", "当场"),
            _step("办结", "核对信息无误后当场办结并交付结果", office, "1个工作日"),
        ]
    counter = _step(
        "受理",
        "核对材料是否齐全、符合法定形式；不齐全的当场或者五日内一次性告知",
        "政务服务窗口",
        f"{_COUNTER}{_UNIT[DayUnit(unit)]}" if promised > 2 else "当日",
    )
    rest = max(promised - 2 * _COUNTER, 1)
    examine = _step("审查", "审查材料内容，提出审查意见", office, f"{rest}{_UNIT[DayUnit(unit)]}")
    steps = [
        counter,
        examine,
        _step("决定", "审核审查意见，作出决定", "分管负责人", f"{_COUNTER}{_UNIT[DayUnit(unit)]}"),
        _step("送达", "颁发、送达结果文书，结果在门户公开", "政务服务窗口", "决定后当日"),
    ]
    if special := guide.get("special_step"):
        _fit(steps, _step(*special), rest, unit)
    return steps


def _fit(steps: list[dict[str, str]], special: dict[str, str], rest: int, unit: str) -> None:
    """Put the special step after the examination, within the days that are left for both.

    A visit that leaves no day for papers takes the examination's place; a posting or an
    assessment that is longer than the promise does not count towards it, by law.
    """
    examine, own = steps[1], _UNIT[DayUnit(unit)]
    found = _DAYS.match(special["limit"])
    days = int(found[1]) if found and found[2] == own else 0
    if days < rest:
        if days:
            examine["limit"] = f"{rest - days}{own}"
        steps.insert(2, special)
    elif special["name"].startswith(("现场", "实地")):
        steps[1] = {**special, "limit": f"{rest}{own}"}
    else:
        steps.insert(2, {**special, "limit": f"{special['limit']}（不计入承诺期限）"})


def shortened(steps: Sequence[dict[str, str]], days: int) -> list[dict[str, str]]:
    """Return ``steps`` with ``days`` taken from the longest one, of which a day stays."""
    counted = [(int(found[1]) if (found := _DAYS.match(s["limit"])) else 0) for s in steps]
    longest = counted.index(max(counted))
    left = max(counted[longest] - days, 1)
    return [
        {**step, "limit": f"{left}{_DAYS.match(step['limit'])[2]}"} if n == longest else dict(step)
        for n, step in enumerate(steps)
    ]
