"""Interpreting a policy: what an interpretation must hold, and the draft a clerk begins from."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.deadlines import load_calendar
from catalogs.enums import (
    INTERPRETATION_WORKING_DAYS,
    DocumentKind,
    InterpretationForm,
    InterpretationPhase,
    PublicationForm,
)
from catalogs.models import InterpretationPlan, Publication

# What an interpretation explains (implementing rules of Guo Ban Fa [2016] No. 80), in official
# words: background and basis, aims, main contents, scope, standards, cautions, key words,
# benefits, what is new against what was.
ELEMENTS = (
    "背景依据",
    "目标任务",
    "主要内容",
    "涉及范围",
    "执行标准",
    "注意事项",
    "关键词诠释",
    "惠民利民举措",
    "新旧政策差异",
)
NAME = "《{title}》政策解读"


def phase_on(policy: Publication, day: date) -> InterpretationPhase:
    """Return the phase of an interpretation issued on ``day``.

    Whatever comes within the three working days of the rule counts as given at release.
    """
    if policy.issued_on is None or day < policy.issued_on:
        return InterpretationPhase.BEFORE
    last = load_calendar().add_working_days(policy.issued_on, INTERPRETATION_WORKING_DAYS).date
    return InterpretationPhase.AT_RELEASE if day <= last else InterpretationPhase.DURING


def draft_of(policy: Publication, *, today: date) -> dict[str, Any]:
    """Return the columns an interpretation of ``policy`` begins with, its elements as headings."""
    plan = InterpretationPlan.objects.filter(policy=policy).first()
    return {
        "kind": DocumentKind.INTERPRETATION,
        "title": NAME.format(title=_inner_title(policy.title)),
        "formed_on": today,
        "department": policy.department_id,
        "field": policy.field_id,
        "theme": policy.theme,
        "stage": policy.stage,
        "forms": [PublicationForm.WEBSITE],
        "keywords": "，".join(["政策解读", *policy.keywords]),
        "interprets": [policy.pk],
        "interpretation_form": plan.form if plan else InterpretationForm.TEXT,
        "interpretation_phase": phase_on(policy, today),
        "body": "\n".join(f"## {element}\n\n" for element in ELEMENTS),
    }


def check_ready(publication: Publication) -> None:
    """Raise ``ValidationError`` with a sentence for each thing missing before review.

    Guo Ban Fa [2016] No. 80: document, plan and interpretation are organized, signed and
    deployed together. A picture has its text alternative and a recording its transcript, so
    that nobody is left out.
    """
    missing = []
    if publication.kind == DocumentKind.POLICY:
        if not InterpretationPlan.objects.filter(policy=publication).exists():
            missing.append(
                _(
                    "A policy goes to review together with its interpretation plan, and it has none"
                    " yet: write below the document who interprets it, and in what form."
                )
            )
    elif publication.kind == DocumentKind.INTERPRETATION:
        missing = _missing(publication)
    if missing:
        raise ValidationError(missing)


def _missing(interpretation: Publication) -> list[str]:
    missing = []
    if not interpretation.interprets.exists():
        missing.append(_("Name the policy that this document interprets."))
    files = list(interpretation.attachments.all())
    pictures = [file for file in files if file.is_picture]
    elsewhere = interpretation.media_address
    form = interpretation.interpretation_form
    if form == InterpretationForm.CHART and not (pictures or elsewhere):
        missing.append(_("Attach the picture, or give its address on another site."))
    missing += [
        _("Say in words what the picture “%(name)s” shows.") % {"name": picture.name}
        for picture in pictures
        if not picture.text_alternative.strip()
    ]
    if form in {InterpretationForm.VIDEO, InterpretationForm.AUDIO}:
        if not (elsewhere or any(file.is_video or file.is_audio for file in files)):
            missing.append(_("Attach the recording, or give its address on another site."))
        if not interpretation.body.strip():
            missing.append(_("Write what is said in the recording as the text of the document."))
    return missing


def _inner_title(title: str) -> str:
    """Return what stands between the title marks of a notice, or the whole title."""
    start, end = title.find("《"), title.rfind("》")
    return title[start + 1 : end] if 0 <= start < end else title
