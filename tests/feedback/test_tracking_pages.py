"""Following a submission: number and code open it, and nothing else does."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from catalogs import query_codes
from catalogs.models import HistoryRow
from feedback import progress
from feedback.attaching import attach
from feedback.enums import FilePurpose, SubmissionState
from tests.feedback.factories import PERSON, SubmissionFactory, clerk_of

pytestmark = pytest.mark.django_db
CODE = "ABCD-EFGH-JKMN"


def opened(client, **traits):
    """Return a submission that this client has opened."""
    row = SubmissionFactory(code_hash=query_codes.hashed(CODE), **traits)
    given = {"number": row.receipt_number, "code": CODE}
    assert client.post(reverse("feedback:track"), given).status_code == 302
    return row


def case(client):
    return client.get(reverse("feedback:track-case"))


def test_number_and_code_open_the_submission_in_this_browser_alone(client):
    row = opened(client)
    page = case(client)
    assert row.receipt_number in page.text
    assert "no-store" in page["Cache-Control"]
    assert Client().get(reverse("feedback:track-case")).status_code == 302
    client.post(reverse("feedback:track-leave"))
    assert case(client).status_code == 302


def test_a_wrong_code_and_a_wrong_number_are_refused_alike(client):
    row = SubmissionFactory(code_hash=query_codes.hashed(CODE))
    wrong = [
        client.post(reverse("feedback:track"), {"number": number, "code": "2222-2222-2222"})
        for number in (row.receipt_number, "HD-2026-00000")
    ]
    assert len({str(page.context["form"].errors) for page in wrong}) == 1


def test_after_too_many_tries_even_the_right_code_waits(client):
    row = SubmissionFactory(code_hash=query_codes.hashed(CODE))
    given = {"number": row.receipt_number}
    for _n in range(3):
        client.post(reverse("feedback:track"), given | {"code": "2222-2222-2222"})
    page = client.post(reverse("feedback:track"), given | {"code": CODE})
    assert page.status_code == 429
    assert int(page["Retry-After"]) > 0


def test_the_reply_is_read_only_after_its_review(client):
    opened(client, replied=True)
    assert case(client).context["reply"] == ""
    opened(client, reviewed=True)
    assert "向街道申请" in case(client).text


def test_who_asked_is_not_on_the_page(client):
    opened(client, reviewed=True)
    text = case(client).text
    assert all(part not in text for part in PERSON.values())


def test_a_merged_submission_reads_the_reply_of_the_other(client):
    other = SubmissionFactory(reviewed=True, reply=f"答复{PERSON['name']}：向街道申请。")
    opened(client, merged=True, merged_into=other)
    page = case(client)
    assert "向街道申请" in page.text
    assert PERSON["name"] not in page.text


def test_a_refused_submission_tells_why_and_the_right_way(client):
    row = opened(client, not_accepted=True)
    text = case(client).text
    assert row.refusal in text
    assert str(row.get_right_way_display()) in text


def test_the_department_is_urged_once_a_day(client):
    row = opened(client, issued=True)
    assert reverse("feedback:track-urge") in case(client).text
    with override("en"):
        urging = reverse("feedback:track-urge")
    for word in ("success", "warning"):
        page = client.post(urging, follow=True)
        assert [message.level_tag for message in page.context["messages"]] == [word]
        assert f'action="{urging}"' not in page.text
        assert "You have urged the department today" in page.text
    assert Client().post(reverse("feedback:track-urge"))["Location"] == reverse("feedback:track")
    assert HistoryRow.objects.of(row).filter(action="urge_by_asker").count() == 1


def test_nothing_is_urged_before_a_department_has_it(client):
    opened(client)
    assert not case(client).context["can_urge"]


def test_the_handling_is_rated_once_after_the_reply(client):
    row = opened(client, reviewed=True)
    assert client.get(reverse("feedback:track-rate")).status_code == 200
    assert client.post(reverse("feedback:track-rate"), {}).context["form"].errors
    client.post(reverse("feedback:track-rate"), {"score": "5", "comment": "快"})
    row.refresh_from_db()
    assert (row.rating.score, row.state) == (5, SubmissionState.RATED)
    assert client.get(reverse("feedback:track-rate")).status_code == 302
    assert "5" in case(client).text


def test_before_the_reply_nothing_is_rated(client):
    opened(client, issued=True)
    response = client.post(reverse("feedback:track-rate"), {"score": "5"})
    assert response["Location"] == reverse("feedback:track-case")


def test_own_files_are_saved_and_never_shown_and_foreign_ones_not_found(client):
    row = opened(client, issued=True)
    given = SimpleUploadedFile("说明.txt", "说明".encode())
    own = attach(row, file=given, name="说明.txt", purpose=FilePurpose.GIVEN, actor=None)
    inner = attach(
        row,
        file=SimpleUploadedFile("b.txt", "内部".encode()),
        name="b.txt",
        purpose=FilePurpose.INTERNAL,
        actor=clerk_of(row),
    )
    other = SubmissionFactory()
    foreign = attach(
        other,
        file=SimpleUploadedFile("c.txt", "别人".encode()),
        name="c.txt",
        purpose=FilePurpose.GIVEN,
        actor=None,
    )
    response = client.get(reverse("feedback:track-file", args=[own.pk]))
    assert response.content == "说明".encode()
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    for pk in (inner.pk, foreign.pk):
        assert client.get(reverse("feedback:track-file", args=[pk])).status_code == 404


@pytest.mark.parametrize(
    ("traits", "here"),
    [
        ({}, "received"),
        ({"issued": True}, "issued"),
        ({"replied": True}, "replied"),
        ({"rated": True}, "reviewed"),
        ({"not_accepted": True}, "not_accepted"),
        ({"merged": True}, "merged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_station_of_the_line_is_where_it_stands(traits, here):
    stages = progress.line(SubmissionFactory(**traits))
    assert [stage.label for stage in stages if stage.here] == [SubmissionState(here).label]


def test_every_state_means_something_to_the_asker():
    assert set(progress.MEANING) == set(SubmissionState)


def test_an_overdue_reply_is_called_so(client, time_machine):
    time_machine.move_to("2026-12-20")
    opened(client, issued=True, received_on=date(2026, 11, 16))
    assert case(client).context["due"]["overdue"]
