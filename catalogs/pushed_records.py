"""A pushed record: its codes looked up, the publication written from it or written anew."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs import interpreting, publishing
from catalogs.attaching import attach
from catalogs.editing import values_of
from catalogs.enums import DocumentKind
from catalogs.history import difference, record
from catalogs.models import (
    Field,
    InterpretationPlan,
    MatterElement,
    Publication,
    PublicityMatter,
    PushSystem,
)
from catalogs.publication_clocks import plan_interpretation, start_publication_clock

Errors = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class PushedMatter:
    """A matter by its code, and the elements covered: each by its name or its number."""

    code: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PushedFile:
    name: str
    content: bytes
    text_alternative: str = ""


@dataclass(frozen=True, slots=True)
class PushedRecord:
    """The whole of a publication as it came: ``values`` are columns, the rest its parts.

    ``field`` is the code of a field, ``interprets`` are index numbers, ``plan`` are columns of the
    interpretation plan.
    """

    values: dict[str, Any]
    field: str = ""
    matters: tuple[PushedMatter, ...] = ()
    interprets: tuple[str, ...] = ()
    plan: dict[str, str] | None = None
    files: tuple[PushedFile, ...] = ()


def write(pushed: PushedRecord, *, system: PushSystem, at: datetime) -> Publication:
    """Write a draft of ``pushed`` for the system's department.

    Raises ``ValidationError`` keyed by the fields of the record, as many as can be told at once.
    """
    errors: Errors = {}
    links = _links(pushed, system, errors)
    publication = None
    with _collecting(errors):
        publication = publishing.create(
            actor=None, department=system.department, at=at, **pushed.values, **links
        )
    if errors or publication is None:
        raise ValidationError(errors)
    _add_parts(publication, pushed, at=at)
    return publication


def rewrite(
    publication: Publication, pushed: PushedRecord, *, system: PushSystem, at: datetime
) -> Publication:
    """Give the locked ``publication`` the whole content of ``pushed``; errors as ``write``."""
    errors: Errors = {}
    links = _links(pushed, system, errors)
    before = values_of(publication)
    fresh = Publication(department=system.department, **pushed.values, field=links.pop("field"))
    for name in values_of(fresh):
        setattr(publication, name, getattr(fresh, name))
    with _collecting(errors):
        publication.full_clean()
    if errors:
        raise ValidationError(errors)
    publication.save()
    for name, rows in links.items():
        getattr(publication, name).set(rows)
    start_publication_clock(publication)
    changes = difference(before, values_of(publication))
    record(publication, actor=None, action="edit", changes=changes, at=at)
    publication.attachments.all().delete()
    if pushed.plan is None:
        InterpretationPlan.objects.filter(policy=publication).delete()
    _add_parts(publication, pushed, at=at)
    return publication


def _add_parts(publication: Publication, pushed: PushedRecord, *, at: datetime) -> None:
    """Add the files and the plan, then ask what the kind of document needs before review."""
    errors: Errors = {}
    if pushed.plan is not None:
        with _collecting(errors, "interpretation_plan"):
            plan_interpretation(publication, actor=None, at=at, **pushed.plan)
    for index, file in enumerate(pushed.files):
        with _collecting(errors, f"attachments[{index}].content", whole=True):
            attach(
                publication,
                file=BytesIO(file.content),
                name=file.name,
                actor=None,
                text_alternative=file.text_alternative,
                at=at,
            )
    if errors:
        raise ValidationError(errors)
    named = publication.kind == DocumentKind.POLICY
    with _collecting(errors, "interpretation_plan" if named else ""):
        interpreting.check_ready(publication)
    if errors:
        raise ValidationError(errors)


def _links(pushed: PushedRecord, system: PushSystem, errors: Errors) -> dict[str, Any]:
    """Look up what the record names by code; what is not the department's is not there."""
    matters, elements = _matters(pushed.matters, system, errors)
    return {
        "field": _field(pushed.field, errors),
        "matters": matters,
        "elements": elements,
        "interprets": _policies(pushed.interprets, system, errors),
    }


def _field(code: str, errors: Errors) -> Field | None:
    row = Field.objects.filter(code=code).first() if code else None
    if code and row is None:
        errors["field"] = [_("There is no field of the code “%(code)s”.") % {"code": code}]
    return row


def _matters(
    named: Iterable[PushedMatter], system: PushSystem, errors: Errors
) -> tuple[list[PublicityMatter], list[MatterElement]]:
    codes = [matter.code for matter in named]
    own = PublicityMatter.objects.filter(department=system.department, code__in=codes)
    rows = {row.code: row for row in own.prefetch_related("elements")}
    elements = []
    for index, matter in enumerate(named):
        row = rows.get(matter.code)
        if row is None:
            sentence = _("“%(code)s” is not a matter of this department.")
            errors[f"matters[{index}].code"] = [sentence % {"code": matter.code}]
            continue
        for place, name in enumerate(matter.elements):
            found = _element(row, name)
            if found is None:
                sentence = _("The matter has no content element “%(name)s”.") % {"name": name}
                errors[f"matters[{index}].elements[{place}]"] = [sentence]
            else:
                elements.append(found)
    return list(rows.values()), elements


def _element(matter: PublicityMatter, name: str) -> MatterElement | None:
    for element in matter.elements.all():
        if name in (element.name, str(element.position)):
            return element
    return None


def _policies(numbers: Iterable[str], system: PushSystem, errors: Errors) -> list[Publication]:
    own = Publication.objects.policies().filter(department=system.department)
    rows = {row.index_number: row for row in own.filter(index_number__in=list(numbers))}
    for index, number in enumerate(numbers):
        if number not in rows:
            sentence = _("“%(number)s” is not a policy of this department.")
            errors[f"interprets[{index}]"] = [sentence % {"number": number}]
    return list(rows.values())


@contextmanager
def _collecting(errors: Errors, place: str = "", *, whole: bool = False) -> Iterator[None]:
    """Keep what a verb refuses in ``errors``, below ``place``, and take back what it wrote.

    With ``whole`` the place has no parts to name.
    """
    try:
        with transaction.atomic():
            yield
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, sentences in told.items():
            below = "" if whole or name == NON_FIELD_ERRORS else name
            key = ".".join(filter(None, (place, below)))
            errors.setdefault(key, []).extend(sentences)
