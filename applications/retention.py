"""Erase identity parts when the legal period of a concluded application has passed."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from applications import notices
from applications.identity import IDENTITY_FIELDS, parts_of_all
from applications.models import (
    Application,
    CoHandling,
    Correction,
    ExtensionRequest,
    Inquiry,
    Note,
    Rating,
    Remedy,
)
from applications.paperwork import papers
from catalogs import private_files
from catalogs.history import record
from catalogs.identity import strike_out

# Free texts in which an identity part may stand.
OWN_TEXTS = ("title", "document_number", "features", "right_agency", "answer")
TEXTS: dict[type[Model], tuple[str, ...]] = {
    CoHandling: ("question", "opinion"),
    Correction: ("what", "text"),
    ExtensionRequest: ("reason", "decision_reason"),
    Inquiry: ("question", "answer_text", "override_reason"),
    Note: ("text",),
    Rating: ("comment",),
    Remedy: ("remark",),
}


def erase_due(*, today: date, now: datetime) -> int:
    """Erase who applied, every file and the query code, where the period has passed.

    The period is ``APPLICATION_RETENTION_YEARS`` full years after the conclusion; a pending
    reconsideration or suit prolongs it. Question, answer, outcome and dates stay for the
    statistics, identity parts of applicant and third parties written into them struck out.
    Returns how many this call erased.
    """
    last_kept = _years_before(today, settings.APPLICATION_RETENTION_YEARS)
    due = Application.objects.retained_beyond(last_kept).order_by("pk")
    return sum(_erase(pk, last_kept, now) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _erase(pk: int, last_kept: date, now: datetime) -> int:
    application = (
        Application.objects.retained_beyond(last_kept).select_for_update().filter(pk=pk).first()
    )
    if application is None:
        return 0
    papers.erase(application)
    parts = parts_of_all(application)
    strike_out(application, OWN_TEXTS, parts)
    for model, names in TEXTS.items():
        for row in model._default_manager.filter(application=application):
            strike_out(row, names, parts)
            row.save(update_fields=names)
    notices.forget(application)
    for name in IDENTITY_FIELDS:
        setattr(application, name, "")
    application.code_hash = ""
    application.identity_erased_at = now
    application.save()
    application.inquiries.update(addressee="", addressee_contact="")
    for file in application.files.all():
        private_files.erase(file)
    record(application, actor=None, action="erase_identity", at=now)
    return 1


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
