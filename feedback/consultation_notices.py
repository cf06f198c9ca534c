"""Tell a department by letter that the result of a consultation is due, or overdue."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from catalogs import letters
from catalogs.notices import clerks_of, said
from feedback.models import Consultation

SOON = gettext_noop("The result of a consultation of the public is due on %(day)s")
LATE = gettext_noop("The result of a consultation of the public was due on %(day)s")


def remind(*, today: date) -> int:
    """Write the reminders that are not written yet; return how many letters that were.

    The letter's key names the due date: a period that was lengthened is told anew, and a second
    run tells nothing.
    """
    rows = Consultation.objects.select_related("department").order_by("pk")
    written = sum(_tell(row, "yellow", SOON) for row in rows.due_soon(today))
    return written + sum(_tell(row, "red", LATE) for row in rows.overdue(today))


def _tell(row: Consultation, colour: str, news: str) -> int:
    """Write to the clerks of the department, in the language of the portal."""
    with override(settings.LANGUAGE_CODE):
        words = said(news, {"day": row.due_on})
        return letters.write(
            f"consultation-{colour}-{row.due_on:%Y%m%d}:{row.pk}",
            recipients=clerks_of(row.department),
            subject=words,
            body=_("%(news)s: %(title)s\n\nPublish the result on the portal.")
            % {"news": words, "title": row.title},
        )
