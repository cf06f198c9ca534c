"""From a public row to its search document, one builder for each model."""

import re
from collections.abc import Callable
from typing import Any

from django.utils import translation

from applications.models import PublishedRequest
from catalogs.models import (
    Adjustment,
    CatalogEntry,
    Dataset,
    Department,
    Field,
    Guide,
    PowerItem,
    Publication,
    PublicityMatter,
    Reuse,
    ServiceItem,
)
from feedback.models import (
    Consultation,
    Evaluation,
    KnowledgeEntry,
    PublishedReply,
    Survey,
)
from portal.search.documents import LONGEST_TEXT, SearchDocument, key_of

CHINESE = "zh-hans"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_LINE_SIGN = re.compile(r"(?m)^[ \t]*(?:[-|: ]{3,}$|#{1,6}|>|[-*+]|\|)[ \t]*")
_EMPHASIS = re.compile(r"[*`|~]+")


def build(kind: str, row: Any) -> SearchDocument:
    """Return the search document of ``row``, written in Chinese whoever asks for it."""
    with translation.override(CHINESE):
        values = BUILDERS[kind](row)
        return SearchDocument(
            key=key_of(kind, row.pk), type=kind, path=row.get_absolute_url(), **values
        )


def _text(*parts: str) -> str:
    return "\n".join(part for part in parts if part)[:LONGEST_TEXT]


def _entry(row: CatalogEntry, *parts: str) -> dict:
    return {
        "title": row.name,
        "title_en": row.name_en,
        "code": row.code,
        "numbers": (row.code,),
        "department": row.department.code,
        "field": row.field.slug,
        "day": row.effective_on,
        "text": _text(*parts, row.legal_basis),
        "also": _text(_unit(row.department), _unit(row.field)),
    }


def without_markdown(text: str) -> str:
    """Return the words of a Markdown text without its signs, for a snippet of plain words."""
    text = _LINK.sub(r"\1", text)
    return _EMPHASIS.sub(" ", _LINE_SIGN.sub("", text))


def _unit(named: Department | Field | None) -> str:
    return f"{named.name} {named.name_en}".strip() if named else ""


def _guide(row: PowerItem | ServiceItem) -> str:
    guide: Guide | None = getattr(row, "guide", None)
    if guide is None:
        return ""
    steps = [f"{step.name} {step.description}".strip() for step in guide.steps.all()]
    materials = [material.name for material in guide.materials.all()]
    return _text(guide.conditions, "；".join(materials), "；".join(steps), guide.result)


def _power(row: PowerItem) -> dict:
    parts = (row.scope, row.responsibilities, row.target, row.office, _guide(row), row.supervision)
    more = (row.remedies, row.accountability, row.intermediary_services)
    return _entry(row, str(row.get_category_display()), *parts, *more)


def _service(row: ServiceItem) -> dict:
    parts = (row.content, row.accepting_unit, _guide(row), row.fee, row.consultation)
    return _entry(row, *parts, row.complaint, row.place, row.hours)


def _matter(row: PublicityMatter) -> dict:
    elements = "；".join(element.name for element in row.elements.all())
    heading = f"{row.group.name} {row.group.name_en}".strip()
    return _entry(row, heading, elements, row.time_limit_text, row.work_procedure)


def _publication(row: Publication) -> dict:
    attachments = "；".join(attachment.name for attachment in row.attachments.all())
    keywords = " ".join(map(str, row.keywords))
    numbers = tuple(number for number in (row.document_number, row.index_number) if number)
    return {
        "title": row.title,
        "title_en": row.title_en,
        "code": numbers[0] if numbers else "",
        "numbers": numbers,
        "department": row.department.code,
        "field": row.field.slug if row.field else "",
        "day": row.issued_on,
        "text": _text(
            row.summary,
            row.summary_en,
            without_markdown(row.body),
            keywords,
            attachments,
        ),
        "also": _text(*numbers, _unit(row.department), _unit(row.field), *_kinds(row)),
    }


def _kinds(row: Publication) -> list[str]:
    """What an interpretation is asked for by: the kind, its form and phase, in both languages."""
    if not row.interpretation_form:
        return []
    words = []
    for language in (CHINESE, "en"):
        with translation.override(language):
            shown = (
                row.get_kind_display(),
                row.get_interpretation_form_display(),
                row.get_interpretation_phase_display(),
            )
            words.append(" ".join(map(str, shown)))
    return words


def _department(row: Department) -> dict:
    contact = (row.address, row.telephone, row.office_hours, row.fax, row.postcode, row.email)
    return {
        "title": row.name,
        "title_en": row.name_en,
        "code": row.organization_code,
        "numbers": tuple(name for name in (row.short_name, row.organization_code) if name),
        "department": row.code,
        "text": _text(row.short_name, *contact, row.disclosure_guide),
    }


def _field(row: Field) -> dict:
    return {"title": row.name, "title_en": row.name_en, "field": row.slug}


def _adjustment(row: Adjustment) -> dict:
    entry = row.entry
    english = ""
    if entry.name_en:
        with translation.override("en"):
            english = f"{row.get_action_display()}: {entry.name_en}"
    return {
        "title": f"{row.get_action_display()}：{entry.name}",
        "title_en": english,
        "department": row.department.code,
        "day": row.effective_on,
        "text": _text(str(row.get_reason_display()), row.explanation, row.basis),
        "also": _unit(row.department),
    }


def _request(row: PublishedRequest) -> dict:
    """An answered request: the editor's text alone, nothing of the application behind it."""
    return {
        "title": row.title,
        "department": row.department.code,
        "day": row.published_on,
        "text": _text(row.question, row.answer, row.lesson),
        "also": _unit(row.department),
    }


def _reply(row: PublishedReply) -> dict:
    """A published question and answer: the editor's text alone, nothing of who asked."""
    return {
        "title": row.title,
        "department": row.department.code,
        "field": row.field.slug if row.field else "",
        "day": row.published_on,
        "text": _text(row.question, row.answer),
        "also": _text(_unit(row.department), _unit(row.field)),
    }


def _dataset(row: Dataset) -> dict:
    """What the data are and what each column means; the rows stay in their file."""
    columns = [f"{column.title} {column.meaning}".strip() for column in row.columns.all()]
    return {
        "title": row.name,
        "title_en": row.name_en,
        "code": row.code,
        "numbers": (row.code,),
        "department": row.department.code,
        "field": row.field.slug,
        "day": row.updated_on,
        "text": _text(row.description, "；".join(columns)),
        "also": _text(
            " ".join(row.keywords),
            row.description_en,
            _unit(row.department),
            _unit(row.field),
        ),
    }


def _reuse(row: Reuse) -> dict:
    """What was made with the data; a dataset's name finds it too."""
    names = [f"{dataset.name} {dataset.name_en}" for dataset in row.datasets.all()]
    return {
        "title": row.name,
        "day": row.published_on,
        "text": _text(row.description),
        "also": _text(row.maker, str(row.get_kind_display()), *names),
    }


def _knowledge(row: KnowledgeEntry) -> dict:
    return {
        "title": row.question,
        "department": row.department.code,
        "field": row.field.slug,
        "day": row.published_on,
        "text": _text(row.plain_answer, row.basis),
        "also": _text(_unit(row.department), _unit(row.field)),
    }


def _consultation(row: Consultation) -> dict:
    """A draft open to comments, with its result; nothing of the comments themselves."""
    return {
        "title": row.title,
        "department": row.department.code,
        "field": row.field.slug if row.field else "",
        "day": row.opens_on,
        "text": _text(row.background, without_markdown(row.text), row.result),
        "also": _text(_unit(row.department), _unit(row.field)),
    }


def _survey(row: Survey) -> dict:
    """A survey with what is asked; the answers are figures on its page, and no words."""
    return {
        "title": row.title,
        "department": row.department.code,
        "day": row.opens_on,
        "text": _text(row.introduction, *(question.text for question in row.questions.all())),
        "also": _unit(row.department),
    }


def _evaluation(row: Evaluation) -> dict:
    return {
        "title": row.title,
        "department": row.department.code if row.department else "",
        "day": row.published_on,
        "text": _text(row.evaluator, row.summary),
        "also": _unit(row.department),
    }


BUILDERS: dict[str, Callable[[Any], dict]] = {
    "power": _power,
    "service": _service,
    "matter": _matter,
    "publication": _publication,
    "dataset": _dataset,
    "reuse": _reuse,
    "department": _department,
    "field": _field,
    "adjustment": _adjustment,
    "request": _request,
    "reply": _reply,
    "knowledge": _knowledge,
    "consultation": _consultation,
    "survey": _survey,
    "evaluation": _evaluation,
}
