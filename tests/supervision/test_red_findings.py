"""What the public reads of red findings: nothing withdrawn, and no name it may not know."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from catalogs.models import InterpretationPlan, Publication
from supervision.enums import Level
from supervision.models import Finding
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ("scoreboard", "red-findings")


def red(row, *, title: str, rule: str = "document-without-content") -> Finding:
    """A red finding about ``row`` that has stood for some days."""
    return Finding.objects.create(
        rule=rule,
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        department=factories.DepartmentFactory(),
        title=title,
        level=Level.RED,
        opened_on=date(2020, 1, 8),
        reddened_on=date(2020, 2, 8),
    )


def read(client, page: str) -> str:
    return client.get(reverse(f"supervision:{page}")).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_what_was_withdrawn_is_named_no_more_though_nobody_has_inspected_since(client, page):
    red(factories.PublicationFactory(published=True), title="仍在公开的通知")
    policy = factories.PublicationFactory(withdrawn=True)
    red(policy, title="已撤回的通知")
    plan = InterpretationPlan.objects.create(policy=policy)
    red(plan, title="已撤回政策的解读", rule="interpretation-missing")
    text = read(client, page)
    assert "仍在公开的通知" in text
    assert "已撤回" not in text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("rule", ["publication-overdue", "rule-of-old"])
def test_a_rule_that_names_nothing_or_is_no_more_is_counted_without_a_name(client, page, rule):
    finding = red(Publication(pk=1), title="尚未公开的批复", rule=rule)
    text = read(client, page)
    assert finding.department.name in text
    assert finding.title not in text
