"""Whatever departmental systems send, it is answered as a refusal and never as a fault of ours."""

import pytest

from catalogs.models import PushDelivery
from portal.opendata.push import gate
from tests.portal.opendata.pushed import ADDRESS, attachment, faults, record, sender

pytestmark = pytest.mark.django_db


def test_a_number_of_thousands_of_digits_is_no_body():
    assert sender().push(b'{"title": ' + b"9" * 5000 + b"}").status_code == 400


def test_a_content_in_other_letters_than_base64_is_told_at_its_file():
    response = sender().push(record(attachments=[attachment() | {"content": "批复"}]))

    assert response.status_code == 422
    assert list(faults(response)) == ["attachments[0].content"]


@pytest.mark.parametrize(
    ("body", "field"),
    [(b'{"\\ud800": 1}', "?"), (b'{"a\\u0000b": 1}', "a?b"), (b'{"kind": "\\ud800"}', "kind")],
)
def test_what_no_text_holds_is_told_without_it(body, field):
    response = sender().push(body)

    assert response.status_code == 422
    assert field in faults(response)
    noted = str(PushDelivery.objects.get().errors)
    assert "\ud800" not in noted
    assert "\x00" not in noted


def test_of_a_refused_record_no_more_is_kept_than_a_page_shows():
    response = sender().push({f"{number}{'长' * 1000}": 1 for number in range(500)})

    assert response.status_code == 422
    noted = PushDelivery.objects.get().errors
    assert len(noted) == 100
    assert max(len(fault["field"]) for fault in noted) == 300


def test_another_format_is_refused_before_anybody_is_asked_who_it_is(client):
    response = client.post(
        ADDRESS, b"{}", content_type="application/json", headers={"Accept": "text/html"}
    )

    assert response.status_code == 406
    assert not PushDelivery.objects.exists()


def test_a_token_in_wrong_hands_neither_fills_the_list_nor_stops_its_system(monkeypatch):
    monkeypatch.setattr(gate, "WRONG_TOKENS", (gate.Limit(2, gate.MINUTE),))
    system = sender(allowed_networks="10.1.0.0/16")
    pushed = [system.push(record(), REMOTE_ADDR="192.0.2.1").status_code for _n in range(4)]

    assert pushed == [403, 403, 429, 429]
    assert PushDelivery.objects.count() == 2
    assert system.push(record(), REMOTE_ADDR="10.1.2.3").status_code == 201


def test_a_part_that_is_no_object_is_told_in_plain_words():
    response = sender().push(record(matters=["HB-01-003"]), HTTP_ACCEPT_LANGUAGE="en")
    (fault,) = response.json()["errors"]
    assert fault == {"field": "matters[0]", "detail": "Give an object with the fields it has."}
