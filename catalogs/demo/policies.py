"""Policy documents with their interpretation plans, their interpretations, and the pilot's plan."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from catalogs import publishing
from catalogs.demo.dates import at_nine, months_before, working_day
from catalogs.demo.interpretations import FORMS, interpret
from catalogs.demo.plans import PROCEDURE, Planner
from catalogs.demo.publications import Desk
from catalogs.enums import (
    DocumentKind,
    Effectiveness,
    Genre,
    InterpretationForm,
    InterpretationPhase,
    PublicationForm,
    PublicStage,
    Theme,
)
from catalogs.models import Department, Field, Publication
from catalogs.reference import read_fixture

# Working days after the release; the limit is three.
INTERPRETED_AFTER = {"on_time": 2, "late": 9}
EXPLAINED_AGAIN_AFTER = 15
PILOT_PLAN = "无锡市推进基层政务公开标准化规范化试点工作实施方案"
PILOT_PLAN_NUMBER = "014006438/2017-00137"


def policy_records() -> list[dict[str, Any]]:
    """The policies of ``fixtures/demo/policies.json``, oldest first."""
    return sorted(read_fixture("demo/policies"), key=lambda record: -record["months_ago"])


def release_day(record: dict[str, Any], number: int, planner: Planner) -> tuple[date, date]:
    """The days the ``number``-th policy is formed and released on."""
    month = months_before(planner.today, record["months_ago"])
    formed = working_day(planner.calendar, month + timedelta(days=4 + number % 9))
    return formed, min(working_day(planner.calendar, formed, 4), planner.latest)


def publish_policy(record: dict[str, Any], number: int, planner: Planner, desk: Desk) -> None:
    """Take a policy all the way, with its interpretation plan and what its record says follows."""
    formed, released = release_day(record, number, planner)
    serial = planner.serial(record["number"], formed.year)
    valid_until = None
    if months := record.get("valid_months"):
        valid_until = _months_after(released, months)
    # One expired document is marked so, another is left "in force" for the inspection to find.
    expired = valid_until is not None and valid_until < planner.today
    effectiveness = Effectiveness.IN_FORCE
    if expired and record.get("after") != "expired_in_force":
        effectiveness = Effectiveness.EXPIRED
    columns = {
        "kind": DocumentKind.POLICY,
        "title": f"关于印发《{record['title']}》的通知",
        "title_en": record["en"],
        "document_number": record["number"].format(year=formed.year, serial=serial),
        "formed_on": formed,
        "department": planner.departments[record["department"]],
        "field": planner.fields[record["field"]] if "field" in record else None,
        "forms": [PublicationForm.WEBSITE, PublicationForm.BULLETIN],
        "procedure": PROCEDURE,
        "theme": record["theme"],
        "genre": Genre.NOTICE,
        "keywords": record["keywords"],
        "summary": record["summary"],
        "body": _text(record),
        "stage": PublicStage.DECISION,
        "valid_from": released,
        "valid_until": valid_until,
        "effectiveness": effectiveness,
    }
    matter = planner.matter(record["field"], record["matter"]) if "field" in record else None
    policy = desk.write(
        columns,
        day=formed,
        matters=[matter] if matter else [],
        elements=list(matter.elements.all())[:2] if matter else [],
    )
    desk.attach(policy, "docx" if number % 2 else "pdf", formed)
    clerk = desk.officials(policy.department)[0]
    phase = {
        "before": InterpretationPhase.BEFORE,
        "late": InterpretationPhase.DURING,
    }.get(record["interpretation"], InterpretationPhase.AT_RELEASE)
    form = InterpretationForm(record.get("form", FORMS[number % len(FORMS)]))
    publishing.plan_interpretation(
        policy,
        actor=clerk,
        form=form,
        phase=phase,
        responsible=f"{policy.department.short_name}政策起草科室",
        outline="背景和依据、目标任务、主要内容、适用范围、执行口径、新旧变化",
        at=at_nine(formed, 8),
    )
    if record["interpretation"] == "before":
        interpret(record, policy, form=form, phase=phase, day=formed, desk=desk)
    _interpret_more(record, policy, InterpretationPhase.BEFORE, formed, desk)
    desk.approve(policy, released - timedelta(days=1))
    policy = desk.release(policy, at_nine(released, 30))
    if (days := INTERPRETED_AFTER.get(record["interpretation"])) is not None:
        day = min(working_day(planner.calendar, released, days), planner.latest)
        interpret(record, policy, form=form, phase=phase, day=day, desk=desk)
    during = min(working_day(planner.calendar, released, EXPLAINED_AGAIN_AFTER), planner.latest)
    _interpret_more(record, policy, InterpretationPhase.DURING, during, desk)
    if record.get("after") == "repealed":
        reviewer = desk.officials(policy.department)[1]
        day = months_before(planner.today, 4) + timedelta(days=20)
        reason = "修订后的办法施行，本文件同时废止。"
        publishing.repeal(policy, actor=reviewer, reason=reason, at=at_nine(day))
        Publication.objects.filter(pk=policy.pk).update(updated_at=at_nine(day))


def _interpret_more(
    record: dict[str, Any],
    policy: Publication,
    phase: InterpretationPhase,
    day: date,
    desk: Desk,
) -> None:
    """Write what the record names beside the planned interpretation, in one of the phases."""
    for more in record.get("more", ()):
        if more["phase"] == phase:
            form = InterpretationForm(more["form"])
            interpret(record, policy, form=form, phase=phase, day=day, desk=desk)


def _text(record: dict[str, Any]) -> str:
    return (
        "各街道办事处，区各有关部门：\n\n"
        f"《{record['title']}》已经审议通过，现印发给你们，请认真贯彻执行。\n\n"
        f"## 第一章 总则\n\n**第一条** {record['summary']}\n\n"
        "**第二条** 本文件适用于滨湖区行政区域。\n\n"
        f"## 第二章 主要措施\n\n**第三条** 围绕{'、'.join(record['keywords'])}建立工作台账，"
        "明确责任人和完成时限。\n\n"
        "**第四条** 办理依据、程序、结果依法主动公开，接受社会监督。\n\n"
        "## 第三章 附则\n\n**第五条** 本文件自印发之日起施行。"
    )


def _months_after(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, min(day.day, 28))


def load_pilot_plan() -> int:
    """Publish the plan of the pilot itself, with the metadata of 2017; return 1."""
    desk = Desk()
    issued = datetime(2017, 9, 14, 10, 0, tzinfo=timezone.get_default_timezone())
    field = Field.objects.get(slug="open-government")
    columns = {
        "index_number": PILOT_PLAN_NUMBER,
        "kind": DocumentKind.INFORMATION,
        "title": PILOT_PLAN,
        "title_en": (
            "Implementation plan for the pilot of standardized publicity of grassroots "
            "government affairs in Wuxi"
        ),
        "document_number": "锡政办发〔2017〕186号",
        "formed_on": date(2017, 9, 12),
        "department": Department.objects.get(code="WX"),
        "field": field,
        "forms": [PublicationForm.WEBSITE, PublicationForm.FILES, PublicationForm.BULLETIN],
        "procedure": "由部门编制，经有关处室审核后公开",
        "theme": Theme.COMPREHENSIVE,
        "genre": Genre.OTHER,
        "keywords": ["机关", "办法", "行政"],
        "summary": (
            "无锡市确定滨湖区为试点单位，在九个领域梳理公开事项、编制公开标准、规范公开流程、"
            "完善公开方式；方案明确了主要任务、责任单位、四个阶段的进度和每月报送进展的要求。"
        ),
        "summary_en": (
            "Binhu District pilots standardized open government in nine fields: matters are "
            "listed, standards written, procedures fixed and channels improved, in four stages "
            "with monthly reports before the 30th of each month."
        ),
        "body": (
            "## 试点范围\n\n滨湖区，城乡规划、重大建设项目、财政预决算、税收管理、环境保护、"
            "食品药品监管、安全生产、公共文化服务、公共法律服务九个领域。\n\n"
            "## 主要任务\n\n1. 梳理权责清单和公共服务清单；\n2. 编制政务公开事项清单；\n"
            "3. 规范公开工作流程；\n4. 完善公开方式和平台。\n\n"
            "## 保障措施\n\n每月30日前报送工作进展，每个领域开放不少于两个数据集。"
        ),
        "stage": PublicStage.DECISION,
    }
    plan = desk.write(columns, day=date(2017, 9, 12))
    desk.approve(plan, date(2017, 9, 13))
    desk.release(plan, issued)
    return 1
