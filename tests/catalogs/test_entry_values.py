"""The values of an entry as data: read, written back, shown."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder

from catalogs.entry_values import labels, read_values, shown, write_values
from catalogs.history import difference
from tests.factories import (
    GuideFactory,
    MatterFactory,
    PowerItemFactory,
    ServiceItemFactory,
)

pytestmark = pytest.mark.django_db


def entries():
    guide = GuideFactory(power=PowerItemFactory(in_force=True))
    guide.steps.create(position=1, name="受理", post="窗口", limit="1个工作日")
    guide.materials.create(position=1, name="申请书")
    matter = MatterFactory(in_force=True)
    matter.powers.add(guide.power)
    service = ServiceItemFactory()
    matter.services.add(service)
    return [guide.power, service, matter]


@pytest.mark.parametrize("index", range(3), ids=["power", "service", "matter"])
def test_what_is_read_can_be_written_back_and_changes_nothing(index):
    entry = entries()[index]
    before = read_values(entry)
    stored = json.loads(json.dumps(before, cls=DjangoJSONEncoder))
    write_values(entry, stored)
    assert difference(before, read_values(type(entry).objects.get(pk=entry.pk))) == {}


@pytest.mark.parametrize("index", range(3), ids=["power", "service", "matter"])
def test_every_value_has_a_label_and_can_be_shown(index):
    entry = entries()[index]
    values = read_values(entry)
    assert set(labels(entry)) == set(values)
    for name, value in values.items():
        shown(entry, name, value)


def test_codes_are_shown_as_their_names():
    matter = MatterFactory()
    assert shown(matter, "department", matter.department.code) == matter.department.name
    assert shown(matter, "mode", "proactive") == str(matter.get_mode_display())
    assert shown(matter, "channels", [["other", "图书馆"]]) == ["图书馆"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("department", "nowhere"), ("powers", ["county:nothing"]), ("services", ["nothing"])],
)
def test_a_reference_that_is_not_known_is_refused_by_name(name, value):
    matter = MatterFactory()
    with pytest.raises(ValidationError) as refusal:
        write_values(matter, {name: value})
    assert name in refusal.value.message_dict


def test_a_name_that_is_no_value_is_refused():
    with pytest.raises(ValidationError):
        write_values(MatterFactory(), {"state": "in_force"})


def test_a_blank_element_is_left_out_and_a_repeated_one_kept_apart():
    matter = MatterFactory()
    write_values(matter, {"elements": ["甲", " ", "甲", "乙"]})
    assert [row.name for row in matter.elements.all()] == ["甲", "甲", "乙"]
