"""Evaluations by third parties: entered and corrected by few, public from their day."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalogs.enums import Role
from catalogs.models import HistoryRow
from catalogs.workflow import MoveRefused
from feedback import evaluating
from feedback.models import Evaluation
from portal.search.documents import document_of
from tests.factories import DepartmentFactory, OfficialFactory, PublicationFactory
from tests.feedback.factories import office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
VALUES = {
    "title": "2026年上半年政务公开第三方评估",
    "evaluator": "某大学公共管理学院",
    "department": None,
    "period_start": date(2026, 1, 1),
    "period_end": date(2026, 6, 30),
    "score": Decimal("91.50"),
    "summary": "总体良好。",
    "publication": None,
}
ADD = "admin:feedback_evaluation_add"


@pytest.fixture(autouse=True)
def _tuesday(calendar):
    with time_machine.travel("2026-11-24 09:00 +0800", tick=False):
        yield


def entered(**changed) -> Evaluation:
    return evaluating.enter(actor=office(), **VALUES | changed)


def published(**changed) -> Evaluation:
    return evaluating.publish(entered(**changed), actor=office(), today=TODAY)


def titles(client, query: str = "") -> list[str]:
    page = client.get(reverse("feedback:evaluations") + query)
    return [row.title for row in page.context["page_obj"]]


def test_an_evaluation_is_entered_published_withdrawn_and_corrected_with_its_history():
    actor = office()
    row = published()
    assert row.published_on == TODAY
    with pytest.raises(MoveRefused):
        evaluating.edit(row, actor=actor, score=Decimal("99"))
    with pytest.raises(MoveRefused):
        evaluating.withdraw(row, actor=actor, reason=" ")
    row = evaluating.withdraw(row, actor=actor, reason="分数有误")
    row = evaluating.edit(row, actor=actor, score=Decimal("90.50"))
    assert not Evaluation.objects.public(TODAY).exists()
    happened = list(HistoryRow.objects.of(row).order_by("pk").values_list("action", "changes"))
    assert [action for action, _changes in happened] == ["create", "publish", "withdraw", "edit"]
    assert happened[3][1] == {"score": ["91.50", "90.50"]}


@pytest.mark.parametrize("role", Role.values)
def test_only_the_office_supervision_and_the_administrator_enter_one(role):
    actor = OfficialFactory(role=role)
    if role in (Role.GOVERNMENT_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR):
        row = evaluating.enter(actor=actor, **VALUES)
        assert evaluating.publish(row, actor=actor, today=TODAY).is_public(TODAY)
        return
    row = entered()
    for act in (
        lambda: evaluating.enter(actor=actor, **VALUES),
        lambda: evaluating.edit(row, actor=actor, title="改"),
        lambda: evaluating.publish(row, actor=actor, today=TODAY),
    ):
        with pytest.raises(MoveRefused):
            act()


def test_a_period_that_is_not_over_and_a_report_that_is_not_public_are_refused():
    for changed in ({"period_end": date(2026, 12, 31)}, {"publication": PublicationFactory()}):
        with pytest.raises(ValidationError) as refusal:
            evaluating.publish(entered(**changed), actor=office(), today=TODAY)
        assert set(refusal.value.message_dict) == set(changed)
    with pytest.raises(ValidationError):
        entered(score=Decimal("100.01"))


def test_scores_are_found_by_department_and_end_of_the_period():
    own = DepartmentFactory()
    whole, ours = published(), published(department=own)
    published(department=own, score=None)
    published(department=own, period_end=date(2026, 7, 1))
    draft = entered()
    half = (date(2026, 1, 1), date(2026, 6, 30))
    found = Evaluation.objects.public(TODAY).scores_between(*half)
    assert set(found) == {whole, ours}
    assert draft in Evaluation.objects.scores_between(*half)
    assert list(found.about(own)) == [ours]
    assert list(found.about(None)) == [whole]
    assert not found.scores_between(date(2026, 1, 1), date(2026, 6, 29)).exists()


def test_everyone_reads_list_and_page_with_the_full_report(client):
    report = PublicationFactory(published=True)
    row = published(department=DepartmentFactory(), publication=report, title="部门评估")
    published(period_end=date(2025, 6, 30), period_start=date(2025, 1, 1), title="全区评估")
    hidden = entered(title="草稿")
    assert titles(client) == ["部门评估", "全区评估"]
    assert titles(client, f"?department={row.department.code}") == ["部门评估"]
    assert titles(client, "?year=2025") == ["全区评估"]
    assert titles(client, "?q=大学+全区") == ["全区评估"]
    assert "91.50 of 100" in client.get("/en/feedback/evaluations/").text
    page = client.get(row.get_absolute_url())
    for words in ("91.5", "某大学公共管理学院", row.department.name, "总体良好。", report.title):
        assert words in page.text
    assert client.get(hidden.get_absolute_url()).status_code == 404
    type(report).objects.filter(pk=report.pk).update(state="draft")
    assert report.title not in client.get(row.get_absolute_url()).text


def test_the_list_asks_the_same_however_long_it_is(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("feedback:evaluations"))
        return len(asked)

    published(department=DepartmentFactory())
    queries()
    before = queries()
    for _n in range(21):
        published(department=DepartmentFactory())
    assert queries() == before
    assert len(titles(client, "?page=2")) == 2


def test_a_public_evaluation_is_found_and_stands_in_the_sitemap(client):
    row = published()
    found = document_of("evaluation", row.pk, TODAY)
    assert "某大学公共管理学院" in found.text
    assert document_of("evaluation", entered().pk, TODAY) is None
    assert row.get_absolute_url() in client.get("/sitemap-evaluations.xml").text


def sent(**changed) -> dict:
    return {name: value or "" for name, value in VALUES.items()} | changed


def test_the_office_enters_and_publishes_one_in_the_admin(client):
    client.force_login(office())
    assert client.post(reverse(ADD), sent()).status_code == 302
    row = Evaluation.objects.get()
    change = reverse("admin:feedback_evaluation_change", args=[row.pk])
    assert client.post(change, sent(score="88")).status_code == 302
    page = client.post(change, sent(score="101"))
    assert page.context["adminform"].form.errors.keys() == {"score"}
    client.post(reverse("admin:feedback_evaluation_move", args=[row.pk, "publish"]))
    row.refresh_from_db()
    assert (row.score, row.published_on) == (Decimal("88"), TODAY)
    assert client.post(change, sent(score="90")).status_code == 403
    assert 'name="score"' not in client.get(change).text
    delete = reverse("admin:feedback_evaluation_delete", args=[row.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    history = HistoryRow.objects.of(row).order_by("pk").values_list("action", flat=True)
    assert list(history) == ["create", "edit", "publish"]


def test_a_clerk_only_reads_evaluations_in_the_admin(client):
    client.force_login(OfficialFactory())
    row = entered()
    assert client.get(reverse(ADD)).status_code == 403
    page = client.get(reverse("admin:feedback_evaluation_change", args=[row.pk]))
    assert page.status_code == 200
    assert page.context["moves"] == []
    move = reverse("admin:feedback_evaluation_move", args=[row.pk, "publish"])
    assert client.post(move).status_code == 403
