"""Every address of the project and what each role gets there; an address without a row fails."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from applications.attaching import attach
from applications.enums import FilePurpose, PaperKind
from applications.paperwork import papers
from catalogs import attaching, publishing
from catalogs.enums import Role
from catalogs.models import Adjustment, CalendarDay, HistoryRow, Official, Publication
from feedback import enums as feedback_enums
from feedback.attaching import attach as attach_to_submission
from feedback.models import (
    ConsultationComment,
    Evaluation,
    KnowledgeCandidate,
    LimitRule,
    OpinionLimit,
    RoutingRule,
    Submission,
)
from portal.opendata.store import building
from tests import datasets, factories
from tests.applications.factories import ApplicationFactory, PublishedRequestFactory
from tests.feedback.factories import (
    ConsultationFactory,
    KnowledgeEntryFactory,
    OpinionCaseFactory,
    PublishedReplyFactory,
    SubmissionFactory,
    SurveyFactory,
)
from tests.permission_addresses import address
from tests.permission_api import api_rows
from tests.permission_assessment import assessment_rows
from tests.permission_calendar import calendar_rows
from tests.permission_dashboard import dashboard_rows
from tests.permission_data_access import data_access_rows
from tests.permission_findings import finding_rows
from tests.permission_letters import ROLES, STATUS
from tests.permission_pilot import pilot_rows
from tests.permission_push import push_rows
from tests.permission_reuses import reuse_rows
from tests.permission_table import TABLE
from tests.permission_uploads import upload_rows

pytestmark = pytest.mark.django_db
CLOSED = {"opens_on": date(2024, 1, 8), "closes_on": date(2024, 1, 19)}


def names_of(patterns, namespace: str = "") -> set[str]:
    found = set()
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            inner = pattern.namespace or ""
            found |= names_of(pattern.url_patterns, f"{inner}:" if inner else namespace)
        elif pattern.name:
            found.add(f"{namespace}{pattern.name}")
    return found


def test_every_address_of_the_project_has_its_row_in_the_table():
    names = names_of(get_resolver().url_patterns)
    assert names - set(TABLE) == set(), "addresses without a row in the permission table"
    assert set(TABLE) - names == set(), "rows of addresses that are gone"


@pytest.fixture
def rows(calendar_of_tests):
    """One row of each kind in one department, and an official of each role."""
    department = factories.DepartmentFactory()
    officials = {
        role: factories.OfficialFactory(role=role, department=department) for role in Role.values
    }
    officials["stranger"] = factories.OfficialFactory()
    own = {"department": department}
    draft = factories.PublicationFactory(**own)
    attached = attaching.attach(
        draft,
        file=SimpleUploadedFile("a.txt", "附件".encode()),
        name="a.txt",
        actor=officials[Role.CLERK],
    )
    released = factories.PublicationFactory(**own)
    shown = attaching.attach(
        released,
        file=SimpleUploadedFile("b.txt", "附件".encode()),
        name="b.txt",
        actor=officials[Role.CLERK],
    )
    publishing.submit(released, actor=officials[Role.CLERK])
    publishing.approve(released, actor=officials[Role.REVIEWER])
    released = publishing.publish(
        released, actor=officials[Role.REVIEWER], now=publishing.timezone.now()
    )
    matter = factories.MatterFactory(**own)
    power = factories.PowerItemFactory(**own, in_force=True)
    pending = factories.AdjustmentFactory(power=factories.PowerItemFactory(**own, in_force=True))
    Adjustment.objects.filter(pk=pending.pk).update(state="submitted")
    applied = factories.AdjustmentFactory(power=power)
    Adjustment.objects.filter(pk=applied.pk).update(
        state="applied", applied_at=released.published_at
    )
    review = factories.ReviewFactory(matter=factories.MatterFactory(**own))
    type(review).objects.filter(pk=review.pk).update(state="with_department")
    shared = datasets.published(day=timezone.localdate(), **own)
    building.build(shared.latest)
    drafted = datasets.drafted(actor=officials[Role.CLERK])
    application = ApplicationFactory(in_review=True, department=department)
    given_file = attach(
        application,
        file=SimpleUploadedFile("c.txt", "说明".encode()),
        name="c.txt",
        purpose=FilePurpose.REQUEST,
        actor=None,
    )
    paper = papers.issue(
        application, PaperKind.RECEIPT, actor=officials[Role.CLERK], today=date(2026, 11, 4)
    )
    submission = SubmissionFactory(issued=True, department=department)
    asker_file = attach_to_submission(
        submission,
        file=SimpleUploadedFile("d.txt", "照片".encode()),
        name="d.txt",
        purpose=feedback_enums.FilePurpose.GIVEN,
        actor=None,
    )
    candidate = KnowledgeCandidate.objects.create(question="电梯?", proposed_on=date(2024, 1, 8))
    Submission.objects.filter(pk=submission.pk).update(candidate=candidate)
    consulted = ConsultationFactory(department=department, published=True, **CLOSED)
    published = PublishedRequestFactory(application__department=department)
    return {
        **api_rows(),
        **calendar_rows(department),
        **dashboard_rows(department),
        **finding_rows(department, officials, draft),
        **assessment_rows(officials),
        **pilot_rows(department),
        **push_rows(department, officials),
        "application": application,
        "published_request": published,
        "published_reply": PublishedReplyFactory(published_on=date(2024, 1, 8)),
        "knowledgeentry": KnowledgeEntryFactory(
            published=True, published_on=date(2024, 1, 8), department=department
        ),
        "candidate": candidate,
        "consultation": consulted,
        "comment": ConsultationComment.objects.create(
            consultation=consulted, text="建议", received_on=date(2024, 1, 9)
        ),
        "survey": SurveyFactory(department=department, published=True, **CLOSED),
        "evaluation": Evaluation.objects.create(
            title="第三方评估",
            evaluator="某大学",
            period_start=date(2023, 1, 1),
            period_end=date(2023, 12, 31),
            summary="总体良好。",
            published_on=date(2024, 1, 8),
        ),
        "given_file": given_file,
        "submission": submission,
        "opinion_case": OpinionCaseFactory(disposed=True, department=department),
        "opinionlimit": OpinionLimit.objects.complete().first(),
        "limitrule": LimitRule.objects.complete().first(),
        "routingrule": RoutingRule.objects.create(words="电梯", department=department),
        "asker_file": asker_file,
        "paper": paper,
        "officials": officials,
        "department": department,
        "poweritem": factories.PowerItemFactory(**own),
        "in_force": power,
        "serviceitem": factories.ServiceItemFactory(**own),
        "service_in_force": factories.ServiceItemFactory(**own, in_force=True),
        "publicitymatter": matter,
        "matter_in_force": factories.MatterFactory(**own, in_force=True),
        "publication": draft,
        "attachment": attached,
        "released": released,
        "policy": factories.PublicationFactory(**own, published=True, policy=True),
        "shown": shown,
        "shared_data": shared,
        **data_access_rows(department, day=timezone.localdate()),
        **reuse_rows(shared, day=timezone.localdate(), actor=officials[Role.GOVERNMENT_OFFICE]),
        "dataset": drafted,
        **upload_rows(drafted),
        "adjustment": pending,
        "applied": applied,
        "nondisclosurereview": review,
        "mattergroup": factories.MatterGroupFactory(),
        "field": factories.FieldFactory(),
        "calendarday": CalendarDay.objects.first(),
        "official": factories.OfficialFactory(),
        "emailaddress": EmailAddress.objects.create(
            user=officials["stranger"], email="stranger@example.org"
        ),
    }


@pytest.fixture
def calendar_of_tests(db):
    return CalendarDay.objects.create(date=date(2026, 10, 1), is_working=False, name="国庆节")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_at_each_address_what_the_table_says(client, rows, role):
    if role != "anonymous":
        client.force_login(rows["officials"][role])
    before = HistoryRow.objects.count()
    wrong = {}
    for name, letters in TABLE.items():
        expected = STATUS[letters.split()[ROLES.index(role)]]
        response = client.get(address(name, rows))
        if response.streaming:
            assert b"".join(response)
        got = response.status_code
        if role != "anonymous" and "_logout" not in name:
            client.force_login(rows["officials"][role])
        if got != expected:
            wrong[name] = (got, expected)
    assert wrong == {}, f"{role}: name -> (got, expected)"
    assert HistoryRow.objects.count() == before, "a GET has changed something"


def test_a_superuser_reaches_everything(client, rows):
    superuser = Official.objects.create_superuser("root", password="correct horse battery")
    client.force_login(superuser)
    for model in ("poweritem", "publication", "department", "official"):
        url = reverse(f"admin:catalogs_{model}_change", args=[rows[model].pk])
        assert client.get(url).status_code == 200


def test_an_administrator_does_not_touch_the_account_of_a_superuser(client, rows):
    superuser = Official.objects.create_superuser("root", password="correct horse battery")
    client.force_login(rows["officials"][Role.ADMINISTRATOR])
    url = reverse("admin:auth_user_password_change", args=[superuser.pk])
    word = {"password1": "another horse battery", "password2": "another horse battery"}
    assert client.post(url, word).status_code == 403
    superuser.refresh_from_db()
    assert superuser.check_password("correct horse battery")


def test_a_draft_has_no_way_to_a_public_page(client, rows):
    client.force_login(rows["officials"][Role.CLERK])
    for row in (rows["publication"], rows["poweritem"]):
        kind = ContentType.objects.get_for_model(row).pk
        url = reverse("admin:view_on_site", args=[kind, row.pk])
        assert client.get(url).status_code == 404
    assert Publication.objects.get(pk=rows["publication"].pk).state == "draft"
