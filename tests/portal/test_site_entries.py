"""The pages of powers, services, publicity matters and adjustments."""

from datetime import date

import pytest

from catalogs import adjusting
from catalogs.entry_values import read_values
from catalogs.enums import AdjustmentAction, AdjustmentReason, Level, PublicityMode
from tests import factories

pytestmark = pytest.mark.django_db


def text(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def revise(entry, today, **proposed):
    """Take a revision of ``entry`` all the way through the verbs."""
    clerk = factories.OfficialFactory(department=entry.department)
    office = factories.OfficialFactory(government_office=True)
    adjustment = adjusting.propose(
        entry,
        action=AdjustmentAction.REVISE,
        actor=clerk,
        reason=AdjustmentReason.LAW_REVISED,
        basis="滨湖区政府办公室通知",
        effective_on=today,
        proposed=proposed,
    )
    adjusting.submit(adjustment, actor=clerk)
    return adjusting.approve(adjustment, actor=office, today=today)


@pytest.fixture
def power():
    item = factories.PowerItemFactory(
        in_force=True,
        office="行政审批科",
        target="企业",
        scope="全区范围",
        responsibilities="依法受理",
        supervision="双随机检查",
        remedies="行政复议",
        accountability="依法追责",
        intermediary_services="环评机构编制报告",
    )
    guide = factories.GuideFactory(power=item, limit_note="不含公示时间", result="批复文件")
    guide.steps.create(position=1, name="受理", post="窗口人员", limit="1个工作日")
    guide.materials.create(position=1, name="申请表", source="申请人自备", copies=2)
    return item


def test_the_page_of_a_power_shows_every_part(client, power):
    page = text(client, power.get_absolute_url())
    for part in (
        *(power.name, power.code, power.legal_basis, "行政审批科", "企业", "全区范围"),
        *("依法受理", "双随机检查", "行政复议", "依法追责", "环评机构编制报告"),
        *("不含公示时间", "批复文件", "受理", "窗口人员", "1个工作日", "申请表", "申请人自备"),
        *(power.department.name, power.field.name, power.standard.department.name),
    ):
        assert part in page, part


def test_both_limits_stand_side_by_side(client, power):
    response = client.get(f"/en{power.get_absolute_url()}")
    limits = {row["label"]: str(row["value"]) for row in response.context["rows"]}
    assert limits["Limits"] == "statutory limit 20 working days, promised limit 5 working days"
    assert [limit["figure"] for limit in response.context["guide"]["limits"]] == [20, 5]


def test_one_code_shows_the_county_item_and_each_standard_by_its_level(client, power):
    assert client.get(f"/powers/{power.code}/").context["entry"] == power
    city = client.get(f"/powers/{power.code}/?level=city")
    assert city.context["entry"] == power.standard
    assert client.get(f"/powers/{power.code}/?level=province").status_code == 404
    assert client.get(f"/powers/{power.code}/?level=moon").status_code == 404
    assert power.standard.get_absolute_url().endswith("?level=city")


def test_the_four_sames_are_compared_with_each_level_above(client):
    province = factories.StandardFactory(level=Level.PROVINCE)
    city = factories.StandardFactory(
        standard=province, code=province.code, name=province.name, legal_basis="另一依据"
    )
    item = factories.PowerItemFactory(standard=city, in_force=True)
    levels = client.get(item.get_absolute_url()).context["levels"]
    assert [row["item"] for row in levels] == [province, city, item]
    assert all(part["same"] for part in levels[1]["sames"])
    assert [part["same"] for part in levels[0]["sames"]] == [True, True, False, True]


def test_the_chain_leads_from_power_to_documents_and_back(client, power):
    matter = factories.MatterFactory(in_force=True)
    matter.powers.add(power)
    hidden = factories.MatterFactory(name="草稿事项")
    hidden.powers.add(power)
    document = factories.PublicationFactory(published=True, matters=[matter])
    factories.PublicationFactory(title="未公开文件", matters=[matter])
    for page in (power, matter, document):
        html = text(client, page.get_absolute_url())
        assert power.name in html
        assert matter.name in html
        assert document.title in html
        assert "草稿事项" not in html
        assert "未公开文件" not in html


def test_a_long_chain_names_some_and_leads_to_all(client, power):
    matters = factories.MatterFactory.create_batch(9, in_force=True)
    power.matters.set(matters)
    factories.PublicationFactory.create_batch(8, published=True, matters=matters[:2])
    chain = client.get(power.get_absolute_url()).context["chain"]
    assert [len(link["items"]) for link in chain] == [1, 4, 4]
    assert client.get(chain[1]["more"]["url"]).context["total"] == 9
    assert client.get(chain[2]["more"]["url"]).context["total"] == 8


def test_a_revision_stands_in_the_history_and_in_the_log(client, power, today):
    adjustment = revise(power, today, office="综合执法科")
    page = client.get(power.get_absolute_url())
    assert page.context["events"][0]["url"] == adjustment.get_absolute_url()
    assert "综合执法科" in page.content.decode()
    detail = client.get(adjustment.get_absolute_url())
    (change,) = detail.context["changes"]
    assert (change["old"], change["new"]) == ("行政审批科", "综合执法科")
    assert power.name in text(client, "/adjustments/")


def test_a_revised_guide_and_elements_are_shown_as_lines(client, power, today):
    guide = read_values(power)["guide"]
    guide["commitment_limit"] = 3
    guide["steps"] = [*guide["steps"], {"name": "送达", "description": "", "post": "", "limit": ""}]
    detail = client.get(revise(power, today, guide=guide).get_absolute_url())
    (change,) = detail.context["changes"]
    assert "送达" in change["new"]
    assert "送达" not in change["old"]
    assert "{" not in change["new"]
    matter = factories.MatterFactory(in_force=True)
    detail = client.get(revise(matter, today, elements=["受理公告", "听证"]).get_absolute_url())
    (change,) = detail.context["changes"]
    assert change["new"] == "受理公告\n听证"
    assert change["old"] == "受理公告\n审批决定"


def test_an_adjustment_under_way_is_on_no_public_page(client, power):
    adjustment = factories.AdjustmentFactory(power=power, basis="尚在办理的依据")
    assert client.get(adjustment.get_absolute_url()).status_code == 404
    assert "尚在办理的依据" not in text(client, power.get_absolute_url())


@pytest.mark.parametrize(
    "make",
    [factories.PowerItemFactory, factories.ServiceItemFactory, factories.MatterFactory],
    ids=["power", "service", "matter"],
)
def test_a_draft_has_no_page_and_an_abolished_entry_keeps_its_own(client, make):
    assert client.get(make().get_absolute_url()).status_code == 404
    gone = make(abolished=True)
    page = text(client, f"/en{gone.get_absolute_url()}")
    assert "This entry was abolished on 5 January 2026" in page
    assert gone.name in page


def test_the_page_of_a_service_shows_every_part(client):
    service = factories.ServiceItemFactory(
        in_force=True,
        accepting_unit="图书馆总台",
        fee="免费",
        consultation="85180000",
        complaint="12345",
        place="金城西路",
        hours="9时至17时",
        online_url="https://example.org/borrow",
    )
    page = text(client, service.get_absolute_url())
    for part in ("图书馆总台", "免费", "85180000", "12345", "金城西路", "9时至17时"):
        assert part in page
    assert 'href="https://example.org/borrow"' in page


def test_the_page_of_a_matter_shows_which_elements_are_published(client):
    matter = factories.MatterFactory(in_force=True, elements=["依据", "过程", "结果"])
    first, second, third = matter.elements.all()
    document = factories.PublicationFactory(published=True, matters=[matter])
    document.elements.add(first)
    draft = factories.PublicationFactory(matters=[matter])
    draft.elements.add(second)
    withdrawn = factories.PublicationFactory(withdrawn=True, matters=[matter])
    withdrawn.elements.add(third)
    response = client.get(matter.get_absolute_url())
    covered = {row["name"]: row["covered"] for row in response.context["elements"]}
    assert covered == {"依据": True, "过程": False, "结果": False}
    assert [card["title"] for card in response.context["documents"]] == [document.title]


def test_a_limit_is_shown_as_read_and_in_its_own_words(client):
    matter = factories.MatterFactory(in_force=True)
    page = text(client, f"/en{matter.get_absolute_url()}")
    assert "20 working days of formation or change" in page
    assert matter.time_limit_text in page


def test_a_limit_that_cannot_be_read_is_shown_in_its_own_words_only(client):
    matter = factories.MatterFactory(in_force=True, time_limit_text="视情况而定")
    response = client.get(matter.get_absolute_url())
    assert response.context["limits"] == []
    assert "视情况而定" in response.content.decode()


def test_a_matter_not_disclosed_names_its_ground(client):
    matter = factories.MatterFactory(
        in_force=True,
        mode=PublicityMode.NOT_DISCLOSED,
        non_disclosure_ground="third_party",
        non_disclosure_justification="涉及商业秘密",
        work_post="信息公开专员",
    )
    page = text(client, f"/en{matter.get_absolute_url()}")
    assert "This matter is not disclosed." in page
    assert "Commercial secret" in page
    assert "涉及商业秘密" in page
    assert "信息公开专员" in page


def test_a_code_with_a_slash_has_its_page(client):
    service = factories.ServiceItemFactory(in_force=True, code="FW/2026/1")
    assert service.name in text(client, service.get_absolute_url())


def test_the_page_of_an_entry_asks_equally_often_however_much_hangs_on_it(
    client, power, django_assert_num_queries
):
    matter = factories.MatterFactory(in_force=True)
    matter.powers.add(power)
    factories.PublicationFactory(published=True, matters=[matter])
    with django_assert_num_queries(6):
        client.get(power.get_absolute_url())
    matters = factories.MatterFactory.create_batch(8, in_force=True)
    power.matters.set([matter, *matters])
    factories.PublicationFactory.create_batch(8, published=True, matters=matters)
    for position in range(2, 9):
        power.guide.steps.create(position=position, name=f"步骤{position}")
    with django_assert_num_queries(6):
        client.get(power.get_absolute_url())


def test_dates_are_written_as_the_reader_writes_them(client):
    service = factories.ServiceItemFactory(in_force=True)
    assert service.effective_on == date(2025, 1, 2)
    assert "2025年1月2日" in text(client, service.get_absolute_url())
    assert "2 January 2025" in text(client, f"/en{service.get_absolute_url()}")
