"""What followed the answers: marks, remedies, published texts, the annual figures."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

from applications import annual_chapters, rating, remedies
from applications.annual_report import enter_figures
from applications.demo.answers import ANSWERS
from applications.enums import ANSWERED_STATES, DISCLOSING, Outcome, RemedyKind, RemedyResult
from applications.models import Application
from applications.publishing_requests import publish_request
from catalogs.demo.dates import at_nine
from catalogs.models import Department, Official

MARKS = (5, 5, 4, 5, 3, 5, 4, 2, 5, 4)
COMMENTS = {5: "答复及时，材料清楚。", 3: "希望能直接下载电子表格。", 2: "等待时间较长。"}
COURT, GOVERNMENT = "有管辖权的人民法院", "滨湖区人民政府"
REMEDIES = (
    (Outcome.INTERNAL, RemedyKind.RECONSIDERATION, GOVERNMENT, RemedyResult.UPHELD),
    (Outcome.PROCESS, RemedyKind.RECONSIDERATION, GOVERNMENT, RemedyResult.CORRECTED),
    (Outcome.CASE_FILE, RemedyKind.RECONSIDERATION, GOVERNMENT, RemedyResult.PENDING),
    (Outcome.NOT_HELD, RemedyKind.SUIT_DIRECT, COURT, RemedyResult.UPHELD),
    (Outcome.THIRD_PARTY, RemedyKind.SUIT_AFTER, COURT, RemedyResult.OTHER),
    (Outcome.PARTLY, RemedyKind.RECONSIDERATION, GOVERNMENT, RemedyResult.OTHER),
    (Outcome.PETITION, RemedyKind.RECONSIDERATION, GOVERNMENT, RemedyResult.UPHELD),
)
LESSONS = (
    "含有个人信息的材料并非一概不予公开：能够区分处理的，应当提供可以公开的部分。",
    "征求第三方意见的时间不计入答复期限，但应当及时告知申请人。",
    "申请内容不明确时，一次性告知需要补正的全部内容，可以避免往返。",
    "多次被申请公开的同类信息，适合转为主动公开，减轻各方负担。",
    "信息由多个单位共同制作的，由牵头单位统一答复，申请人只需跑一次。",
)
PUBLISHED = 14


def rate(*, today: date) -> int:
    """Let two of five applicants give a mark some days after the answer; return how many."""
    marks, count = cycle(MARKS), 0
    answered = Application.objects.filter(state__in=ANSWERED_STATES).order_by("pk")
    for place, application in enumerate(answered):
        if place % 5 in (1, 3):
            day = min(today, application.concluded_on + timedelta(days=4))
            mark = next(marks)
            rating.rate(
                application,
                score=mark,
                comment=COMMENTS.get(mark, ""),
                today=day,
                at=at_nine(day, 300),
            )
            count += 1
    return count


def record_remedies(*, today: date) -> int:
    """Record a remedy of each kind and result, decided two months after it was filed."""
    actor = Official.objects.get(username="legal")
    used: list[int] = []
    for outcome, kind, authority, result in REMEDIES:
        rows = Application.objects.filter(outcome=outcome, answered_on__isnull=False)
        application = rows.exclude(pk__in=used).order_by("concluded_on").first()
        used.append(application.pk)
        filed_on = application.concluded_on + timedelta(days=14)
        if result == RemedyResult.PENDING:
            filed_on = max(filed_on, today - timedelta(days=30))
        row = remedies.record_remedy(
            application,
            actor=actor,
            kind=kind,
            filed_on=filed_on,
            authority=authority,
            today=max(filed_on, application.concluded_on),
            at=at_nine(filed_on, 60),
        )
        if result != RemedyResult.PENDING:
            decided_on = min(today, filed_on + timedelta(days=60))
            remedies.decide_remedy(
                row,
                actor=actor,
                result=result,
                decided_on=decided_on,
                today=decided_on,
                at=at_nine(decided_on, 60),
            )
    return len(REMEDIES)


def publish(*, today: date) -> int:
    """Publish answered requests with consent; every third of them as a typical case."""
    office = Official.objects.get(username="office")
    rows = (
        Application.objects.filter(
            state__in=ANSWERED_STATES, consent_to_publish=True, outcome__in=DISCLOSING
        )
        .select_related("department")
        .order_by("-concluded_on", "-pk")
    )
    asked: dict[str, Application] = {}
    for application in rows:
        asked.setdefault(application.title, application)
    chosen, lessons = list(asked.values())[:PUBLISHED], cycle(LESSONS)
    for place, application in enumerate(chosen):
        typical = place % 3 == 0
        day = min(today, application.concluded_on + timedelta(days=7))
        publish_request(
            application,
            actor=office,
            title=application.title,
            question=f"申请人希望了解：{application.title}。{application.features}",
            answer=ANSWERS[application.outcome],
            lesson=next(lessons) if typical else "",
            is_typical=typical,
            today=day,
            at=at_nine(day, 120),
        )
    return len(chosen)


def enter_annual_figures(*, today: date) -> int:
    """Enter what departments count outside the portal, and the chapters of last year's report."""
    office = Official.objects.get(username="office")
    admin = Official.objects.get(username="admin")
    departments = Department.objects.filter(code__in=["BHQ-HBJ", "BHQ-SCJ", "BHQ-CGJ", "BHQ-SPJ"])
    years = (today.year - 2, today.year - 1)
    for place, department in enumerate(departments.order_by("code"), start=1):
        for year in years:
            enter_figures(
                actor=admin,
                department=department,
                year=year,
                licences=412 * place + year % 10,
                penalties=96 * place + year % 7,
                coercions=3 * place,
                charges=Decimal(12 * place) + Decimal("0.50"),
            )
    for year in years:
        annual_chapters.write(
            actor=office,
            department=None,
            year=year,
            problems=(
                "一是部分单位对申请内容的检索不够全面；二是个别答复未写明具体条款。下一年将开展答复"
                "文书评查，并把多次被申请的事项逐项转为主动公开。"
            ),
        )
    return len(departments) * len(years)
