"""Build a letter of the procedure from the application and the row it is about."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db.models import Model

from applications.enums import PAPERS_TO_OTHERS, PaperKind
from applications.identity import without_identity
from applications.models import Application
from applications.paperwork import handling_letters, inquiry_letters, intake_letters
from applications.paperwork.answers import answer_parts
from applications.paperwork.issuers import contact_of, name_of
from applications.paperwork.legal_remedies import remedies_of_answer
from applications.paperwork.letter import Letter, printable
from applications.paperwork.wording import addressee
from catalogs.models import Department

Builder = Callable[[Application, Department | None, Model | None], dict]


def _answer(application: Application, department: Department | None, about: None) -> dict:
    return {
        "addressee": addressee(application),
        "remedies": remedies_of_answer(department, application.outcome),
        **answer_parts(application),
    }


BUILDERS: dict[str, Builder] = {
    PaperKind.RECEIPT: intake_letters.receipt,
    PaperKind.TRANSFER: intake_letters.transfer,
    PaperKind.CORRECTION: handling_letters.correction,
    PaperKind.EXTENSION: handling_letters.extension,
    PaperKind.THIRD_PARTY_INQUIRY: inquiry_letters.third_party_inquiry,
    PaperKind.AGENCY_CONSULTATION: inquiry_letters.agency_consultation,
    PaperKind.FEE: handling_letters.fee,
    PaperKind.ANSWER: _answer,
    PaperKind.THIRD_PARTY_DECISION: inquiry_letters.third_party_decision,
    PaperKind.CLOSED_UNCORRECTED: intake_letters.closed_uncorrected,
    PaperKind.CLOSED_UNPAID: intake_letters.closed_unpaid,
    PaperKind.WITHDRAWAL: intake_letters.withdrawal,
    PaperKind.DELIVERY: handling_letters.delivery,
}


def build(
    application: Application,
    kind: str,
    *,
    today: date,
    department: Department | None,
    about: Model | None = None,
    number: str = "",
) -> Letter:
    """Return the letter of ``kind`` that ``department`` writes on ``today``.

    ``about`` is what the letter tells: the correction, extension request, inquiry, fee notice,
    the new department of a transfer, the official who delivers. A letter to others than the
    applicant holds no identity part of the applicant, whoever wrote it into a text.
    """
    parts = BUILDERS[kind](application, department, about)
    letter = Letter(
        kind=kind,
        number=number,
        signature=name_of(department),
        contact=contact_of(department),
        dated_on=today,
        **parts,
    ).with_texts(printable)
    if kind in PAPERS_TO_OTHERS:
        return letter.with_texts(partial(without_identity, row=application))
    return letter
