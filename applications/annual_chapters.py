"""The six chapters of an annual report (Art. 50): as written, or drafted from the figures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.annual_tables import CARRIED_IN, CARRIED_OUT, HANDLED, NEW, AnnualReport
from applications.enums import DISCLOSING
from applications.models import AnnualChapters, FeeNotice
from catalogs.access import can_write, role_of
from catalogs.enums import Role
from catalogs.history import difference, record
from catalogs.models import Department, Official
from catalogs.workflow import MoveRefused

# Column and heading, in the order of the national form.
CHAPTERS: dict[str, str | Promise] = {
    "overview": gettext_lazy("Overview"),
    "proactive": gettext_lazy("Proactive disclosure of government information"),
    "on_application": gettext_lazy("Applications for disclosure received and handled"),
    "remedies": gettext_lazy("Reconsideration and litigation on disclosure"),
    "problems": gettext_lazy("Main problems and improvements"),
    "other": gettext_lazy("Other matters to report"),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: ``drafted`` says that nobody has written it and the figures speak."""

    name: str
    title: str | Promise
    text: str
    drafted: bool


def may_write(user: Official, department: Department | None) -> bool:
    """Say whether ``user`` writes this report: the office the district's, a clerk the own."""
    if department is None:
        return role_of(user) in (Role.GOVERNMENT_OFFICE, Role.ADMINISTRATOR)
    return can_write(user, department.pk)


def chapters_of(report: AnnualReport, *, department: Department | None) -> list[Chapter]:
    """Return the six chapters of ``report``, in the form's order."""
    row = AnnualChapters.objects.filter(department=department, year=report.year).first()
    drafts = _drafts(report, department)
    chapters = []
    for name, title in CHAPTERS.items():
        written = getattr(row, name) if row else ""
        chapters.append(Chapter(name, title, written or drafts[name], drafted=not written))
    return chapters


@transaction.atomic
def write(
    *, actor: Official, department: Department | None, year: int, **texts: str
) -> AnnualChapters:
    """Write chapters, or empty them so that the figures speak again; the history keeps both."""
    if not may_write(actor, department):
        raise MoveRefused(_("This annual report is not yours to write."), code="role")
    if unknown := sorted(set(texts) - set(CHAPTERS)):
        raise ValidationError({unknown[0]: _("The form has no such chapter.")})
    rows = AnnualChapters.objects.select_for_update(of=("self",)).filter(
        department=department, year=year
    )
    row = rows.first() or AnnualChapters(department=department, year=year)
    before = {name: getattr(row, name) for name in CHAPTERS} if row.pk else {}
    for name, text in texts.items():
        setattr(row, name, text.strip())
    row.full_clean()
    row.save()
    after = {name: getattr(row, name) for name in CHAPTERS}
    record(row, actor=actor, action="write_chapters", changes=difference(before, after))
    return row


def _drafts(report: AnnualReport, department: Department | None) -> dict[str, str]:
    cells = {code: row[-1] for code, row in report.applications.cells.items()}
    disclosed = sum(cells[code] for code in DISCLOSING)
    who: dict[str, Any] = {"year": report.year}
    made, repealed, valid = report.disclosures.normative_documents
    remedies = report.remedies.cells
    return {
        "overview": _(
            "This report follows Articles 49 and 50 of the Regulations on the Disclosure of "
            "Government Information. In %(year)d, %(new)d applications for disclosure were newly "
            "received and %(handled)d were handled."
        )
        % {**who, "new": cells[NEW], "handled": cells[HANDLED]},
        "proactive": _(
            "In %(year)d, %(made)d normative documents were issued and %(repealed)d repealed; "
            "%(valid)d are in force."
        )
        % {**who, "made": made, "repealed": repealed, "valid": valid},
        "on_application": _(
            "%(new)d applications were newly received and %(carried)d carried over from the year "
            "before. %(handled)d were handled, of which %(disclosed)d were disclosed in full or "
            "in part; %(open)d are carried over into the next year."
        )
        % {
            "new": cells[NEW],
            "carried": cells[CARRIED_IN],
            "handled": cells[HANDLED],
            "disclosed": disclosed,
            "open": cells[CARRIED_OUT],
        },
        "remedies": _(
            "Reconsiderations on disclosure concluded or pending in %(year)d: %(reviews)d; suits: "
            "%(suits)d."
        )
        % {
            **who,
            "reviews": remedies["reconsideration"][-1],
            "suits": remedies["suit_direct"][-1] + remedies["suit_after"][-1],
        },
        "problems": _("No problems have been reported for %(year)d.") % who,
        "other": _("Information-processing fees collected in %(year)d: %(yuan)d yuan.")
        % {**who, "yuan": _fees(report.year, department)},
    }


def _fees(year: int, department: Department | None) -> int:
    paid = FeeNotice.objects.filter(paid_on__range=(date(year, 1, 1), date(year, 12, 31)))
    if department:
        paid = paid.filter(application__department=department)
    return paid.aggregate(sum=Sum("amount", default=0))["sum"]
