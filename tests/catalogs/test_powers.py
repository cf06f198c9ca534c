"""Three levels, four sames (三级四同), and what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogs import adjusting
from catalogs.enums import EntryState, Level, PowerCategory
from catalogs.models import PowerItem
from tests.factories import GuideFactory, PowerItemFactory, ServiceItemFactory, StandardFactory

pytestmark = pytest.mark.django_db

DEPARTURES = [
    ("name", "别的名称"),
    ("category", PowerCategory.PENALTY),
    ("legal_basis", "《别的法律》第一条"),
    ("code", "99999999"),
]


@pytest.mark.parametrize(("part", "value"), DEPARTURES)
def test_a_county_item_that_departs_in_one_part_is_refused_with_a_sentence_naming_it(part, value):
    item = PowerItemFactory()
    setattr(item, part, value)
    with pytest.raises(ValidationError) as refusal:
        item.full_clean()
    assert list(refusal.value.message_dict) == [part]
    label = str(PowerItem._meta.get_field(part).verbose_name)
    assert label in refusal.value.message_dict[part][0]


@pytest.mark.parametrize(("part", "value"), DEPARTURES)
def test_a_list_is_not_adopted_with_an_item_that_departs(part, value):
    """The standard may have changed since the draft was written."""
    item = PowerItemFactory()
    PowerItem.objects.filter(pk=item.standard_id).update(**{part: value})
    item.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        adjusting.adopt([item], actor=None, basis="首批公布", effective_on=date(2026, 11, 24))
    assert part in refusal.value.message_dict
    item.refresh_from_db()
    assert item.state == EntryState.DRAFT


def test_a_county_item_equal_to_its_standard_item_is_valid():
    PowerItemFactory().full_clean()


def test_a_line_break_of_another_system_is_no_departure():
    standard = StandardFactory(legal_basis="第一条\n第二条")
    item = PowerItemFactory(standard=standard)
    item.legal_basis = "第一条\r\n第二条 "
    item.full_clean()


def test_a_county_item_without_a_standard_item_is_refused_by_the_database():
    item = PowerItemFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PowerItem.objects.filter(pk=item.pk).update(standard=None)


def test_a_standard_item_stands_on_an_upper_level():
    city = StandardFactory()
    city.standard = StandardFactory(
        code=city.code, name=city.name, level=Level.COUNTY, standard=city
    )
    with pytest.raises(ValidationError) as refusal:
        city.full_clean()
    assert "standard" in refusal.value.message_dict


def test_the_district_list_leaves_out_the_standard_items():
    item = PowerItemFactory(in_force=True)
    assert list(PowerItem.objects.of_district()) == [item]
    assert list(PowerItem.objects.standards()) == [item.standard]


def test_an_entry_in_force_without_a_date_is_refused_by_the_database():
    item = PowerItemFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PowerItem.objects.filter(pk=item.pk).update(state=EntryState.IN_FORCE)


def test_a_promised_limit_longer_than_the_statutory_is_refused():
    guide = GuideFactory()
    guide.commitment_limit = 21
    with pytest.raises(ValidationError) as refusal:
        guide.full_clean()
    assert guide.commitment_limit > guide.statutory_limit
    assert refusal.value.messages


def test_a_guide_belongs_to_exactly_one_item():
    guide = GuideFactory()
    guide.service = ServiceItemFactory()
    with pytest.raises(ValidationError):
        guide.full_clean()


def test_names_are_sorted_by_their_pinyin():
    names = ["重庆路审批", "安全许可", "北塘登记"]
    for name in names:
        ServiceItemFactory(name=name)
    from catalogs.models import ServiceItem

    assert [item.name for item in ServiceItem.objects.all()] == [
        "安全许可",
        "北塘登记",
        "重庆路审批",
    ]
