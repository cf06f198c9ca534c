"""A departmental system pushes a publication: taken once, checked like a clerk's, all kept."""

import pytest

from catalogs import publishing
from catalogs.models import Attachment, HistoryRow, Letter, Publication, PushDelivery
from tests.factories import (
    FieldFactory,
    MatterFactory,
    OfficialFactory,
    PublicationFactory,
)
from tests.portal.opendata.pushed import attachment, faults, record, sender

pytestmark = pytest.mark.django_db


def results() -> list[tuple[str, int]]:
    rows = PushDelivery.objects.order_by("pk")
    return [(row.result, row.status) for row in rows]


def test_a_whole_record_is_taken_and_waits_for_the_departments_reviewer():
    system = sender()
    department = system.system.department
    reviewer = OfficialFactory(reviewer=True, department=department)
    field, matter = FieldFactory(), MatterFactory(department=department, in_force=True)
    response = system.push(
        record(
            field=field.code,
            matters=[{"code": matter.code, "elements": ["受理公告", "2"]}],
            attachments=[attachment()],
        )
    )

    assert response.status_code == 201, response.content
    publication = Publication.objects.get()
    assert response.json() == {
        "key": "hb-2026-0117",
        "state": "in_review",
        "index_number": None,
        "held_for_review": [],
        "status_address": "http://testserver/api/v1/push/publications/hb-2026-0117/",
        "permalink": None,
    }
    assert response["Location"] == response.json()["status_address"]
    assert (publication.department, publication.field) == (department, field)
    assert publication.created_by is None
    assert publication.keywords == ["环境影响评价", "批复"]
    assert publication.due_on is not None
    assert list(publication.matters.all()) == [matter]
    assert {element.name for element in publication.elements.all()} == {"受理公告", "审批决定"}
    assert Attachment.objects.get().name == "批复.txt"
    assert Letter.objects.filter(recipient=reviewer).count() == 1
    source = HistoryRow.objects.of(publication).get(action="push").reason
    assert system.system.name in source


def test_another_person_releases_what_a_system_pushed_and_the_status_tells_it():
    system = sender()
    reviewer = OfficialFactory(reviewer=True, department=system.system.department)
    system.push(record())
    publication = publishing.approve(Publication.objects.get(), actor=reviewer)
    number = publication.index_number
    assert system.status().json()["index_number"] == number
    publication = publishing.publish(publication, actor=reviewer, now=publishing.timezone.now())

    told = system.status().json()
    assert (told["state"], told["permalink"]) == (
        "published",
        f"http://testserver/documents/{number}/",
    )
    assert told["issued_on"] == publication.issued_on.isoformat()
    publishing.withdraw(
        publication, actor=reviewer, reason="内容有误", now=publishing.timezone.now()
    )
    told = system.status().json()
    assert (told["permalink"], told["withdrawal_reason"]) == (None, "内容有误")


def test_the_same_body_under_the_same_key_gets_the_same_answer_and_writes_nothing():
    system = sender()
    first = system.push(record())
    again = system.push(record())

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert Publication.objects.count() == 1
    assert results() == [("accepted", 201), ("repeated", 201)]


def test_another_body_under_the_same_key_is_a_conflict():
    system = sender()
    system.push(record())
    response = system.push(record(title="另一份批复"))

    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert Publication.objects.get().title == record()["title"]
    assert results() == [("accepted", 201), ("refused", 409)]


def test_two_systems_may_use_the_same_key():
    assert sender().push(record()).status_code == 201
    assert sender().push(record()).status_code == 201
    assert Publication.objects.count() == 2


def test_all_errors_are_told_at_once_each_with_its_place():
    response = sender().push(
        record(
            title="",
            formed_on="2026-13-01",
            genre="poem",
            colour="red",
            keywords="环评",
            matters=[{"elements": [1, None]}],
            attachments=[{"name": "a.pdf", "content": "no base64!"}],
        )
    )

    assert response.status_code == 422
    assert set(faults(response)) == {
        "title",
        "formed_on",
        "genre",
        "colour",
        "keywords",
        "matters[0].code",
        "matters[0].elements[1]",
        "attachments[0].content",
    }
    assert all(faults(response).values())
    assert "str" not in faults(response)["keywords"]
    delivery = PushDelivery.objects.get()
    assert (delivery.result, delivery.status) == ("refused", 422)
    assert {fault["field"] for fault in delivery.errors} == set(faults(response))


def test_codes_of_others_and_rules_of_the_record_are_refused_by_field():
    system = sender()
    foreign = MatterFactory()
    own = MatterFactory(department=system.system.department)
    response = system.push(
        record(
            field="XX",
            matters=[{"code": foreign.code}, {"code": own.code, "elements": ["没有的要素"]}],
            interprets=["014006438/2017-00137"],
            publicity_term="fixed_term",
            audience="named_group",
        )
    )

    assert response.status_code == 422
    assert set(faults(response)) == {
        "field",
        "matters[0].code",
        "matters[1].elements[0]",
        "interprets[0]",
        "audience_group",
        "(record)",
    }
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"not a pdf"), ("a.exe", b"MZ"), ("a.txt", b"")],
    ids=["not what its name says", "a type not accepted", "empty"],
)
def test_files_are_checked_by_their_content_and_nothing_is_written(name, content):
    response = sender().push(record(attachments=[attachment(), attachment(content, name)]))
    assert response.status_code == 422
    assert set(faults(response)) == {"attachments[1].content"}
    assert not Publication.objects.exists()
    assert not Attachment.objects.exists()


def test_a_refused_key_is_free_for_the_corrected_record():
    system = sender()
    assert system.push(record(title="")).status_code == 422
    assert system.push(record()).status_code == 201


def test_a_policy_comes_with_its_interpretation_plan():
    system = sender()
    response = system.push(record(kind="policy"))
    assert response.status_code == 422
    assert set(faults(response)) == {"interpretation_plan"}

    plan = {"form": "questions", "phase": "at_release", "responsible": "政策法规科"}
    assert system.push(record(kind="policy", interpretation_plan=plan)).status_code == 201
    assert Publication.objects.get().interpretation_plan.responsible == "政策法规科"


def test_an_interpretation_names_a_policy_of_the_department():
    system = sender()
    policy = PublicationFactory(published=True, policy=True, department=system.system.department)
    pushed = {
        "kind": "interpretation",
        "interpretation_form": "text",
        "interpretation_phase": "at_release",
    }
    response = system.push(record(**pushed))
    assert set(faults(response)) == {"(record)"}
    response = system.push(record(**pushed, interprets=[policy.index_number]))
    assert response.status_code == 201
    assert list(policy.interpretations.all()) == [Publication.objects.latest("pk")]


def test_a_returned_publication_is_corrected_as_a_whole_and_goes_to_review_again():
    system = sender()
    reviewer = OfficialFactory(reviewer=True, department=system.system.department)
    system.push(record(attachments=[attachment()]))
    publication = Publication.objects.get()
    assert system.correct(record(title="改正")).status_code == 409  # it is in review
    publishing.return_(publication, actor=reviewer, reason="标题不全")
    told = system.status().json()
    assert (told["state"], told["returned_reason"]) == ("returned", "标题不全")

    corrected = {
        "title": "关于某公司扩建项目环境影响报告表的批复(全称)",
        "formed_on": "2026-11-20",
        "attachments": [attachment(), attachment("附图".encode(), "附图.txt")],
    }
    response = system.correct(corrected)
    assert (response.status_code, response.json()["state"]) == (200, "in_review")
    publication.refresh_from_db()
    assert publication.title == corrected["title"]
    assert (publication.keywords, publication.body) == ([], "")
    assert publication.attachments.count() == 2
    changes = HistoryRow.objects.of(publication).get(action="edit").changes
    assert changes["title"] == [record()["title"], corrected["title"]]
    # The same once more is no second correction.
    again = system.correct(corrected)
    assert (again.status_code, again.json()) == (200, response.json())
    assert [result for result, _status in results()] == [
        "accepted",
        "refused",
        "updated",
        "repeated",
    ]


def test_what_was_returned_goes_to_review_again_though_nothing_in_it_was_changed():
    system = sender()
    reviewer = OfficialFactory(reviewer=True, department=system.system.department)
    system.push(record())
    publication = Publication.objects.get()
    for result in ("updated", "updated"):
        publishing.return_(publication, actor=reviewer, reason="请核实")
        answer = system.correct(record())
        publication.refresh_from_db()
        assert (answer.json()["state"], publication.state) == ("in_review", "in_review")
        assert results()[-1][0] == result


def test_a_wrong_correction_leaves_the_returned_publication_as_it_was():
    system = sender()
    reviewer = OfficialFactory(reviewer=True, department=system.system.department)
    system.push(record(attachments=[attachment()]))
    publishing.return_(Publication.objects.get(), actor=reviewer, reason="标题不全")
    response = system.correct(record(title="改正", attachments=[attachment(b"x", "a.pdf")]))
    assert response.status_code == 422
    publication = Publication.objects.get()
    assert (publication.title, publication.state) == (record()["title"], "returned")
    assert publication.attachments.get().name == "批复.txt"


def test_what_was_not_pushed_has_no_status():
    system = sender()
    sender().push(record())
    assert system.status().status_code == 404
    assert system.correct(record()).status_code == 404
