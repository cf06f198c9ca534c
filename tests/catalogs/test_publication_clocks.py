"""When a document is due: the strictest countable limit of its matters, or the ceiling."""

from datetime import date

import pytest

from catalogs import publishing
from catalogs.enums import PublicityMode
from tests.factories import MatterFactory, OfficialFactory

pytestmark = pytest.mark.django_db


def formed_on_7_september(**values):
    clerk = OfficialFactory()
    return publishing.create(
        actor=clerk,
        title="关于环境影响评价审批的公告",
        formed_on=date(2026, 9, 7),
        department=clerk.department,
        **values,
    )


WORDINGS = [
    pytest.param([], date(2026, 10, 10), id="no matter: the ceiling of 20 working days"),
    pytest.param(["信息形成之日起7个工作日内"], date(2026, 9, 16), id="7 working days"),
    pytest.param(["批准后20日内"], date(2026, 9, 27), id="20 calendar days, on a Sunday"),
    pytest.param(
        ["自收到申请之日起7个工作日内"], date(2026, 10, 10), id="from an application: the ceiling"
    ),
    pytest.param(["及时公开"], date(2026, 10, 10), id="promptly: the ceiling"),
    pytest.param(
        ["信息形成之日起7个工作日内", "信息形成之日起20个工作日内"],
        date(2026, 9, 16),
        id="the strictest of two matters",
    ),
    pytest.param(
        ["信息形成之日起20个工作日内;行政许可和行政处罚决定作出后7个工作日内"],
        date(2026, 10, 10),
        id="the limit for the whole before that for a part",
    ),
]


@pytest.mark.parametrize(("wordings", "due_on"), WORDINGS)
def test_a_document_formed_on_7_september_2026_is_due(wordings, due_on, calendar_2026):
    matters = [MatterFactory(time_limit_text=wording) for wording in wordings]
    publication = formed_on_7_september(matters=matters)
    assert (publication.due_on, publication.due_provisional) == (due_on, False)


def test_a_document_that_need_not_be_published_unasked_has_no_due_date():
    assert formed_on_7_september(mode=PublicityMode.ON_APPLICATION).due_on is None
