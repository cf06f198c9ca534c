"""Interpretation: what it must hold before review, the draft it begins from, its plans."""

import io
import struct
import zlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalogs import attaching, interpreting, publishing
from catalogs.enums import (
    InterpretationForm,
    InterpretationPhase,
    PublicationState,
)
from catalogs.interpretation_reminding import remind_of_interpretations
from catalogs.models import InterpretationPlan, Letter
from catalogs.publication_clocks import start_interpretation_clock
from tests.factories import DepartmentFactory, OfficialFactory, PublicationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar_2026")]

# A Thursday; the third working day after it is the Tuesday.
ISSUED, DUE = date(2026, 9, 10), date(2026, 9, 15)
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + b"\x00" * 400
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 64


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x1a\x5f\xa8")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.fixture
def clerk():
    return OfficialFactory(department=DepartmentFactory())


def plan_of(policy, **values):
    plan = publishing.plan_interpretation(
        policy,
        actor=None,
        **{
            "form": InterpretationForm.TEXT,
            "phase": InterpretationPhase.AT_RELEASE,
            "responsible": "法规科",
            **values,
        },
    )
    if policy.issued_on:
        start_interpretation_clock(policy)
        plan.refresh_from_db()
    return plan


def interpretation_of(policy, **values):
    document = PublicationFactory(
        **{"interpretation": True, "department": policy.department, **values}
    )
    document.interprets.add(policy)
    return document


def refused(document, clerk) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        publishing.submit(document, actor=clerk)
    document.refresh_from_db()
    assert document.state == PublicationState.DRAFT
    return refusal.value.messages


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2026, 9, 9), InterpretationPhase.BEFORE),
        (ISSUED, InterpretationPhase.AT_RELEASE),
        (DUE, InterpretationPhase.AT_RELEASE),
        (date(2026, 9, 16), InterpretationPhase.DURING),
    ],
)
def test_the_phase_follows_from_the_day(day, phase):
    policy = PublicationFactory(published=True, policy=True)
    assert interpreting.phase_on(policy, day) == phase


def test_before_its_release_everything_about_a_policy_comes_before():
    draft = PublicationFactory(policy=True)
    assert interpreting.phase_on(draft, DUE) == InterpretationPhase.BEFORE


def test_a_draft_of_an_interpretation_begins_with_the_nine_elements_and_the_plan():
    policy = PublicationFactory(
        published=True, policy=True, title="关于印发《滨湖区用水办法》的通知", keywords=["用水"]
    )
    plan_of(policy, form=InterpretationForm.QUESTIONS)
    values = interpreting.draft_of(policy, today=DUE)
    assert values["title"] == "《滨湖区用水办法》政策解读"
    assert values["interprets"] == [policy.pk]
    assert values["interpretation_form"] == InterpretationForm.QUESTIONS
    assert values["interpretation_phase"] == InterpretationPhase.AT_RELEASE
    assert values["body"].count("## ") == len(interpreting.ELEMENTS) == 9
    assert "政策解读，用水" in values["keywords"]


def test_a_chart_needs_its_picture_and_the_picture_its_words(clerk):
    policy = PublicationFactory(published=True, policy=True, department=clerk.department)
    document = interpretation_of(policy, interpretation_form=InterpretationForm.CHART)
    assert len(refused(document, clerk)) == 1
    picture = attaching.attach(document, file=io.BytesIO(png()), name="图.png", actor=clerk)
    assert "图.png" in refused(document, clerk)[0]
    picture.text_alternative = "一图读懂用水办法：申请、核定、缴费三步。"
    picture.save()
    assert publishing.submit(document, actor=clerk).state == PublicationState.IN_REVIEW


@pytest.mark.parametrize(
    ("form", "name", "content"),
    [
        (InterpretationForm.VIDEO, "解读.mp4", MP4),
        (InterpretationForm.AUDIO, "解读.mp3", MP3),
    ],
)
def test_a_recording_needs_its_transcript(clerk, form, name, content):
    policy = PublicationFactory(published=True, policy=True, department=clerk.department)
    document = interpretation_of(policy, interpretation_form=form, body=" ")
    assert len(refused(document, clerk)) == 2
    attaching.attach(document, file=io.BytesIO(content), name=name, actor=clerk)
    assert len(refused(document, clerk)) == 1
    type(document).objects.filter(pk=document.pk).update(body="各位市民，大家好。")
    assert publishing.submit(document, actor=clerk).state == PublicationState.IN_REVIEW


def test_a_recording_on_another_site_needs_no_file(clerk):
    policy = PublicationFactory(published=True, policy=True, department=clerk.department)
    document = interpretation_of(
        policy,
        interpretation_form=InterpretationForm.VIDEO,
        media_address="https://tv.example.org/1",
    )
    assert publishing.submit(document, actor=clerk).state == PublicationState.IN_REVIEW


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/1", "//x"])
def test_only_a_web_address_leads_to_another_site(address):
    document = PublicationFactory.build(interpretation=True, media_address=address)
    with pytest.raises(ValidationError) as refusal:
        document.clean_fields(exclude=["department"])
    assert "media_address" in refusal.value.message_dict


def test_a_recording_may_be_larger_than_other_files(monkeypatch):
    monkeypatch.setattr(attaching, "MAXIMUM_BYTES", 10)
    document = PublicationFactory()
    kept = attaching.attach(document, file=io.BytesIO(MP3), name="录音.mp3", actor=None)
    assert (kept.content_type, kept.is_audio, kept.is_video) == ("audio/mpeg", True, False)
    monkeypatch.setattr(attaching, "MAXIMUM_RECORDING_BYTES", 20)
    with pytest.raises(ValidationError):
        attaching.attach(document, file=io.BytesIO(MP4), name="录像.mp4", actor=None)


def test_what_is_called_a_recording_and_is_none_is_refused():
    with pytest.raises(ValidationError):
        attaching.attach(
            PublicationFactory(), file=io.BytesIO(b"<script>"), name="录像.webm", actor=None
        )


def test_plans_are_due_overdue_met_in_time_or_met_late():
    plans = {}
    for name in ("open", "in_time", "before", "late", "withdrawn"):
        policy = PublicationFactory(published=True, policy=True)
        plans[name] = plan_of(policy)
    answered = {"in_time": DUE, "before": date(2026, 9, 1), "late": date(2026, 9, 16)}
    for name, day in answered.items():
        interpretation_of(plans[name].policy, published=True, issued_on=day)
    interpretation_of(plans["late"].policy, published=True, issued_on=date(2026, 10, 8))
    interpretation_of(plans["withdrawn"].policy, withdrawn=True)
    draft = plan_of(PublicationFactory(policy=True))
    found = InterpretationPlan.objects
    open_ones = {plans["open"], plans["withdrawn"]}
    assert {plan.due_on for plan in plans.values()} == {DUE}
    assert set(found.due(DUE)) == open_ones
    assert set(found.overdue(DUE)) == set()
    after = date(2026, 9, 16)
    assert set(found.overdue(after)) == open_ones
    assert set(found.due(after)) == set()
    assert set(found.met_in_time()) == {plans["in_time"], plans["before"]}
    assert set(found.met_late()) == {plans["late"]}
    assert draft not in set(found.due(DUE)) | set(found.overdue(after))


def test_the_department_is_reminded_once_before_and_once_after_the_day(clerk):
    reviewer = OfficialFactory(reviewer=True, department=clerk.department)
    OfficialFactory()
    policy = PublicationFactory(published=True, policy=True, department=clerk.department)
    plan_of(policy)
    assert remind_of_interpretations(today=ISSUED) == 1
    assert remind_of_interpretations(today=DUE) == 0
    assert Letter.objects.get().recipient == clerk
    late = date(2026, 9, 16)
    assert remind_of_interpretations(today=late) == 2
    assert remind_of_interpretations(today=late) == 0
    told = Letter.objects.exclude(key__contains="yellow")
    assert {letter.recipient for letter in told} == {clerk, reviewer}
    assert all(policy.title in letter.subject for letter in told)


def test_nobody_is_reminded_of_what_is_interpreted(clerk):
    policy = PublicationFactory(published=True, policy=True, department=clerk.department)
    plan_of(policy)
    interpretation_of(policy, published=True)
    assert remind_of_interpretations(today=date(2026, 9, 30)) == 0


def test_only_a_policy_has_an_interpretation_plan():
    with pytest.raises(ValidationError):
        plan_of(PublicationFactory())
