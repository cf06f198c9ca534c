"""What is typed into an address finds something or nothing, and never breaks a page."""

import pytest
from django.urls import reverse

from tests.applications.factories import PublishedRequestFactory, office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["desk-list", "cases", "answered"])
@pytest.mark.parametrize("query", ["q=%00", "q=a%00b&department=%00&year=%00", "order=%00&tab=%00"])
def test_a_sign_the_database_holds_in_no_text_finds_nothing(client, calendar, name, query):
    PublishedRequestFactory()
    client.force_login(office())
    assert client.get(f"{reverse(f'applications:{name}')}?{query}").status_code == 200
