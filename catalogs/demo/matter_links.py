"""Which powers and services a publicity matter comes from, by the words both use."""

import re
from collections import defaultdict
from collections.abc import Sequence

from catalogs.enums import Level, PowerCategory
from catalogs.models import PowerItem, PublicityMatter, ServiceItem

# A matter that speaks of a category of power comes from the powers of that category.
CATEGORY_WORDS = {
    PowerCategory.LICENCE: r"行政许可|许可",
    PowerCategory.PENALTY: r"行政处罚|处罚",
    PowerCategory.COERCION: r"行政强制|强制",
    PowerCategory.LEVY: r"征收",
    PowerCategory.PAYMENT: r"给付|法律援助",
    PowerCategory.INSPECTION: r"行政检查|监督检查|检查|日常监管",
    PowerCategory.CONFIRMATION: r"行政确认|认定",
    PowerCategory.REWARD: r"行政奖励|奖励|表彰",
    PowerCategory.ADJUDICATION: r"裁决|投诉处理",
}
# Words that tie a service to a matter when both use one of them.
SERVICE_WORDS = (
    "图书馆", "文化馆", "体育", "法律援助", "调解", "公证", "律师", "法治宣传", "普法", "空气",
    "水", "投诉", "举报", "环境影响", "咨询", "纳税", "发票", "信用", "完税", "抽检", "餐饮",
    "培训", "消防", "规划", "公示", "审批", "预算", "决算", "补贴", "质量", "食品", "药品",
)  # fmt: skip


def link_matters(matters: Sequence[PublicityMatter]) -> int:
    """Link each matter with the county powers and services it comes from; return how many links."""
    powers: dict[tuple[int, str], list[PowerItem]] = defaultdict(list)
    for power in PowerItem.objects.filter(level=Level.COUNTY):
        powers[power.field_id, power.category].append(power)
    services: dict[int, list[ServiceItem]] = defaultdict(list)
    for service in ServiceItem.objects.all():
        services[service.field_id].append(service)
    to_power, to_service = PublicityMatter.powers.through, PublicityMatter.services.through
    power_links = [
        to_power(publicitymatter=matter, poweritem=power)
        for matter in matters
        for power in _powers_of(matter, powers)
    ]
    service_links = [
        to_service(publicitymatter=matter, serviceitem=service)
        for matter in matters
        for service in _services_of(matter, services[matter.field_id])
    ]
    to_power.objects.bulk_create(power_links, batch_size=500)
    to_service.objects.bulk_create(service_links, batch_size=500)
    return len(power_links) + len(service_links)


def _powers_of(matter: PublicityMatter, powers) -> list[PowerItem]:
    words = f"{matter.name} {matter.group.name}"
    named = [
        power
        for (field, _category), rows in powers.items()
        if field == matter.field_id
        for power in rows
        if power.name in matter.name or matter.name in power.name
    ]
    if named:
        return named
    found = []
    for category, rule in CATEGORY_WORDS.items():
        if re.search(rule, words):
            found += powers[matter.field_id, category]
    return found


def _services_of(matter: PublicityMatter, services: list[ServiceItem]) -> list[ServiceItem]:
    words = [word for word in SERVICE_WORDS if word in matter.name]
    return [service for service in services if any(word in service.name for word in words)]
