"""The order of the steps: which is next, which came before, and what all of them say together."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications import already_public
from applications.already_public import AlreadyPublic
from applications.contacts import receivers
from applications.enums import ApplicantKind
from applications.forms.applying import (
    YES,
    AskedForm,
    ConsentForm,
    ContactForm,
    DepartmentForm,
    KindForm,
    OrganisationForm,
    PersonForm,
    StepForm,
    WantedForm,
)

Answers = Mapping[str, dict[str, Any]]

ORDER = (
    *("kind", "identity", "contact", "department", "asked"),
    *("published", "wanted", "files", "consent"),
)
FORMS: dict[str, type[StepForm]] = {
    "kind": KindForm,
    "contact": ContactForm,
    "department": DepartmentForm,
    "asked": AskedForm,
    "wanted": WantedForm,
    "consent": ConsentForm,
}
CHECK = "check"
SECTIONS = (
    ("kind", _("Applicant")),
    ("identity", _("Identity")),
    ("contact", _("Contact")),
    ("department", _("Department")),
    ("asked", _("What is asked")),
    ("wanted", _("Form and way")),
    ("consent", _("Publishing")),
)


def form_for(step: str, answers: Answers, data: Any = None) -> StepForm:
    """Return the form of a step: bound to ``data``, else showing what was answered before."""
    if step == "identity":
        form_class: type[StepForm] = PersonForm if _is_person(answers) else OrganisationForm
    else:
        form_class = FORMS[step]
    return form_class(data, initial=answers.get(step, {}), answers=dict(answers))


def matches(answers: Answers, *, today: date) -> list[AlreadyPublic]:
    """Return what is public already and near to what is asked."""
    asked = answers.get("asked", {})
    return already_public.find(
        asked.get("title", ""), asked.get("document_number", ""), today=today
    )


def seen_mark(answers: Answers) -> dict[str, str]:
    """Return what is kept when the applicant has seen the matches of this very question."""
    asked = answers.get("asked", {})
    return {"title": asked.get("title", ""), "number": asked.get("document_number", "")}


def is_answered(step: str, answers: Answers, *, today: date) -> bool:
    """Say whether nothing is open on the page of ``step``, seen with all the other answers."""
    if step == "published":
        return answers.get(step) == seen_mark(answers) or not matches(answers, today=today)
    if step not in answers:
        return False
    return step == "files" or form_for(step, answers, answers[step]).is_valid()


def first_open(answers: Answers, *, today: date) -> str:
    """Return the first step with something open, or the check of the answers."""
    opened = (step for step in ORDER if not is_answered(step, answers, today=today))
    return next(opened, CHECK)


def may_show(step: str, answers: Answers, *, today: date) -> bool:
    """Say whether ``step`` can be shown: what comes before it is answered."""
    return ORDER.index(step) <= _place(first_open(answers, today=today))


def before(step: str, answers: Answers, *, today: date) -> str:
    """Return the step of the back link, or an empty string before the first."""
    if step != CHECK and first_open(answers, today=today) == CHECK:
        return CHECK
    earlier = list(ORDER[: _place(step)])
    if "published" in earlier and not matches(answers, today=today):
        earlier.remove("published")
    return earlier[-1] if earlier else ""


def values(answers: Answers) -> dict[str, Any]:
    """Return the columns of the application from complete answers."""
    asked = {
        **answers["kind"],
        **answers["identity"],
        **answers["contact"],
        **answers["asked"],
        **answers["wanted"],
    }
    code = answers["department"]["department"]
    department = receivers().filter(code=code).first() if code else None
    consents = answers["consent"]["consent_to_publish"] == YES
    return {**asked, "department": department, "consent_to_publish": consents}


def summary(answers: Answers) -> list[dict[str, Any]]:
    """Return the answers for people: a section for each step, with its rows."""
    return [
        {"step": step, "heading": heading, "rows": _rows(form_for(step, answers))}
        for step, heading in SECTIONS
    ]


def _rows(form: StepForm) -> list[dict[str, Any]]:
    return [{"label": field.label, "value": _shown(field.field, field.initial)} for field in form]


def _shown(field: Any, value: Any) -> str:
    if hasattr(field, "queryset"):
        row = field.queryset.filter(code=value).first() if value else None
        return row.display_name if row else str(field.empty_label)
    if hasattr(field, "choices"):
        return str(dict(field.choices).get(value, ""))
    return value or ""


def _is_person(answers: Answers) -> bool:
    return answers.get("kind", {}).get("applicant_kind") == ApplicantKind.PERSON


def _place(step: str) -> int:
    return len(ORDER) if step == CHECK else ORDER.index(step)
