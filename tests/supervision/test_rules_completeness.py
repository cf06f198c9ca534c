"""Rules of completeness of the lists: what a power, a service or a matter lacks."""

from datetime import date

import pytest

from catalogs.enums import PowerCategory, PublicityMode
from catalogs.matter_parts import save_matter_parts
from catalogs.models import (
    Guide,
    GuideMaterial,
    GuideStep,
    PowerItem,
    Publication,
    PublicityMatter,
    ServiceItem,
)
from supervision.models import Finding, Tally
from supervision.rules import completeness
from tests import factories
from tests.supervision.watching import (
    TODAY,
    Case,
    check_closes,
    check_does_not,
    check_opens,
    standing,
)

pytestmark = pytest.mark.django_db
POWER = {
    "responsibilities": "受理、审查、决定、送达。",
    "supervision": "双随机检查。",
    "remedies": "行政复议、行政诉讼。",
    "accountability": "依法追究责任。",
}
SERVICE = {
    "accepting_unit": "区图书馆",
    "place": "金融街1号",
    "hours": "9:00至17:00",
    "consultation": "0510-85100000",
}


def power(**columns) -> PowerItem:
    return factories.PowerItemFactory(in_force=True, **{**POWER, **columns})


def service(**columns) -> ServiceItem:
    return factories.ServiceItemFactory(in_force=True, **{**SERVICE, **columns})


def guided(**owner) -> Guide:
    """A guide with everything in it, of a power or a service."""
    guide = factories.GuideFactory(**({"power": None} | owner))
    GuideStep.objects.create(guide=guide, position=1, name="受理")
    GuideMaterial.objects.create(guide=guide, position=1, name="申请书")
    return guide


def matter(*, elements=("受理公告", "审批决定"), channels=(("website", ""),), **columns):
    columns = {"time_limit_text": "信息形成之日起20个工作日内"} | columns
    row = factories.MatterFactory(in_force=True, **columns)
    save_matter_parts(
        row, elements=elements, channels=channels, time_limit_text=row.time_limit_text
    )
    return row


def change(**columns):
    """Return what writes columns of a row."""
    return lambda row: type(row).objects.filter(pk=row.pk).update(**columns)


def document(row: PublicityMatter, *, elements: int = 0) -> Publication:
    """Publish a document of a matter that covers so many of its elements."""
    found = factories.PublicationFactory(published=True, matters=[row])
    found.elements.set(row.elements.all()[:elements])
    return found


def half_covered() -> PublicityMatter:
    row = matter()
    document(row, elements=1)
    return row


def covered() -> PublicityMatter:
    row = matter()
    document(row, elements=2)
    return row


CASES = [
    Case(
        "power-incomplete",
        gap=lambda: power(remedies=""),
        clean=power,
        mend=change(remedies="行政复议。"),
    ),
    Case(
        "power-without-guide",
        gap=power,
        clean=lambda: guided(power=power()),
        mend=lambda row: guided(power=row),
    ),
    Case(
        "power-guide-incomplete",
        gap=lambda: factories.GuideFactory(power=power()),
        clean=lambda: guided(power=power()),
        mend=lambda guide: [
            GuideStep.objects.create(guide=guide, position=1, name="受理"),
            GuideMaterial.objects.create(guide=guide, position=1, name="申请书"),
        ],
    ),
    Case(
        "service-incomplete",
        gap=lambda: service(hours=""),
        clean=service,
        mend=change(hours="全天"),
    ),
    Case(
        "service-without-guide",
        gap=service,
        clean=lambda: guided(service=service()),
        mend=lambda row: guided(service=row),
    ),
    Case(
        "service-guide-incomplete",
        gap=lambda: factories.GuideFactory(power=None, service=service()),
        clean=lambda: guided(service=service()),
        mend=lambda guide: GuideStep.objects.create(guide=guide, position=1, name="受理"),
    ),
    Case(
        "matter-without-basis",
        gap=lambda: matter(legal_basis=""),
        clean=matter,
        mend=change(legal_basis="《政府信息公开条例》"),
    ),
    Case(
        "matter-without-elements",
        gap=lambda: matter(elements=()),
        clean=matter,
        mend=lambda row: row.elements.create(position=1, name="审批决定"),
    ),
    Case(
        "matter-without-time-limit",
        gap=lambda: matter(time_limit_text=""),
        clean=matter,
        mend=change(time_limit_text="即时公开"),
    ),
    Case(
        "matter-without-channel",
        gap=lambda: matter(channels=()),
        clean=matter,
        mend=lambda row: row.channels.create(channel="website"),
    ),
    Case(
        "matter-without-document",
        gap=matter,
        clean=covered,
        mend=document,
    ),
    Case(
        "matter-element-uncovered",
        gap=half_covered,
        clean=covered,
        mend=lambda row: row.publications.get().elements.set(row.elements.all()),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_gap_is_found(case, inspect):
    check_opens(case, inspect)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_lacks_nothing_is_examined_and_not_found(case, inspect):
    check_does_not(case, inspect)
    tally = Tally.objects.get(rule=case.rule, examined__gt=0)
    assert (tally.examined, tally.found) == (1, 0)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_mended_is_closed(case, inspect):
    check_closes(case, inspect)


def test_every_rule_of_the_lists_has_its_case():
    assert [rule.code for rule in completeness.RULES] == [case.rule for case in CASES]


@pytest.mark.parametrize("part", ["legal_basis", *POWER])
def test_each_part_of_a_power_is_mandatory(part, inspect):
    row = power(**{part: ""})
    inspect(TODAY, rule="power-incomplete")
    assert [finding.target for finding in standing("power-incomplete")] == [row]


@pytest.mark.parametrize("part", ["legal_basis", "content", *SERVICE])
def test_each_part_of_a_service_is_mandatory(part, inspect):
    row = service(**{part: ""})
    inspect(TODAY, rule="service-incomplete")
    assert [finding.target for finding in standing("service-incomplete")] == [row]


def test_the_standards_of_the_upper_levels_drafts_and_abolished_items_are_not_examined(inspect):
    factories.StandardFactory()
    factories.PowerItemFactory()
    factories.PowerItemFactory(abolished=True)
    factories.PowerItemFactory(in_force=True, effective_on=date(2027, 1, 1))
    inspect(TODAY, rule="power-incomplete")
    assert standing("power-incomplete") == []


def test_only_licences_need_a_guide(inspect):
    standard = factories.StandardFactory(category=PowerCategory.PENALTY)
    power(standard=standard)
    inspect(TODAY, rule="power-without-guide")
    assert standing("power-without-guide") == []


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        ({"conditions": ""}, True),
        ({"statutory_limit": None, "commitment_limit": None}, True),
        ({"statutory_limit": None, "commitment_limit": None, "limit_note": "即办"}, False),
        ({"commitment_limit": None}, False),
    ],
)
@pytest.mark.parametrize("kind", ["power", "service"])
def test_a_guide_has_conditions_and_some_limit(missing, found, kind, inspect):
    guide = guided(**{kind: power() if kind == "power" else service()})
    Guide.objects.filter(pk=guide.pk).update(**missing)
    inspect(TODAY, rule=f"{kind}-guide-incomplete")
    assert bool(standing(f"{kind}-guide-incomplete")) is found


def test_nobody_applies_for_an_inspection(inspect):
    standard = factories.StandardFactory(category=PowerCategory.INSPECTION)
    factories.GuideFactory(power=power(standard=standard), statutory_limit=None)
    inspect(TODAY, rule="power-guide-incomplete")
    assert standing("power-guide-incomplete") == []


def test_a_power_asks_for_papers_and_a_service_may_ask_for_none(inspect):
    guides = guided(power=power()), guided(service=service())
    GuideMaterial.objects.all().delete()
    for kind in ("power", "service"):
        inspect(TODAY, rule=f"{kind}-guide-incomplete")
    assert [row.target for row in standing("power-guide-incomplete")] == [guides[0].power]
    assert standing("service-guide-incomplete") == []


def test_matters_disclosed_otherwise_owe_no_documents_channels_or_limits(inspect):
    matter(mode=PublicityMode.ON_APPLICATION, channels=(), time_limit_text="")
    for rule in ("matter-without-document", "matter-without-channel", "matter-without-time-limit"):
        inspect(TODAY, rule=rule)
    assert not Finding.objects.exists()


def test_a_matter_owes_its_first_document_after_its_days(inspect):
    row = matter(effective_on=date(2026, 8, 27))
    inspect(TODAY, rule="matter-without-document")
    assert standing("matter-without-document") == []
    inspect(date(2026, 11, 25), rule="matter-without-document")
    assert [finding.target for finding in standing("matter-without-document")] == [row]


def test_drafts_and_withdrawn_documents_are_none(inspect):
    row = matter()
    factories.PublicationFactory(matters=[row])
    factories.PublicationFactory(withdrawn=True, matters=[row])
    inspect(TODAY, rule="matter-without-document")
    assert [finding.target for finding in standing("matter-without-document")] == [row]


def test_an_element_covered_by_a_withdrawn_document_alone_is_not_covered(inspect):
    row = matter()
    document(row, elements=1)
    gone = factories.PublicationFactory(withdrawn=True, matters=[row])
    gone.elements.set(row.elements.all())
    inspect(TODAY, rule="matter-element-uncovered")
    assert [finding.target for finding in standing("matter-element-uncovered")] == [row]


def test_a_finding_is_of_the_department_and_field_of_the_entry(inspect):
    row = service(hours="")
    inspect(TODAY, rule="service-incomplete")
    (finding,) = standing("service-incomplete")
    assert (finding.department, finding.field) == (row.department, row.field)
    assert (finding.title, finding.since) == (row.name, row.effective_on)
