"""The district's powers and services, written as drafts and adopted as the first edition."""

from collections.abc import Sequence
from datetime import date, datetime

from catalogs.adjusting import adopt
from catalogs.demo.power_guides import guide_values
from catalogs.demo.power_texts import (
    PowerFacts,
    accountability,
    remedies,
    responsibilities,
    supervision,
)
from catalogs.entry_values import write_values
from catalogs.enums import EntryState, Level, PowerCategory
from catalogs.history import record_many
from catalogs.models import CatalogEntry, Department, Official, PowerItem, ServiceItem
from catalogs.reference import read_fixture

POWERS_BASIS = "《江苏省政府关于全面推行权力清单和责任清单制度的意见》，经区政府常务会议审定"
SERVICES_BASIS = (
    "《国务院办公厅关于简化优化公共服务流程方便基层群众办事创业的通知》（国办发〔2015〕86号）"
)
# Entries left as drafts, so that a clerk finds something to finish.
DRAFTS_OF_LIST = 3


def load_powers(*, actor: Official, effective_on: date, at: datetime) -> int:
    """Write the county items beside their city standards; return how many are in force."""
    records = read_fixture("demo/powers")
    standards = {row.code: row for row in PowerItem.objects.filter(level=Level.CITY)}
    departments = {row.code: row for row in Department.objects.all()}
    powers = [_write_power(values, standards[values["code"]], departments) for values in records]
    record_many(powers, actor=actor, action="create", to_state=EntryState.DRAFT, at=at)
    _date(PowerItem, powers, at)
    adopted = powers[:-DRAFTS_OF_LIST]
    adopt(adopted, actor=actor, basis=POWERS_BASIS, effective_on=effective_on, at=at)
    return len(adopted)


def _date(model: type[CatalogEntry], entries: Sequence[CatalogEntry], at: datetime) -> None:
    pks = [entry.pk for entry in entries]
    model.objects.filter(pk__in=pks).update(created_at=at, updated_at=at)


def _write_power(values, standard: PowerItem, departments) -> PowerItem:
    category = PowerCategory(standard.category)
    department = departments[values["department"]]
    facts = PowerFacts(
        category=category,
        field=standard.field.slug,
        department=department,
        duties=tuple(values["duties"]),
        watch=values["watch"],
    )
    power = PowerItem(
        code=standard.code,
        level=Level.COUNTY,
        standard=standard,
        name=standard.name,
        name_en=standard.name_en,
        category=category,
        legal_basis=standard.legal_basis,
        department=department,
        field=standard.field,
        office=values["office"],
        target=values["target"],
        scope=values["scope"],
        responsibilities=responsibilities(facts),
        supervision=supervision(facts),
        remedies=remedies(facts),
        accountability=accountability(facts),
        intermediary_services=values.get("intermediary", ""),
    )
    write_values(power, {"guide": guide_values(category, values["office"], values["guide"])})
    return power


def load_services(*, actor: Official, effective_on: date, at: datetime) -> int:
    """Write the service items with their guides; return how many are in force."""
    departments = {row.code: row for row in Department.objects.all()}
    services = [
        _write_service(values, departments[values["department"]])
        for values in read_fixture("demo/services")
    ]
    record_many(services, actor=actor, action="create", to_state=EntryState.DRAFT, at=at)
    _date(ServiceItem, services, at)
    adopted = services[:-DRAFTS_OF_LIST]
    adopt(adopted, actor=actor, basis=SERVICES_BASIS, effective_on=effective_on, at=at)
    return len(adopted)


def _write_service(values, department: Department) -> ServiceItem:
    columns = {
        **{key: value for key, value in values.items() if key != "guide"},
        "legal_basis": "\n".join(values["legal_basis"]),
        "consultation": f"现场咨询；电话{department.telephone}；12345政务服务便民热线",
        "complaint": "12345政务服务便民热线；门户监督投诉栏目",
        "place": department.address,
        "hours": department.office_hours,
        "guide": _service_guide(values["guide"]),
    }
    service = ServiceItem()
    write_values(service, columns)
    return service


def _service_guide(guide) -> dict:
    statutory, promised, unit = guide["limits"]
    return {
        "conditions": "\n".join(
            f"{n}.{text}；" for n, text in enumerate(guide["conditions"], start=1)
        ),
        "statutory_limit": statutory,
        "commitment_limit": promised,
        "limit_unit": unit,
        "limit_note": guide.get("limit_note", ""),
        "result": guide["result"],
        "steps": guide["steps"],
        "materials": guide["materials"],
    }
