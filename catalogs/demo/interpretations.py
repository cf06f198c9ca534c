"""Interpretations of the demonstration's policies, in the forms and phases their records name."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from catalogs import attaching, publishing
from catalogs.deadlines import load_calendar
from catalogs.demo import pictures
from catalogs.demo.dates import at_nine, working_day
from catalogs.demo.plans import PROCEDURE
from catalogs.demo.publications import Desk
from catalogs.enums import (
    DocumentKind,
    Genre,
    InterpretationForm,
    InterpretationPhase,
    PublicationForm,
    PublicStage,
    Theme,
)
from catalogs.interpreting import ELEMENTS
from catalogs.models import Department, Official, Publication

# Forms that need no recording, one after another for the policies whose record names none.
FORMS = (
    InterpretationForm.TEXT,
    InterpretationForm.QUESTIONS,
    InterpretationForm.CHART,
    InterpretationForm.PRESS_CONFERENCE,
    InterpretationForm.MEDIA,
    InterpretationForm.EXPERT,
)
TITLES = {
    InterpretationForm.TEXT: ("《{}》政策解读", "About the document: {}"),
    InterpretationForm.QUESTIONS: ("《{}》热点问答", "Questions and answers: {}"),
    InterpretationForm.CHART: ("一图读懂《{}》", "At a glance: {}"),
    InterpretationForm.VIDEO: ("视频解读《{}》", "Video: {}"),
    InterpretationForm.PRESS_CONFERENCE: (
        "《{}》新闻发布会实录",
        "Record of the press conference: {}",
    ),
    InterpretationForm.MEDIA: ("媒体视角：《{}》带来什么变化", "In the press: {}"),
    InterpretationForm.EXPERT: ("专家解读《{}》", "An expert explains: {}"),
}
# One released yesterday and still to be interpreted, one draft whose plan is missing.
WAITING = "滨湖区生活垃圾分类投放管理办法"
UNPLANNED = "滨湖区生活垃圾分类考核细则"
RECORDING = settings.BASE_DIR / "fixtures" / "demo" / "interpretation.mp4"


def interpret(
    record: dict[str, Any],
    policy: Publication,
    *,
    form: InterpretationForm,
    phase: InterpretationPhase,
    day: date,
    desk: Desk,
) -> None:
    """Write, review and release one interpretation of ``policy`` on ``day``."""
    title, english = TITLES[form]
    interpretation = desk.write(
        {
            "kind": DocumentKind.INTERPRETATION,
            "title": title.format(record["title"]),
            "title_en": english.format(record["en"]),
            "formed_on": day,
            "department": policy.department,
            "field": policy.field,
            "forms": [PublicationForm.WEBSITE],
            "procedure": PROCEDURE,
            "theme": record["theme"],
            "genre": Genre.OTHER,
            "keywords": ["政策解读", *record["keywords"]],
            "summary": f"从背景依据、主要内容和办事变化等方面解读《{record['title']}》。",
            "body": _body(record, policy, form),
            "stage": PublicStage.DECISION,
            "interpretation_form": form,
            "interpretation_phase": phase,
        },
        day=day,
        interprets=[policy],
    )
    _attach(record, interpretation, form, day, desk)
    desk.approve(interpretation, day)
    desk.release(interpretation, at_nine(day, 45))


def _attach(
    record: dict[str, Any],
    interpretation: Publication,
    form: InterpretationForm,
    day: date,
    desk: Desk,
) -> None:
    if form == InterpretationForm.CHART:
        points = _points(record)
        issuer = interpretation.department.name
        name, content = "一图读懂.png", pictures.chart(record["title"], issuer, points)
        sentences = "；".join(f"{heading}：{text.rstrip('。')}" for heading, text in points)
        words = f"一图读懂《{record['title']}》。{sentences}。"
    elif form == InterpretationForm.VIDEO:
        name, content, words = "视频解读.mp4", RECORDING.read_bytes(), ""
    else:
        return
    attaching.attach(
        interpretation,
        file=io.BytesIO(content),
        name=name,
        actor=desk.officials(interpretation.department)[0],
        text_alternative=words,
        at=at_nine(day, 5),
    )


def _points(record: dict[str, Any]) -> Sequence[tuple[str, str]]:
    topics = "、".join(record["keywords"])
    return (
        ("目标任务", record["summary"]),
        ("主要内容", f"围绕{topics}，明确责任主体、办理流程和时限。"),
        ("注意事项", "依据、程序和结果依法主动公开，有疑问可向发布机构咨询。"),
    )


def _body(record: dict[str, Any], policy: Publication, form: InterpretationForm) -> str:
    topics = "、".join(record["keywords"])
    contact = f"{policy.department.name}，电话{policy.department.telephone}。"
    if form == InterpretationForm.VIDEO:
        return (
            f"视频没有声音，画面文字如下。\n\n1. 《{record['title']}》讲了什么\n"
            f"2. {record['summary']}\n3. 哪些情况适用：滨湖区行政区域内的有关单位\n"
            f"4. 咨询：{contact}"
        )
    if form == InterpretationForm.CHART:
        return "".join(f"## {heading}\n\n{text}\n\n" for heading, text in _points(record))
    if form in {InterpretationForm.QUESTIONS, InterpretationForm.PRESS_CONFERENCE}:
        return (
            f"**问：为什么要制定这份文件？**\n\n答：{record['summary']}\n\n"
            f"**问：和群众、企业关系最大的是哪几条？**\n\n答：围绕{topics}，文件明确了责任主体、"
            f"办理流程和时限，能够当场办结的当场办结。\n\n**问：有疑问向谁咨询？**\n\n答：{contact}"
        )
    if form in {InterpretationForm.EXPERT, InterpretationForm.MEDIA}:
        return (
            f"## 怎么看\n\n{record['summary']}这回应了基层在{topics}方面的实际需要。\n\n"
            "## 怎么用\n\n责任主体、流程和时限都写进了文件，办事有据可查，结果依法公开。\n\n"
            f"## 咨询\n\n{contact}"
        )
    texts = (
        f"{record['summary']}文件依据国家和省、市有关规定制定。",
        f"规范{topics}工作，方便群众和企业办事。",
        f"围绕{topics}，明确责任主体、办理流程和时限，能够当场办结的当场办结。",
        "滨湖区行政区域内的有关单位和个人。",
        "以文件规定的条件、程序和时限为准，各承办单位执行同一标准。",
        "文件自印发之日起施行，此前已经受理的事项按原规定办理。",
        f"{topics}：含义以文件第一章的规定为准。",
        "减少重复提交材料，办理依据、程序和结果主动公开。",
        "此前没有专门规定的事项，现在有了明确的主体和时限。",
    )
    explained = zip(ELEMENTS, texts, strict=True)
    parts = [f"## {element}\n\n{text}\n\n" for element, text in explained]
    return f"{''.join(parts)}## 咨询\n\n{contact}"


def load_waiting(*, today: date) -> int:
    """Leave one policy waiting for its interpretation, and one draft without a plan; return 2."""
    desk, calendar = Desk(), load_calendar()
    clerk = Official.objects.get(username="clerk")
    released = today - timedelta(days=1)
    formed = working_day(calendar, released - timedelta(days=9))
    waiting = _write_policy(WAITING, clerk.department, formed, desk)
    publishing.plan_interpretation(
        waiting,
        actor=clerk,
        form=InterpretationForm.VIDEO,
        phase=InterpretationPhase.AT_RELEASE,
        responsible=f"{clerk.department.short_name}政策起草科室",
        outline="、".join(ELEMENTS),
        at=at_nine(formed, 8),
    )
    desk.approve(waiting, formed)
    desk.release(waiting, at_nine(released, 30))
    _write_policy(UNPLANNED, clerk.department, formed, desk)
    return 2


def _write_policy(title: str, department: Department, day: date, desk: Desk) -> Publication:
    return desk.write(
        {
            "kind": DocumentKind.POLICY,
            "title": f"关于印发《{title}》的通知",
            "formed_on": day,
            "department": department,
            "forms": [PublicationForm.WEBSITE],
            "procedure": PROCEDURE,
            "theme": Theme.CONSTRUCTION_ENVIRONMENT,
            "genre": Genre.NOTICE,
            "keywords": ["生活垃圾", "分类"],
            "summary": f"《{title}》明确责任主体、办理流程和时限。",
            "body": f"《{title}》已经审议通过，现印发给你们，请认真贯彻执行。",
            "stage": PublicStage.DECISION,
        },
        day=day,
    )
