"""Roles, groups, and what each official reaches."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from catalogs import access
from catalogs.enums import EntryState, PublicationState, Role
from catalogs.models import (
    Adjustment,
    NonDisclosureReview,
    Official,
    Publication,
    PublicityMatter,
    ServiceItem,
)
from tests.factories import (
    AdjustmentFactory,
    MatterFactory,
    OfficialFactory,
    PublicationFactory,
    ReviewFactory,
    ServiceItemFactory,
)

pytestmark = pytest.mark.django_db
WHOLE_DISTRICT = ["government_office", "legal_affairs", "supervisor", "administrator"]


@pytest.mark.parametrize("role", Role.values)
def test_the_group_of_a_role_holds_exactly_the_permissions_of_the_table(role):
    granted = Group.objects.get(name=role).permissions.filter(content_type__app_label="catalogs")
    codenames = granted.values_list("codename", flat=True)
    assert set(codenames) == access.ROLE_PERMISSIONS[role]


def test_an_official_is_staff_and_in_the_group_of_the_role_and_follows_its_change():
    official = OfficialFactory()
    assert official.is_staff
    assert [group.name for group in official.groups.all()] == [Role.CLERK]
    official.role = Role.REVIEWER
    official.save()
    assert [group.name for group in official.groups.all()] == [Role.REVIEWER]


def test_a_clerk_without_a_department_is_refused_by_the_database():
    clerk = OfficialFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Official.objects.filter(pk=clerk.pk).update(department=None)


SCOPED = [
    pytest.param(ServiceItem, lambda: ServiceItemFactory(), id="entry"),
    pytest.param(PublicityMatter, lambda: MatterFactory(), id="matter"),
    pytest.param(Publication, lambda: PublicationFactory(), id="publication"),
    pytest.param(Adjustment, lambda: AdjustmentFactory(), id="adjustment"),
    pytest.param(NonDisclosureReview, lambda: ReviewFactory(), id="review"),
]


def department_of(row):
    return row.matter.department if isinstance(row, NonDisclosureReview) else row.department


@pytest.mark.parametrize(("model", "make"), SCOPED)
@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER])
def test_officials_of_a_department_see_its_rows_and_no_other(model, make, role):
    own, foreign = make(), make()
    official = OfficialFactory(role=role, department=department_of(own))
    assert list(model.objects.visible_to(official)) == [own]
    assert access.in_reach(official, own)
    assert not access.in_reach(official, foreign)


@pytest.mark.parametrize(("model", "make"), SCOPED)
@pytest.mark.parametrize("trait", WHOLE_DISTRICT)
def test_the_offices_see_the_rows_of_every_department(model, make, trait):
    rows = {make().pk, make().pk}
    official = OfficialFactory(**{trait: True})
    assert set(model.objects.visible_to(official).values_list("pk", flat=True)) == rows


STATES = [
    *[(ServiceItemFactory, state, state == EntryState.DRAFT) for state in EntryState.values],
    *[
        (PublicationFactory, state, state in {"draft", "returned"})
        for state in PublicationState.values
    ],
]


@pytest.mark.parametrize(("make", "state", "editable"), STATES)
def test_a_clerk_edits_a_row_of_the_own_department_only_while_it_is_open(make, state, editable):
    row = make()
    row.state = state
    assert access.can_edit(OfficialFactory(department=row.department), row) is editable
    assert access.can_edit(OfficialFactory(administrator=True), row) is editable
    for refused in (
        OfficialFactory(),
        OfficialFactory(reviewer=True, department=row.department),
        OfficialFactory(government_office=True),
        OfficialFactory(supervisor=True),
    ):
        assert not access.can_edit(refused, row)
