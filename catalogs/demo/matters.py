"""The real rows of county catalogues as the district's list of publicity matters."""

import re
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from catalogs.adjusting import adopt
from catalogs.demo.matter_links import link_matters
from catalogs.enums import PublicityMode, PublicStage
from catalogs.matter_import import read_matters, write_matters
from catalogs.models import Field, MatterGroup, Official, PublicityMatter, TimeLimit
from catalogs.reference import Loaded, load_fields, read_fixture
from catalogs.time_limits import LimitKind

# Rows of several counties, and the district's own rows where those have a gap.
CATALOGUES = ("standard_catalog.csv", "district_matters.csv")
BASIS = "《滨湖区基层政务公开事项标准目录（第一版）》，经区政府办公室、区法制办公室审核"

# The first word found in the names of a matter decides its stage; the order matters.
STAGE_WORDS = (
    (PublicStage.RESULT, r"结果|决算|名单|公告|批准结果|信用|统计|排名|质量"),
    (PublicStage.SERVICE, r"服务|指南|咨询|办理|活动|培训|法律援助|公证|救助|补贴|保险|就业|申请"),
    (PublicStage.EXECUTION, r"许可|处罚|强制|征收|执法|裁决|确认|奖励|备案|施工|征地"),
    (PublicStage.MANAGEMENT, r"检查|监管|监督|管理|应急|隐患|整改|考核"),
    (PublicStage.DECISION, r"政策|法规|规划|计划|预算|文件|方案|决策|标准"),
)
WORK_POSTS = {
    PublicStage.DECISION: "办公室（政策法规岗）",
    PublicStage.EXECUTION: "业务科室承办岗",
    PublicStage.MANAGEMENT: "监督管理岗",
    PublicStage.SERVICE: "服务窗口岗",
    PublicStage.RESULT: "信息公开岗",
}


def load_matters(*, actor: Official, effective_on: date, at: datetime) -> int:
    """Import the catalogues, complete the drafts and adopt them; return how many are in force.

    Rows that the import finds bad, and matters whose content is missing, are not adopted.
    """
    load_fields(read_fixture("demo/fields"), Loaded())
    created: list[PublicityMatter] = []
    for name in CATALOGUES:
        path = Path(settings.BASE_DIR) / "fixtures" / "demo" / name
        read = read_matters(path.read_bytes(), filename=name)
        created += write_matters(read.rows, actor=actor, basis=BASIS, at=at).created
    matters = list(
        PublicityMatter.objects.filter(pk__in=[matter.pk for matter in created])
        .select_related("group", "field", "department")
        .prefetch_related("elements", "time_limits")
    )
    english = read_fixture("demo/english_names")
    for matter in matters:
        complete(matter)
        matter.name_en = english["matters"].get(matter.name, "")
    PublicityMatter.objects.bulk_update(
        matters,
        ["name_en", "stage", "work_post", "work_authority", "work_procedure", "work_limit"],
        batch_size=500,
    )
    _name_groups(english["groups"])
    link_matters(matters)
    PublicityMatter.objects.filter(pk__in=[matter.pk for matter in matters]).update(
        created_at=at, updated_at=at
    )
    ready = [matter for matter in matters if matter.elements.all()]
    adopt(ready, actor=actor, basis=BASIS, effective_on=effective_on, at=at)
    return len(ready)


def _name_groups(names: dict[str, str]) -> None:
    groups = list(MatterGroup.objects.filter(name__in=names))
    for group in groups:
        group.name_en = names[group.name]
    MatterGroup.objects.bulk_update(groups, ["name_en"])


def complete(matter: PublicityMatter) -> None:
    """Set the stage of the five publics, and the work rule of the pilot fields' matters."""
    words = f"{matter.name} {matter.group.name}"
    matter.stage = next(
        (stage for stage, rule in STAGE_WORDS if re.search(rule, words)), PublicStage.MANAGEMENT
    )
    if not matter.field.is_pilot:
        return
    matter.work_post = f"{matter.department.short_name}{WORK_POSTS[matter.stage]}"
    matter.work_authority = f"拟制、更新“{matter.name}”信息，提出公开属性意见"[:200]
    matter.work_procedure = (
        f"1.承办岗在信息形成或者变更后起草公开稿，覆盖{_listed(matter)}等要素；\n"
        "2.保密审查岗按先审查、后公开的原则审查，涉及第三方的征求意见；\n"
        "3.分管负责人审签；\n"
        "4.信息公开岗通过门户发布并同步其他公开渠道，存档审签记录。"
    )
    matter.work_limit = _work_limit(list(matter.time_limits.all()))


def _listed(matter: PublicityMatter) -> str:
    names = [element.name for element in matter.elements.all()[:3]]
    return "、".join(f"“{name}”" for name in names) or "事项全部"


def _work_limit(limits: list[TimeLimit]) -> str:
    days = [
        limit.amount
        for limit in limits
        if limit.kind == LimitKind.WITHIN_WORKING_DAYS and limit.amount
    ]
    if not days:
        return "随形成随公开，最迟不超过20个工作日"
    total = min(days)
    if total <= 3:
        return f"起草、审查、发布合计不超过{total}个工作日"
    draft, review = max(1, total // 2), max(1, total // 4)
    return f"起草{draft}个工作日，审查{review}个工作日，发布{total - draft - review}个工作日"


def proactive_matters(field: Field) -> list[PublicityMatter]:
    """Matters in force of ``field`` that documents can be published for."""
    return list(
        PublicityMatter.objects.filter(
            Q(field=field), state="in_force", mode=PublicityMode.PROACTIVE
        )
        .select_related("group")
        .prefetch_related("elements")
        .order_by("code")
    )
