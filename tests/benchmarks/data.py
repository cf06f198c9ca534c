"""Rows in bulk for benchmarks: as many as asked for, shaped like the real lists."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db import models
from django.utils import timezone

from catalogs.enums import (
    AdjustmentAction,
    AdjustmentReason,
    AdjustmentState,
    DepartmentKind,
    DocumentKind,
    Effectiveness,
    EntryState,
    Genre,
    InterpretationForm,
    InterpretationPhase,
    Level,
    PowerCategory,
    ProviderKind,
    PublicationState,
    PublicityMode,
    PublicStage,
    ServiceAudience,
    Theme,
)
from catalogs.models import (
    Adjustment,
    Department,
    Field,
    MatterElement,
    MatterGroup,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)

FIRST_DAY = date(2024, 1, 2)
BATCH = 2000
PLACES = ("蠡湖", "荣巷", "河埒", "马山", "雪浪", "华庄", "太湖", "胡埭", "山水城", "蠡园")
THINGS = (
    *("食品经营许可", "环境影响评价", "建设工程规划", "公共图书馆借阅", "安全生产检查"),
    *("法律援助", "排污许可证", "部门预算", "重大建设项目批准", "药品经营许可"),
    *("消防安全检查", "税收优惠政策", "施工许可证", "文物保护单位", "特种设备登记"),
)
ACTS = ("审批", "核发", "备案", "监督检查", "行政处罚", "信息公开", "变更登记", "注销")
BASIS = "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条、第二十一条。" * 4
TEXT = "为规范行政行为，方便群众办事，现就有关事项通知如下。" * 12


def make(
    *,
    powers: int = 0,
    services: int = 0,
    matters: int = 0,
    documents: int = 0,
    adjustments: int = 0,
) -> None:
    """Write so many rows of each kind into an empty database, with what they hang on."""
    departments, fields, groups = _departments(40), _fields(27), []
    for field in fields:
        groups += [
            _named(MatterGroup, f"{field.name}一级事项{n}", code=f"{field.code}-{n}", field=field)
            for n in range(5)
        ]
    MatterGroup.objects.bulk_create(groups)
    where = {"departments": departments, "fields": fields}
    if powers:
        standard = _standard(departments[0], fields[0])
        _write(PowerItem, powers, lambda n: _power(n, standard, **where))
    _write(ServiceItem, services, lambda n: _service(n, **where))
    _write(PublicityMatter, matters, lambda n: _matter(n, groups, departments))
    _write_elements(matters)
    _write(Publication, documents, lambda n: _document(n, **where))
    _link_documents(documents)
    _write_adjustments(adjustments)


def name(n: int) -> str:
    """The n-th name; no two are the same."""
    place, rest = PLACES[n % len(PLACES)], n // len(PLACES)
    thing, rest = THINGS[rest % len(THINGS)], rest // len(THINGS)
    return f"{place}{thing}{ACTS[rest % len(ACTS)]}第{n}项"


def _write(model: type[models.Model], total: int, make_row: Callable[[int], models.Model]) -> None:
    rows: Iterator = map(make_row, range(total))
    while batch := list(islice(rows, BATCH)):
        model.objects.bulk_create(batch)


def _named(model: type[models.Model], text: str, **columns: object) -> models.Model:
    row = model(name=text, **columns)
    row.prepare()
    return row


def _departments(total: int) -> list[Department]:
    rows = [
        _named(
            Department,
            f"滨湖区第{n}局",
            code=f"bureau-{n}",
            kind=DepartmentKind.DISTRICT_DEPARTMENT,
            organization_code=f"{n:09d}",
        )
        for n in range(total)
    ]
    return Department.objects.bulk_create(rows)


def _fields(total: int) -> list[Field]:
    rows = [
        _named(Field, f"第{n}领域", code=f"{n:02d}", slug=f"area-{n}", is_pilot=n < 9)
        for n in range(total)
    ]
    return Field.objects.bulk_create(rows)


def _in_force(n: int, departments: list[Department], fields: list[Field]) -> dict:
    return {
        "department": departments[n * 7 % len(departments)],
        "field": fields[n * 5 % len(fields)],
        "legal_basis": BASIS,
        "state": EntryState.IN_FORCE,
        "effective_on": FIRST_DAY + timedelta(days=n % 700),
    }


def _standard(department: Department, field: Field) -> PowerItem:
    row = _named(
        PowerItem,
        "标准事项",
        code="STANDARD",
        level=Level.CITY,
        category=PowerCategory.LICENCE,
        **_in_force(0, [department], [field]),
    )
    row.save()
    return row


def _power(
    n: int, standard: PowerItem, departments: list[Department], fields: list[Field]
) -> PowerItem:
    return _named(
        PowerItem,
        name(n),
        code=f"3202{n:08d}",
        level=Level.COUNTY,
        standard=standard,
        category=PowerCategory.values[n % len(PowerCategory.values)],
        responsibilities=TEXT,
        **_in_force(n, departments, fields),
    )


def _service(n: int, departments: list[Department], fields: list[Field]) -> ServiceItem:
    return _named(
        ServiceItem,
        name(n) + "服务",
        code=f"FW{n:08d}",
        provider=ProviderKind.values[n % len(ProviderKind.values)],
        audience=ServiceAudience.values[n % len(ServiceAudience.values)],
        content=TEXT,
        **_in_force(n, departments, fields),
    )


def _matter(n: int, groups: list[MatterGroup], departments: list[Department]) -> PublicityMatter:
    group = groups[n * 3 % len(groups)]
    return _named(
        PublicityMatter,
        name(n) + "公开",
        code=f"GK{n:08d}",
        group=group,
        mode=PublicityMode.ON_APPLICATION if n % 9 == 0 else PublicityMode.PROACTIVE,
        at_township=n % 3 == 0,
        stage=PublicStage.values[n % len(PublicStage.values)],
        time_limit_text="信息形成或者变更之日起20个工作日内",
        **_in_force(n, departments, [group.field]),
    )


def _write_elements(matters: int) -> None:
    parts = ("办理依据", "办理结果")
    keys = PublicityMatter.objects.order_by("pk").values_list("pk", flat=True)[:matters]
    rows = (
        MatterElement(matter_id=key, position=position, name=part)
        for key in keys
        for position, part in enumerate(parts, start=1)
    )
    while batch := list(islice(rows, BATCH)):
        MatterElement.objects.bulk_create(batch)


def _document(n: int, departments: list[Department], fields: list[Field]) -> Publication:
    department = departments[n * 7 % len(departments)]
    issued = FIRST_DAY + timedelta(days=n % 700)
    interprets = n % 10 == 0
    return Publication(
        kind=DocumentKind.INTERPRETATION if interprets else DocumentKind.INFORMATION,
        interpretation_form=InterpretationForm.TEXT if interprets else "",
        interpretation_phase=InterpretationPhase.AT_RELEASE if interprets else "",
        index_number=f"{department.organization_code}/{issued.year}-{n // len(departments):05d}",
        title=f"关于{name(n)}的通知",
        document_number=f"锡滨发〔{issued.year}〕{n}号",
        formed_on=issued,
        issued_on=issued,
        published_at=timezone.make_aware(datetime.combine(issued, time(9))),
        state=PublicationState.PUBLISHED,
        department=department,
        field=fields[n * 5 % len(fields)],
        theme=Theme.values[n % len(Theme.values)],
        genre=Genre.values[n % len(Genre.values)],
        effectiveness=Effectiveness.EXPIRED if n % 8 == 0 else Effectiveness.IN_FORCE,
        summary=TEXT[:80],
        body=TEXT,
    )


def _link_documents(documents: int) -> None:
    """Tie each document to one matter, in turn."""
    through = Publication.matters.through
    matters = list(PublicityMatter.objects.order_by("pk").values_list("pk", flat=True))
    if not matters:
        return
    keys = Publication.objects.order_by("pk").values_list("pk", flat=True)[:documents]
    rows = (
        through(publication_id=key, publicitymatter_id=matters[n % len(matters)])
        for n, key in enumerate(keys)
    )
    while batch := list(islice(rows, BATCH)):
        through.objects.bulk_create(batch)


def _write_adjustments(total: int) -> None:
    """One adjustment for each of the first matters: it was added."""
    matters = PublicityMatter.objects.order_by("pk").only("department", "effective_on")[:total]
    rows = (
        Adjustment(
            action=AdjustmentAction.ADD,
            matter=matter,
            department_id=matter.department_id,
            reason=AdjustmentReason.LAW_RELEASED,
            basis=BASIS[:60],
            effective_on=matter.effective_on,
            state=AdjustmentState.APPLIED,
            applied_at=timezone.now(),
        )
        for matter in matters
    )
    while batch := list(islice(rows, BATCH)):
        Adjustment.objects.bulk_create(batch)
