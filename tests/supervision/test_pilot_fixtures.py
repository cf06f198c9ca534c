"""The plan of the pilot as data: four stages, ten tasks, units that are known here."""

from datetime import date

import pytest

from catalogs.models import Department, Publication
from catalogs.reference import Loaded, load_departments, read_fixture
from supervision.models import PilotStage, PilotTask

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    load_departments(read_fixture("departments"), Loaded())
    return {row.code: row for row in Department.objects.all()}


def test_four_stages_follow_each_other_from_september_2017_to_september_2018():
    stages = [PilotStage(**record) for record in read_fixture("pilot_stages")]
    for stage in stages:
        stage.full_clean()
    assert [stage.number for stage in stages] == [1, 2, 3, 4]
    assert (stages[0].starts_on, stages[-1].ends_on) == (date(2017, 9, 1), date(2018, 9, 30))
    assert sorted(stages, key=lambda stage: stage.ends_on) == stages


def test_ten_tasks_name_units_and_stages_that_exist(units):
    stages = {
        record["number"]: PilotStage.objects.create(**record)
        for record in read_fixture("pilot_stages")
    }
    groups = {}
    for record in read_fixture("pilot_tasks"):
        columns = dict(record)
        cooperating = [units[code] for code in columns.pop("cooperating")]
        task = PilotTask(
            **columns
            | {"responsible": units[record["responsible"]], "stage": stages[record["stage"]]}
        )
        task.full_clean()
        assert task.responsible not in cooperating
        assert len(set(cooperating)) == len(cooperating)
        groups[task.group] = groups.get(task.group, 0) + 1
    assert groups == {"lists": 3, "norms": 3, "platforms": 4}


def test_the_record_of_the_plan_is_a_record_of_the_national_catalogue(units):
    record = read_fixture("pilot_plan")
    publication = Publication(**record | {"department": units[record["department"]]})
    publication.full_clean(exclude=["created_by"])
    assert record["index_number"].startswith(units["WX"].organization_code)
