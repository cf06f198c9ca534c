"""Non-disclosure reviews: one agreed by both offices, one before them, one returned."""

from datetime import date, datetime, timedelta

from catalogs import adjusting, reviewing
from catalogs.demo.dates import at_nine
from catalogs.demo.officials import clerk_of, reviewer_of
from catalogs.entry_values import write_values
from catalogs.enums import AdjustmentAction, AdjustmentReason, NonDisclosureGround
from catalogs.history import record
from catalogs.models import (
    Department,
    Field,
    MatterGroup,
    NonDisclosureReview,
    Official,
    PublicityMatter,
)

GROUP = "行政执法内部管理"
# Field, code of the department, name, elements, ground, justification, how far the review goes.
CASES = (
    (
        "environment",
        "BHQ-HBJ",
        "环境行政执法案卷（调查笔录、证据材料）",
        ("询问笔录", "现场勘查照片", "内部审批表"),
        NonDisclosureGround.CASE_FILE,
        "《中华人民共和国政府信息公开条例》第十六条第二款：行政执法案卷信息可以不予公开；"
        "处罚决定另按“行政处罚”事项公开，不影响公众知情。",
        "approved",
    ),
    (
        "taxation",
        "BHQ-GSJ",
        "税务稽查选案名单和举报人信息",
        ("选案名单", "举报线索登记"),
        NonDisclosureGround.THIRD_PARTY,
        "公开会泄露举报人信息并妨碍案件查办，涉及商业秘密和个人隐私（《条例》第十五条、"
        "《中华人民共和国税收征收管理法》第八条、第十三条）。",
        "with_offices",
    ),
    (
        "urban-planning",
        "BHQ-GHF",
        "规划方案内部讨论稿和会商纪要",
        ("讨论稿", "会商纪要"),
        NonDisclosureGround.PROCESS_INFORMATION,
        "属于内部讨论过程性信息（《条例》第十六条第二款）。",
        "returned",
    ),
)


def load_reviews(*, today: date) -> int:
    """Write the draft matters and take each review as far as its case says."""
    for number, case in enumerate(CASES):
        _review(case, start=today - timedelta(days=60 - 15 * number))
    return len(CASES)


def _review(case: tuple, start: date) -> NonDisclosureReview:
    slug, code, name, elements, ground, justification, until = case
    department = Department.objects.get(code=code)
    clerk, reviewer = clerk_of(department), reviewer_of(department)
    days = [at_nine(start + timedelta(days=number)) for number in range(6)]
    field = Field.objects.get(slug=slug)
    matter = _draft(field, department, name, elements, clerk, days[0])
    review = reviewing.request(
        matter, actor=clerk, ground=ground, justification=justification, at=days[0]
    )
    NonDisclosureReview.objects.filter(pk=review.pk).update(created_at=days[0])
    review = reviewing.submit(review, actor=clerk, at=days[1])
    review = reviewing.pass_department(review, actor=reviewer, at=days[2])
    legal = Official.objects.get(username="legal")
    if until == "returned":
        reason = "讨论稿中已成熟的方案应当按批前公示公开，请区分处理后再报。"
        return reviewing.return_(review, actor=legal, reason=reason, at=days[3])
    review = reviewing.agree(review, actor=legal, at=days[3])
    if until == "approved":
        office = Official.objects.get(username="office")
        review = reviewing.agree(review, actor=office, at=days[4])
        _bring_into_force(matter, clerk, office, start + timedelta(days=5))
    return review


def _draft(
    field: Field,
    department: Department,
    name: str,
    elements: tuple[str, ...],
    clerk: Official,
    at: datetime,
) -> PublicityMatter:
    group, _new = MatterGroup.objects.get_or_create(
        field=field, name=GROUP, defaults={"code": f"{field.code}-90"}
    )
    matter = PublicityMatter(
        code=f"{group.code}-001",
        group=group,
        field=field,
        department=department,
        name=name,
        legal_basis="《中华人民共和国政府信息公开条例》",
    )
    write_values(matter, {"elements": list(elements), "channels": [], "time_limit_text": ""})
    record(matter, actor=clerk, action="create", to_state=matter.state, at=at)
    return matter


def _bring_into_force(
    matter: PublicityMatter, clerk: Official, office: Official, day: date
) -> None:
    adjustment = adjusting.propose(
        matter,
        action=AdjustmentAction.ADD,
        actor=clerk,
        reason=AdjustmentReason.CORRECTION,
        basis="不予公开事项审查意见（区政府办公室、区法制办公室联合审查）",
        effective_on=day,
        at=at_nine(day, 10),
    )
    adjustment = adjusting.submit(adjustment, actor=clerk, at=at_nine(day, 30))
    adjusting.approve(adjustment, actor=office, today=day, at=at_nine(day, 60))
