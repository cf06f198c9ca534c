"""Requests for data that are open on conditions, for tests, through the verbs."""

from datetime import date, timedelta

from catalogs import data_access
from catalogs.enums import Role
from catalogs.models import DataAccessRequest, Dataset
from catalogs.sharing_enums import AccessApplicant
from catalogs.taking_in import Receipt
from tests import datasets, factories

WHO = {
    "applicant": AccessApplicant.ORGANISATION,
    "name": "无锡蠡湖数据研究所",
    "contact_person": "王小明",
    "telephone": "10000012345",
    "email": "asks@example.org",
}
ASKED = {"purpose": "研究养老服务的布局。", "way_of_use": "存于内网，只发布汇总结果。"}
CONDITIONS = "只用于研究，不得转让。"


def conditional(*, day: date, **values) -> Dataset:
    """A public dataset that is open on conditions."""
    return datasets.published(day=day, openness="conditional", conditions=CONDITIONS, **values)


def asked(*, day: date, dataset: Dataset | None = None, **values) -> Receipt:
    """A request received on ``day`` that waits for a decision."""
    dataset = dataset or conditional(day=day)
    return data_access.ask(dataset, now=datasets.moment(day), **(WHO | ASKED | values))


def reviewer_of(dataset: Dataset):
    return factories.OfficialFactory(role=Role.REVIEWER, department=dataset.department)


def granted(*, day: date, days: int = 30, **values) -> Receipt:
    """A request that was granted on its day for so many days more."""
    receipt = asked(day=day, **values)
    receipt.row.refresh_from_db()
    row: DataAccessRequest = data_access.grant(
        receipt.row,
        actor=reviewer_of(receipt.row.dataset),
        until=day + timedelta(days=days),
        now=datasets.moment(day),
    )
    return Receipt(row, receipt.code)
