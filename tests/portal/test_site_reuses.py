"""The gallery of what was made with the data: found, sent in, followed, and examined."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalogs import reusing
from catalogs.models import Reuse
from catalogs.sharing_enums import ReuseKind, ReuseState
from portal.search.documents import document_of
from portal.sitemaps import Reuses
from portal.views.reuses import made_with
from tests import datasets, factories, reuses
from tests.feedback.asking_pages import proof

pytestmark = pytest.mark.django_db
NEW = "portal:reuse-new"


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def dataset(day):
    return datasets.published(day=day)


@pytest.fixture
def office():
    return factories.OfficialFactory(government_office=True)


def typed(dataset, **values) -> dict:
    return {
        "name": "找养老院",
        "kind": "website",
        "description": "按镇街查找养老机构。",
        "address": "https://care.example.org/",
        "maker": "滨湖公益小组",
        "email": "maker@example.org",
        "datasets": [dataset.code],
        "consent": "on",
        **values,
    }


def send(client, dataset, **values):
    """Fill in the form and press; return the answer."""
    form = client.get(reverse(NEW)).context["form"]
    key = str(form["key"].value())
    return client.post(reverse(NEW), typed(dataset, **values) | {"key": key} | proof(form))


def opened(client, *, code: str, number: str):
    client.post(reverse("portal:reuse-track"), {"number": number, "code": code})


def test_a_work_is_sent_in_with_its_picture_and_followed_by_number_and_code(client, dataset):
    picture = SimpleUploadedFile("shot.png", reuses.png(text=b"place"))

    answer = send(client, dataset, picture=picture, picture_alt="首页截图")

    assert answer["Location"] == reverse("portal:reuse-receipt")
    receipt = client.get(answer["Location"]).context["receipt"]
    row = Reuse.objects.get()
    assert receipt["number"] == row.receipt_number
    opened(client, code=receipt["code"], number=receipt["number"])
    page = client.get(reverse("portal:reuse-case"))
    assert "找养老院" in page.text
    assert "maker@example.org" not in page.text
    assert b"".join(client.get(reverse("portal:reuse-own-picture"))) == reuses.png()


def test_looking_for_datasets_keeps_what_was_typed_and_what_was_chosen(client, dataset, day):
    for number in range(13):
        datasets.published(day=day, code=f"museum-{number}", name=f"博物馆{number}")
    form = client.get(reverse(NEW), {"dataset": dataset.code}).context["form"]
    assert [code for code, _words in form.fields["datasets"].choices] == [dataset.code]

    page = client.post(reverse(NEW), typed(dataset, look="博物馆1", find="1"))

    form = page.context["form"]
    assert not form.is_bound
    codes = [code for code, _words in form.fields["datasets"].choices]
    assert codes[0] == dataset.code
    assert set(codes[1:]) == {"museum-1", "museum-10", "museum-11", "museum-12"}
    assert "按镇街查找养老机构。" in page.text
    assert not Reuse.objects.exists()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"address": "http://care.example.org/"}, "address"),
        ({"address": "https://192.168.1.1/"}, "address"),
        ({"consent": ""}, "consent"),
        ({"datasets": []}, "datasets"),
        ({"datasets": ["no-such-data"]}, "datasets"),
        ({"email": ""}, "email"),
        ({"name": "a\u202eb"}, "name"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(client, dataset, values, name):
    page = send(client, dataset, **values)

    assert name in page.context["form"].errors
    assert page.text.count('class="field-error"') == 1
    assert "按镇街查找养老机构。" in page.text
    assert not Reuse.objects.exists()


def test_a_picture_that_is_none_is_refused_beside_its_field(client, dataset):
    picture = SimpleUploadedFile("shot.png", b"<svg onload='alert(1)'/>")

    page = send(client, dataset, picture=picture, picture_alt="图")

    assert "picture" in page.context["form"].errors


def test_pressing_twice_sends_in_once(client, dataset):
    form = client.get(reverse(NEW)).context["form"]
    posted = typed(dataset) | {"key": str(form["key"].value())} | proof(form)

    answers = [client.post(reverse(NEW), posted)["Location"] for _press in range(2)]

    assert answers == [reverse("portal:reuse-receipt")] * 2
    assert Reuse.objects.count() == 1


def test_the_gallery_shows_what_is_published_by_field_kind_and_dataset(client, day, office):
    first, second = (datasets.published(day=day) for _number in range(2))
    shown = reuses.published(day=day, actor=office, datasets=[first, second], name="甲")
    other = reuses.published(
        day=day, actor=office, datasets=[second], name="乙", kind=ReuseKind.RESEARCH
    )
    reuses.sent_in(day=day, datasets=[first], name="未审")
    url = reverse("portal:reuse-list")

    def names(**asked):
        return {row["name"] for row in client.get(url, asked).context["reuses"]}

    assert names() == {"甲", "乙"}
    assert names(dataset=first.code) == {"甲"}
    assert names(field=second.field.slug) == {"甲", "乙"}
    assert names(kind="research") == {"乙"}
    assert names(q="甲") == {"甲"}
    facets = {facet["name"]: facet["options"] for facet in client.get(url).context["facets"]}
    counts = {option["value"]: option["count"] for option in facets["dataset"]}
    assert counts == {first.code: 1, second.code: 2}
    assert [shown.code, other.code] == ["cg-2026-0001", "cg-2026-0002"]


def test_the_gallery_takes_the_same_queries_for_one_and_for_many(
    client, day, office, dataset, django_assert_num_queries
):
    url = reverse("portal:reuse-list")
    reuses.published(day=day, actor=office, datasets=[dataset])
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url)
    for number in range(4):
        reuses.published(day=day, actor=office, datasets=[dataset], name=f"作品{number}")
    with django_assert_num_queries(8):
        client.get(url)


@pytest.mark.parametrize("language", ["/", "/en/"])
def test_the_page_of_a_work_leads_elsewhere_without_a_word_about_the_reader(
    client, day, office, dataset, language
):
    row = reuses.published(day=day, actor=office, datasets=[dataset], picture=reuses.png())

    page = client.get(f"{language}data/reuses/{row.code}/")

    assert 'rel="external nofollow noopener noreferrer"' in page.text
    assert dataset.get_absolute_url().removeprefix("/") in page.text
    assert 'alt="首页的截图"' in page.text
    assert "maker@example.org" not in page.text
    assert b"".join(client.get(reverse("portal:reuse-picture", args=[row.code]))) == reuses.png()


def test_what_was_taken_off_is_gone_everywhere(client, day, office, dataset):
    row = reuses.published(day=day, actor=office, datasets=[dataset], picture=reuses.png())
    assert document_of("reuse", row.pk, day).title == "找养老院"
    assert [found.pk for found in Reuses().items()] == [row.pk]
    assert [card["name"] for card in made_with(dataset, today=day)["reuses"]] == ["找养老院"]

    reusing.withdraw(row, actor=office, reason="链接失效", now=timezone.now())

    page = client.get(row.get_absolute_url())
    assert page.status_code == 410
    assert "链接失效" not in page.text
    assert client.get(reverse("portal:reuse-picture", args=[row.code])).status_code == 404
    assert document_of("reuse", row.pk, day) is None
    assert not Reuses().items().exists()
    assert made_with(dataset, today=day)["reuses"] == []


def test_the_maker_corrects_what_was_returned(client, day, office, dataset):
    receipt = reuses.sent_in(day=day, datasets=[dataset], picture=reuses.png())
    reusing.return_(receipt.row, actor=office, reason="请写明数据来源", now=timezone.now())
    opened(client, code=receipt.code, number=receipt.row.receipt_number)
    assert "请写明数据来源" in client.get(reverse("portal:reuse-case")).text
    url = reverse("portal:reuse-correct")
    assert client.get(url).context["form"]["datasets"].value() == [dataset.code]

    wrong = client.post(url, typed(dataset, address="http://a.example.org"))
    assert len(wrong.context["form"].errors["address"]) == 1
    silent = client.post(url, typed(dataset))
    assert "picture_alt" in silent.context["form"].errors
    client.post(url, typed(dataset, description="来源：民政局", picture_alt="新的首页"))

    row = Reuse.objects.get()
    assert (row.state, row.description) == (ReuseState.SUBMITTED, "来源：民政局")
    assert row.picture
    assert client.get(url)["Location"] == reverse("portal:reuse-case")


def test_the_maker_takes_the_work_back_with_a_tick(client, day, dataset):
    receipt = reuses.sent_in(day=day, datasets=[dataset])
    opened(client, code=receipt.code, number=receipt.row.receipt_number)
    url = reverse("portal:reuse-withdraw")

    assert client.post(url).status_code == 200
    client.post(url, {"confirm": "on"})

    receipt.row.refresh_from_db()
    assert receipt.row.state == ReuseState.WITHDRAWN


def test_a_wrong_code_opens_nothing(client, day, dataset):
    receipt = reuses.sent_in(day=day, datasets=[dataset])

    opened(client, code="AAAA-BBBB-CCCC", number=receipt.row.receipt_number)

    assert client.get(reverse("portal:reuse-case"))["Location"] == reverse("portal:reuse-track")


def test_the_office_examines_on_the_desk(client, day, office, dataset):
    receipt = reuses.sent_in(day=day, datasets=[dataset], picture=reuses.png())
    number = receipt.row.receipt_number
    client.force_login(office)
    page = client.get(reverse("portal:reuse-desk"))
    assert [row["number"] for row in page.context["rows"]] == [number]
    detail = client.get(reverse("portal:reuse-desk-detail", args=[number]))
    assert [offer.action for offer in detail.context["next_steps"]] == [
        "publish",
        "return",
        "refuse",
    ]
    assert "m***@example.org" in detail.text
    assert f'<a href="{receipt.row.address}">' in detail.text
    assert b"".join(client.get(reverse("portal:reuse-desk-picture", args=[number])))
    assert number in client.get(reverse("portal:desk")).text

    url = reverse("portal:reuse-desk-move", args=[number, "return"])
    seen = client.get(url).context["seen"]
    assert "reason" in client.post(url, {"seen": seen}).context["form"].errors
    changed = client.post(url, {"seen": "0" * 16, "reason": "缺来源"})
    assert changed.status_code == 409
    client.post(url, {"seen": seen, "reason": "缺来源"})

    receipt.row.refresh_from_db()
    assert receipt.row.state == ReuseState.RETURNED
    gone = client.post(url, {"seen": seen, "reason": "缺来源二"})
    assert gone.status_code == 409
    assert "缺来源二" in gone.text


def test_a_department_sees_only_what_is_made_with_its_data(client, day, dataset):
    number = reuses.sent_in(day=day, datasets=[dataset]).row.receipt_number
    url = reverse("portal:reuse-desk-detail", args=[number])
    own = factories.OfficialFactory(department=dataset.department)

    client.force_login(own)
    assert client.get(url).context["next_steps"] == []
    assert client.get(reverse("portal:reuse-desk-move", args=[number, "refuse"])).status_code == 403
    client.force_login(factories.OfficialFactory())
    assert client.get(url).status_code == 404
    assert client.get(reverse("portal:reuse-desk-picture", args=[number])).status_code == 404


def test_a_work_is_not_shown_before_its_day(client, day, office, dataset):
    row = reuses.published(day=day, actor=office, datasets=[dataset])
    Reuse.objects.filter(pk=row.pk).update(
        published_on=day + timedelta(days=1), settled_on=day + timedelta(days=1)
    )

    assert client.get(row.get_absolute_url()).status_code == 410
    assert not Reuse.objects.public(day).exists()
