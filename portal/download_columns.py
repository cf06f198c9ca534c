"""Columns of the files offered for download: those of the official catalogues, then our own.

Headers are the official Chinese ones whatever the reader's language, so that a file that was
downloaded can be sent in again. 公开事项/一级事项 stands for the official header of two rows.
"""

from collections.abc import Iterable

from catalogs.enums import Audience, PublicationForm, PublicityMode
from catalogs.models import (
    Adjustment,
    Guide,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)

GUIDE = ("办理条件", "办理流程", "申请材料", "法定办结时限", "承诺办结时限", "办理结果")
POWERS = (
    *("序号", "权力编码", "权力名称", "权力类别", "层级", "实施部门", "承办机构", "公开领域"),
    *("实施依据", "实施对象", "管理范围", "责任事项", "监督措施", "救济途径", "追责情形"),
    *("涉及中介服务", *GUIDE, "生效日期"),
)
SERVICES = (
    *("序号", "事项编码", "事项名称", "提供主体", "提供主体类别", "公开领域", "服务内容"),
    *("服务依据", "受理单位", "服务对象", "收费情况", "咨询方式", "投诉方式", "办理地点"),
    *("办理时间", "网上办理地址", *GUIDE, "生效日期"),
)
MATTERS = (
    *("序号", "公开事项/一级事项", "公开事项/二级事项", "公开内容（要素）", "公开依据"),
    *("公开时限", "公开主体", "公开渠道和载体", "公开对象/全社会", "公开对象/特定群体"),
    *("公开方式/主动", "公开方式/依申请公开", "公开层级/县级", "公开层级/乡级", "事项编码"),
    *("公开领域", "五公开环节", "不予公开依据", "生效日期"),
)
DOCUMENTS = (
    *("序号", "索引号", "标题", "文号", "发布机构", "成文日期", "发布日期", "主题分类", "体裁"),
    *("公开领域", "公开时限", "公开形式", "公开方式", "公开范围", "有效期", "公开程序"),
    *("关键词", "内容概述", "效力", "信息类别"),
)
ADJUSTMENTS = (
    *("序号", "清单", "编码", "名称", "调整方式", "调整原因", "调整依据", "责任部门"),
    "生效日期",
)
TICK = "√"
_LISTS = {"power": "权责清单", "service": "公共服务清单", "matter": "政务公开事项清单"}


def power(item: PowerItem) -> Iterable[object]:
    return (
        item.code,
        item.name,
        item.get_category_display(),
        item.get_level_display(),
        item.department.name,
        item.office,
        item.field.name,
        item.legal_basis,
        item.target,
        item.scope,
        item.responsibilities,
        item.supervision,
        item.remedies,
        item.accountability,
        item.intermediary_services,
        *_guide(getattr(item, "guide", None)),
        item.effective_on,
    )


def service(item: ServiceItem) -> Iterable[object]:
    return (
        item.code,
        item.name,
        item.department.name,
        item.get_provider_display(),
        item.field.name,
        item.content,
        item.legal_basis,
        item.accepting_unit,
        item.get_audience_display(),
        item.fee,
        item.consultation,
        item.complaint,
        item.place,
        item.hours,
        item.online_url,
        *_guide(getattr(item, "guide", None)),
        item.effective_on,
    )


def matter(item: PublicityMatter) -> Iterable[object]:
    return (
        item.group.name,
        item.name,
        "；".join(element.name for element in item.elements.all()),
        item.legal_basis,
        item.time_limit_text,
        item.department.name,
        "、".join(str(channel) for channel in item.channels.all()),
        _tick(item.audience == Audience.WHOLE_SOCIETY),
        item.audience_group if item.audience == Audience.NAMED_GROUP else "",
        _tick(item.mode == PublicityMode.PROACTIVE),
        _tick(item.mode == PublicityMode.ON_APPLICATION),
        _tick(item.at_county),
        _tick(item.at_township),
        item.code,
        item.field.name,
        item.get_stage_display(),
        item.get_non_disclosure_ground_display(),
        item.effective_on,
    )


def document(item: Publication) -> Iterable[object]:
    forms = dict(PublicationForm.choices)
    named = item.audience == Audience.NAMED_GROUP
    return (
        item.index_number,
        item.title,
        item.document_number,
        item.department.name,
        item.formed_on,
        item.issued_on,
        item.get_theme_display(),
        item.get_genre_display(),
        item.field.name if item.field else "",
        item.public_until or item.get_publicity_term_display(),
        "、".join(str(forms.get(form, form)) for form in item.forms),
        item.get_mode_display(),
        item.audience_group if named else item.get_audience_display(),
        item.valid_until or "长期",
        item.procedure,
        "、".join(map(str, item.keywords)),
        item.summary,
        item.get_effectiveness_display(),
        item.get_kind_display(),
    )


def adjustment(item: Adjustment) -> Iterable[object]:
    entry = item.entry
    return (
        _LISTS[entry.list_name],
        entry.code,
        entry.name,
        item.get_action_display(),
        item.get_reason_display(),
        item.basis,
        item.department.name,
        item.effective_on,
    )


def _tick(is_so: bool) -> str:
    return TICK if is_so else ""


def _guide(guide: Guide | None) -> tuple[object, ...]:
    if guide is None:
        return ("",) * len(GUIDE)
    unit = guide.get_limit_unit_display()
    return (
        guide.conditions,
        "；".join(f"{step.position}.{step.name}" for step in guide.steps.all()),
        "；".join(material.name for material in guide.materials.all()),
        _days(guide.statutory_limit, unit),
        _days(guide.commitment_limit, unit),
        guide.result,
    )


def _days(days: int | None, unit: object) -> str:
    return "" if days is None else f"{days}{unit}"
