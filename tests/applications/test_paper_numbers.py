"""Letters are numbered without gaps by mark and year, fixed once issued, and name nobody."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from applications import handling, receiving, retention
from applications.enums import PaperKind
from applications.models import Application, Paper
from applications.paperwork import papers
from applications.paperwork.issuers import mark_of
from catalogs import key_rotation
from catalogs.history import HistoryRow
from catalogs.workflow import MoveRefused
from tests.applications.factories import PERSON, ApplicationFactory, clerk_of, office, reviewer_of
from tests.applications.paper_cases import CASES, THIRD_PARTY, TODAY, examined
from tests.factories import DepartmentFactory, OfficialFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def issue(application, *, today=TODAY, kind=PaperKind.RECEIPT) -> Paper:
    return papers.issue(application, kind, actor=clerk_of(application), today=today)


def test_the_number_names_department_year_serial_and_kind():
    paper = issue(examined())

    assert paper.number == "滨财政公开〔2026〕第1号—回执"
    assert paper.letter.number == paper.number


def test_before_the_assignment_the_office_writes_not_the_department_wished_for():
    application = ApplicationFactory(department=DepartmentFactory())
    official = office()
    receiving.register(application, actor=official, today=TODAY)
    assert application.papers.get(kind=PaperKind.RECEIPT).department == official.department


def test_each_department_counts_for_itself_and_each_year_anew():
    first, other = examined(), ApplicationFactory(examining=True)
    numbers = [
        issue(first).serial,
        issue(other).serial,
        issue(first, kind=PaperKind.RECEIPT).serial,
        issue(first, today=date(2027, 1, 4)).serial,
        issue(first, today=date(2027, 1, 5)).serial,
    ]

    assert numbers == [1, 1, 2, 1, 2]


def test_a_letter_that_was_not_issued_leaves_no_gap():
    application = examined()
    issue(application)
    with pytest.raises(KeyError), transaction.atomic():
        papers.issue(application, "no such kind", actor=clerk_of(application), today=TODAY)

    assert issue(application).serial == 2


def test_the_government_and_its_office_count_together():
    government = DepartmentFactory(name="滨湖区人民政府", kind="government")
    own_office = DepartmentFactory(name="滨湖区人民政府办公室", kind="government_office")

    assert mark_of(government) == mark_of(own_office) == mark_of(None) == "滨政"


@pytest.mark.parametrize(
    ("name", "short", "mark"),
    [
        ("滨湖区民政局", "区民政局", "滨民政"),
        ("滨湖区市场监督管理局", "区市场监管局", "滨市场监管"),
        ("无锡市公安局滨湖分局", "公安滨湖分局", "滨公安"),
        ("蠡园街道办事处", "蠡园街道", "滨蠡园"),
        ("滨湖区农林局", "", "滨农林"),
        ("滨湖区机构编制委员会办公室", "区编办", "滨编办"),
    ],
)
def test_the_mark_comes_from_the_short_name(name, short, mark):
    assert mark_of(DepartmentFactory.build(name=name, short_name=short)) == mark


def test_a_number_is_given_once_and_in_the_year_of_its_day():
    first, second = issue(examined()), issue(ApplicationFactory(examining=True))
    for values in ({"mark": first.mark, "serial": first.serial}, {"year": F("year") + 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.filter(pk=second.pk).update(**values)


def test_an_issued_letter_stays_as_it_was():
    paper = CASES[PaperKind.CORRECTION]()
    before = paper.letter
    paper.application.correction.what = "另一段话"
    paper.application.correction.save()
    Application.objects.filter(pk=paper.application.pk).update(title="另一个标题")

    assert Paper.objects.get(pk=paper.pk).letter == before


@pytest.mark.parametrize("kind", PaperKind)
def test_the_row_keeps_no_name_in_clear(kind):
    paper = CASES[kind]()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applications_paper WHERE id = %s", [paper.pk])
        row = " ".join(map(str, cursor.fetchone()))
    told = " ".join(str(row.changes) + row.reason for row in HistoryRow.objects.of(paper))

    for part in (PERSON["name"], PERSON["telephone"], PERSON["address"], THIRD_PARTY):
        assert part not in row
        assert part not in told


def test_the_kept_letters_follow_a_change_of_the_key():
    paper = issue(examined())
    done = key_rotation.rotate()

    assert done["applications.Paper"] == 1
    assert Paper.objects.get(pk=paper.pk).letter == paper.letter


def test_masked_letters_show_neither_applicant_nor_third_party():
    for kind in (PaperKind.RECEIPT, PaperKind.THIRD_PARTY_INQUIRY, PaperKind.DELIVERY):
        paper = CASES[kind]()
        masked = papers.masked(paper.letter, paper.application).to_json()

        assert PERSON["name"] not in masked
        assert THIRD_PARTY not in masked
        assert paper.number in masked


def test_names_leave_the_letters_when_the_legal_period_has_passed():
    CASES[PaperKind.THIRD_PARTY_DECISION]()
    later = timezone.now() + timedelta(days=365 * 60)
    erased = retention.erase_due(today=date(2096, 1, 2), now=later)

    kept = [paper.letter.to_json() for paper in Paper.objects.all()]
    assert erased == 1
    assert len(kept) == 3
    for text in kept:
        assert PERSON["name"] not in text
        assert THIRD_PARTY not in text
    assert any("关系公共安全" in text for text in kept)


def test_who_opens_a_letter_in_full_is_written_down():
    paper = CASES[PaperKind.CORRECTION]()
    reviewer = reviewer_of(paper.application)
    letter = papers.open_in_full(paper, actor=reviewer)
    row = HistoryRow.objects.of(paper.application).filter(action="reveal_identity").get()

    assert letter.addressee == PERSON["name"]
    assert row.actor == reviewer
    assert row.changes == {"paper": [None, paper.number]}


@pytest.mark.parametrize("role", ["supervisor", "legal_affairs", "stranger"])
def test_whoever_may_not_see_the_identity_does_not_open_a_letter_in_full(role):
    paper = CASES[PaperKind.CORRECTION]()
    official = OfficialFactory() if role == "stranger" else OfficialFactory(**{role: True})

    with pytest.raises(MoveRefused):
        papers.open_in_full(paper, actor=official)
    assert not HistoryRow.objects.of(paper.application).filter(action="reveal_identity").exists()


def test_officials_see_the_letters_of_the_applications_they_see():
    paper = CASES[PaperKind.CORRECTION]()

    for official in (clerk_of(paper.application), office()):
        assert list(Paper.objects.visible_to(official)) == [paper]
    assert not Paper.objects.visible_to(OfficialFactory()).exists()


def test_the_whole_way_has_its_letters_in_order():
    application = ApplicationFactory()
    handling.register(application, actor=office(), today=TODAY)
    own = DepartmentFactory()
    handling.assign(application, actor=office(), department=own)
    clerk = OfficialFactory(department=own)
    handling.ask_correction(application, actor=clerk, what="请写明。", today=TODAY)

    kinds = list(application.papers.values_list("kind", flat=True))
    assert kinds == [PaperKind.RECEIPT, PaperKind.CORRECTION]
