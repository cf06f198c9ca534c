"""The demonstration keeps its promises: numbers, four sames, dated histories, things to find."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalogs.enums import (
    AdjustmentState,
    DocumentKind,
    Effectiveness,
    Level,
    PowerCategory,
    PublicationState,
    Role,
)
from catalogs.models import (
    Adjustment,
    Attachment,
    DataAccessRequest,
    Dataset,
    Field,
    Guide,
    HistoryRow,
    InterpretationPlan,
    Letter,
    NonDisclosureReview,
    Official,
    PowerItem,
    Publication,
    PublicityMatter,
    PushDelivery,
    PushSystem,
    Reuse,
    ServiceItem,
)
from catalogs.models.powers import FOUR_SAMES
from catalogs.push_enums import PushResult
from catalogs.refreshing import refresh_later, suspended
from tests import demonstration

pytestmark = pytest.mark.django_db
RELEASED_BY_PEOPLE = ["create", "submit", "approve", "publish"]
RELEASED_BY_RULE = ["create", "push", "release_by_rule"]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole demonstration once for this module, rolled back at its end."""
    folder = tmp_path_factory.mktemp("files")
    with demonstration.loaded(django_db_blocker, folder) as day:
        yield day


def test_the_promised_numbers_are_public(demo):
    powers = PowerItem.objects.public(demo).of_district()
    assert powers.count() >= 60
    assert ServiceItem.objects.public(demo).count() >= 40
    assert PublicityMatter.objects.public(demo).count() >= 300
    assert Publication.objects.public(demo).count() >= 200
    assert set(powers.values_list("category", flat=True)) == set(PowerCategory.values)
    assert Field.objects.count() == 27


def test_every_county_power_equals_its_standard_and_has_a_guide(demo):
    powers = PowerItem.objects.of_district().select_related("standard", "guide")
    for power in powers:
        assert [getattr(power, n) for n in FOUR_SAMES] == [
            getattr(power.standard, n) for n in FOUR_SAMES
        ]
        assert power.standard.level == Level.CITY
        power.full_clean()
        assert power.guide.steps.exists()
    texts = [power.responsibilities for power in powers]
    assert len(set(texts)) == len(texts)


def test_every_guide_promises_no_more_than_the_law_allows(demo):
    for guide in Guide.objects.exclude(statutory_limit=None):
        assert guide.commitment_limit <= guide.statutory_limit
        assert guide.conditions
        assert guide.result


def test_every_power_and_service_has_an_english_name(demo):
    assert not PowerItem.objects.filter(name_en="").exists()
    assert not ServiceItem.objects.filter(name_en="").exists()


def test_the_plan_of_the_pilot_keeps_its_record(demo):
    plan = Publication.objects.get(index_number="014006438/2017-00137")
    assert plan.title == "无锡市推进基层政务公开标准化规范化试点工作实施方案"
    assert plan.document_number == "锡政办发〔2017〕186号"
    assert (str(plan.formed_on), str(plan.issued_on)) == ("2017-09-12", "2017-09-14")
    assert plan.forms == ["website", "files", "bulletin"]
    assert plan.is_public(demo)


def test_supervision_has_something_to_find(demo):
    assert Publication.objects.late().count() >= 5
    assert Publication.objects.overdue(demo).count() >= 2
    assert InterpretationPlan.objects.overdue(demo).count() >= 2
    expired = Publication.objects.filter(
        state=PublicationState.PUBLISHED,
        effectiveness=Effectiveness.IN_FORCE,
        valid_until__lt=demo,
    )
    assert expired.exists()
    assert Publication.objects.filter(effectiveness=Effectiveness.REPEALED).exists()
    assert Publication.objects.filter(state=PublicationState.PUBLISHED, summary="").exists()
    unpublished = PublicityMatter.objects.public(demo).filter(publications=None)
    assert unpublished.exists()


def test_policies_are_explained_in_many_forms_before_at_and_after_their_release(demo):
    explaining = Publication.objects.public(demo).interpretations()
    forms = set(explaining.values_list("interpretation_form", flat=True))
    assert {"text", "questions", "chart", "video", "press_conference", "expert"} <= forms
    shown = Publication.objects.policies().get(title__contains="预算绩效管理办法（修订）")
    phases = shown.interpretations.values_list("interpretation_phase", flat=True)
    assert set(phases) == {"before", "at_release", "during"}
    for row in explaining.filter(interpretation_form__in=["chart", "video"]):
        file = row.attachments.get()
        assert file.is_video or (file.is_picture and file.text_alternative)
    assert InterpretationPlan.objects.due(demo).exists()
    assert InterpretationPlan.objects.met_late().exists()
    assert Publication.objects.policies().without_plan().exists()


def test_documents_stand_in_every_state_and_every_pilot_field_has_some(demo):
    assert set(Publication.objects.values_list("state", flat=True)) == set(PublicationState.values)
    fields = Counter(Publication.objects.public(demo).values_list("field__slug", flat=True))
    assert all(fields[field.slug] >= 10 for field in Field.objects.pilot())


def test_adjustments_stand_in_every_state(demo):
    assert set(Adjustment.objects.values_list("state", flat=True)) == set(AdjustmentState.values)
    assert Adjustment.objects.filter(state=AdjustmentState.APPROVED, effective_on__gt=demo).exists()
    assert NonDisclosureReview.objects.count() == 3


def test_index_numbers_run_without_gaps(demo):
    serials: dict[str, list[int]] = {}
    for number in Publication.objects.exclude(index_number=None).values_list(
        "index_number", flat=True
    ):
        head, _dash, serial = number.rpartition("-")
        serials.setdefault(head, []).append(int(serial))
    serials.pop("014006438/2017")
    assert serials
    assert all(sorted(rows) == list(range(1, len(rows) + 1)) for rows in serials.values())


def test_nothing_is_dated_in_the_future_and_every_move_has_its_row(demo):
    assert not HistoryRow.objects.filter(at__gt=timezone.now()).exists()
    published = Publication.objects.filter(kind=DocumentKind.INFORMATION).public(demo)
    for publication in published[:40]:
        actions = [row.action for row in HistoryRow.objects.of(publication).order_by("at", "pk")]
        moves = [a for a in actions if a != "attach"]
        pushed = publication.push_deliveries.exists()
        assert moves == (RELEASED_BY_RULE if pushed else RELEASED_BY_PEOPLE)
    oldest = published.exclude(issued_on__year=2017).order_by("issued_on").first()
    assert demo - oldest.issued_on >= timedelta(days=650)


def test_attachments_are_real_files(demo):
    attachments = Attachment.objects.filter(publication__push_deliveries=None)[:20]
    assert len(attachments) == 20
    for attachment in attachments:
        assert attachment.size > 300
        assert len(attachment.checksum) == 64


def test_there_is_a_log_in_for_each_role_and_no_letter_waits(demo):
    roles = Official.objects.filter(
        username__in=["clerk", "reviewer", "office", "legal", "supervisor", "admin"]
    ).values_list("role", flat=True)
    assert set(roles) == set(Role.values)
    assert not Letter.objects.unsent().exists()


def test_datasets_are_of_every_format_and_leave_some_gaps_to_find(demo):
    public = Dataset.objects.public(demo)
    assert public.count() >= 12
    assert list(public.stale(demo).values_list("code", flat=True)) == ["safety-services"]
    assert not public.without_dictionary().exists()
    assert set(public.values_list("latest__format", flat=True)) == {"xlsx", "json"}
    assert set(public.values_list("openness", flat=True)) == {"conditional", "unconditional"}
    assert not public.exclude(description__endswith="属演示数据。").exists()
    assert Dataset.objects.filter(state="draft").exists()


def test_a_dataset_holds_what_the_list_of_the_portal_holds(demo):
    dataset = Dataset.objects.get(code="environment-powers")
    powers = PowerItem.objects.of_district().public(demo).filter(field=dataset.field)
    assert dataset.latest.row_count == powers.count()
    first = list(powers.order_by("code").values_list("code", flat=True)[:10])
    assert [row[0] for row in dataset.latest.sample[:10]] == first
    assert dataset.versions.count() == 2


def test_with_the_live_data_every_pilot_field_has_its_two_datasets(demo):
    call_command("refresh_live_data", stdout=StringIO())
    public = Dataset.objects.public(demo)
    assert public.count() >= 20
    assert not Field.objects.pilot().with_fewer_datasets(2, today=demo).exists()
    assert set(public.values_list("latest__format", flat=True)) == {"csv", "xlsx", "json"}


def test_reuses_and_requests_for_data_stand_in_several_states(demo):
    reuses, requests = Reuse.objects.all(), DataAccessRequest.objects.all()
    assert sorted(reuses.values_list("state", flat=True)) == [
        *["published"] * 3,
        "returned",
        *["submitted"] * 2,
    ]
    assert reuses.exclude(picture="").count() == 2
    assert not reuses.filter(datasets=None).exists()
    assert sorted(requests.values_list("state", flat=True)) == ["granted", "refused", "submitted"]
    assert requests.in_force(demo).count() == 1
    assert not reuses.overdue(demo).exists()


def test_a_second_load_changes_nothing(demo):
    def counts() -> list[int]:
        models = (PowerItem, ServiceItem, PublicityMatter, Publication, Adjustment, HistoryRow)
        return [model.objects.count() for model in (*models, Official, Dataset)]

    before = counts()
    out = StringIO()
    call_command("load_reference", stdout=StringIO())
    call_command("load_demo", stdout=out)
    assert counts() == before
    assert all("already loaded" in line for line in out.getvalue().splitlines())


def test_a_load_sends_no_refresh_of_the_search_index(demo, django_capture_on_commit_callbacks):
    power = PowerItem.objects.of_district().first()
    with django_capture_on_commit_callbacks() as callbacks:
        with suspended():
            refresh_later(power)
        assert callbacks == []
        refresh_later(power)
    assert len(callbacks) == 1


def test_departmental_systems_have_pushed_documents_with_every_outcome(demo):
    told = PushDelivery.objects.values_list("result", "publication__state")
    assert Counter(told) == {
        (PushResult.ACCEPTED, PublicationState.PUBLISHED): 2,
        (PushResult.ACCEPTED, PublicationState.IN_REVIEW): 2,
        (PushResult.ACCEPTED, PublicationState.RETURNED): 1,
        (PushResult.REFUSED, None): 1,
    }
    assert PushDelivery.objects.get(result=PushResult.REFUSED).errors
    held = PushDelivery.objects.get(publication__attachments__isnull=False)
    assert held.answer["held_for_review"]
    now = timezone.now()
    assert PushSystem.objects.filter(deliveries__isnull=False).distinct().count() == 2
    assert not PushDelivery.objects.filter(received_at__gt=now).exists()
