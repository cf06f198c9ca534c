"""Reference data: loaded once, brought up to its files, and the calendar of the published years."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalogs import reference
from catalogs.deadlines import load_calendar
from catalogs.enums import EntryState, Level
from catalogs.models import CalendarDay, Department, Field, HistoryRow, PowerItem
from catalogs.reference import Loaded, load_reference, read_fixture

pytestmark = pytest.mark.django_db


def run(command: str, *args: object) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def test_every_unit_of_the_plan_is_a_department():
    load_reference()
    names = set(Department.objects.values_list("code", flat=True))
    assert {"BHQ", "BHQ-ZFB", "WX-ZFB", "WX-BWB", "WX-FGW", "WX-JXW", "WX-SFJ", "WX-CZJ"} <= names
    assert {"WX-HBJ", "WX-WGX", "WX-SYJ", "WX-GHJ", "WX-AJJ", "WX-FZB", "WX-SPJ"} <= names
    assert {"WX-GSJ", "WX-DSJ"} <= names
    assert Department.objects.get(code="WX").organization_code == "014006438"


def test_the_nine_pilot_fields_are_flagged_and_have_english_names():
    load_reference()
    assert Field.objects.pilot().count() == 9
    assert not Field.objects.pilot().filter(name_en="").exists()
    assert all(row.icon == row.slug for row in Field.objects.pilot())


def test_loading_twice_changes_nothing():
    load_reference()
    rows = HistoryRow.objects.count()
    second = load_reference()
    assert {outcome for counts in second.counts.values() for outcome in counts} == {"unchanged"}
    assert HistoryRow.objects.count() == rows


def test_a_changed_file_changes_the_row_and_writes_history():
    load_reference()
    standard = PowerItem.objects.filter(level=Level.CITY).first()
    values = next(
        row for row in read_fixture("power_standards") if row["code"] == standard.code
    ) | {"name": "改名后的事项"}
    loaded = Loaded()
    reference.load_standards([values], loaded)
    standard.refresh_from_db()
    assert standard.name == "改名后的事项"
    assert standard.sort_key.startswith("gai ming")
    newest = HistoryRow.objects.of(standard).first()
    assert newest.changes["name"][1] == "改名后的事项"


def test_standard_items_stand_in_force_and_city_follows_province():
    load_reference()
    cities = PowerItem.objects.filter(level=Level.CITY).select_related("standard")
    assert cities.count() >= 60
    for item in cities:
        assert item.state == EntryState.IN_FORCE
        assert item.standard.level == Level.PROVINCE
        item.full_clean()


def test_the_calendar_of_2026_has_its_holidays_and_make_up_days():
    run("load_calendar")
    days = dict(CalendarDay.objects.filter(date__year=2026).values_list("date", "is_working"))
    assert days[date(2026, 10, 1)] is False
    assert days[date(2026, 10, 10)] is True, "a Saturday worked for the National Day"
    assert date(2026, 10, 3) not in days, "a Saturday that is off anyway departs from nothing"
    assert CalendarDay.objects.get(date=date(2026, 10, 1)).name == "国庆节放假"
    assert not load_calendar().is_published(date(2027, 1, 1))


def test_loading_the_calendar_again_keeps_days_edited_by_hand():
    run("load_calendar")
    CalendarDay.objects.create(date=date(2026, 6, 15), is_working=False, name="临时放假")
    run("load_calendar")
    assert CalendarDay.objects.filter(date=date(2026, 6, 15)).exists()
    run("load_calendar", "2026")
    assert not CalendarDay.objects.filter(date=date(2026, 6, 15)).exists()


def test_a_year_without_a_published_calendar_is_refused():
    with pytest.raises(CommandError, match="2031"):
        run("load_calendar", "2031")


def test_no_fixture_names_an_unknown_department_or_field():
    departments = {row["code"] for row in read_fixture("departments")}
    fields = {row["slug"] for row in [*read_fixture("fields"), *read_fixture("demo/fields")]}
    for row in [*read_fixture("demo/powers"), *read_fixture("demo/services")]:
        assert row["department"] in departments
        assert row.get("field", "environment") in fields
    assert set(read_fixture("competent_departments").values()) <= departments


def test_without_reference_data_the_demonstration_is_refused():
    with pytest.raises(CommandError, match="load_reference"):
        run("load_demo")
