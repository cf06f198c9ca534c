"""States, codes and limits of disclosure on application, one home for all of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Who applies has no account and no role; in the tables the applicant stands beside the roles.
APPLICANT = "applicant"

RECEIPT_PREFIX = "SQ"

# Decree 711, Art. 33: the reply, and its one extension.
REPLY_WORKING_DAYS = 20
EXTENSION_WORKING_DAYS_AT_MOST = 20
# Art. 30: within which the correction is asked for, once.
CORRECTION_NOTICE_WORKING_DAYS = 7
# Art. 32 and 34: the answer of a third party, and of another agency.
INQUIRY_WORKING_DAYS = 15
# 国办函〔2020〕109号: the fee is paid within 30 days of the notice.
FEE_CALENDAR_DAYS = 30
# Art. 30 says "a reasonable period": what is proposed, and what still counts as reasonable.
CORRECTION_WORKING_DAYS = 15
CORRECTION_WORKING_DAYS_AT_MOST = 30
# The same matter disclosed so often on application is proposed for proactive disclosure (Art. 44).
REPEATED_TIMES = 3


class Channel(models.TextChoices):
    ONLINE = "online", _("Online")
    POST = "post", _("Registered post")
    LETTER = "letter", _("Ordinary letter")
    IN_PERSON = "in_person", _("In person")
    FAX = "fax", _("Fax")


class ApplicantKind(models.TextChoices):
    """The columns of the annual report's second table, in its order."""

    PERSON = "person", _("Natural person")
    ENTERPRISE = "enterprise", _("Commercial enterprise")
    RESEARCH = "research", _("Research institution")
    PUBLIC_BENEFIT = "public_benefit", _("Public-benefit organisation")
    LEGAL_SERVICE = "legal_service", _("Legal-service institution")
    OTHER = "other", _("Other organisation")


class CertificateType(models.TextChoices):
    IDENTITY_CARD = "identity_card", _("Resident identity card")
    PASSPORT = "passport", _("Passport")
    HONG_KONG_MACAO = "hong_kong_macao", _("Permit of Hong Kong and Macao residents")
    TAIWAN = "taiwan", _("Permit of Taiwan residents")
    MILITARY = "military", _("Military officer card")
    OTHER = "other", _("Other certificate")


class FormWanted(models.TextChoices):
    """In what form the information is wanted (Art. 29)."""

    ELECTRONIC = "electronic", _("Electronic text")
    PAPER = "paper", _("Paper")
    DISC = "disc", _("Disc or other carrier")
    READING = "reading", _("Reading or copying on site")


class Way(models.TextChoices):
    """How the information, and the answer, reaches the applicant."""

    ONLINE = "online", _("Here, with the query code")
    EMAIL = "email", _("Email")
    POST = "post", _("Post")
    FAX = "fax", _("Fax")
    PICK_UP = "pick_up", _("Picked up in person")
    ON_SITE = "on_site", _("Read on site")


class ApplicationState(models.TextChoices):
    RECEIVED = "received", _("Received")
    REGISTERED = "registered", _("Registered")
    EXAMINING = "examining", _("Being examined")
    AWAITING_CORRECTION = "awaiting_correction", _("Waiting for a correction")
    AWAITING_PAYMENT = "awaiting_payment", _("Waiting for the fee")
    IN_REVIEW = "in_review", _("Answer in review")
    APPROVED = "approved", _("Answer approved")
    ANSWERED = "answered", _("Answered")
    DELIVERED = "delivered", _("Delivered")
    FILED = "filed", _("Filed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED_UNCORRECTED = "closed_uncorrected", _("Closed: not corrected in time")
    CLOSED_UNPAID = "closed_unpaid", _("Closed: fee not paid in time")


_S = ApplicationState
# Not yet concluded: the reply is still owed.
OPEN_STATES = (
    _S.RECEIVED,
    _S.REGISTERED,
    _S.EXAMINING,
    _S.AWAITING_CORRECTION,
    _S.AWAITING_PAYMENT,
    _S.IN_REVIEW,
    _S.APPROVED,
)
# Open, but nothing is asked of the office until the applicant acts.
WAITING_STATES = (_S.AWAITING_CORRECTION, _S.AWAITING_PAYMENT)
ANSWERED_STATES = (_S.ANSWERED, _S.DELIVERED, _S.FILED)
CLOSED_STATES = (_S.WITHDRAWN, _S.CLOSED_UNCORRECTED, _S.CLOSED_UNPAID)
CONCLUDED_STATES = (*ANSWERED_STATES, *CLOSED_STATES)
# With no department yet.
INTAKE_STATES = (_S.RECEIVED, _S.REGISTERED)


class Outcome(models.TextChoices):
    """The result rows of the annual report's second table, each an answer by its article."""

    DISCLOSED = "3.1", _("Disclosed")
    PARTLY = "3.2", _("Partly disclosed")
    STATE_SECRET = "3.3.1", _("Not disclosed: state secret")
    FORBIDDEN = "3.3.2", _("Not disclosed: forbidden by other law or regulation")
    SECURITY = "3.3.3", _("Not disclosed: endangers security or social stability")
    THIRD_PARTY = "3.3.4", _("Not disclosed: protects the rights of a third party")
    INTERNAL = "3.3.5", _("Not disclosed: internal affairs")
    PROCESS = "3.3.6", _("Not disclosed: process information")
    CASE_FILE = "3.3.7", _("Not disclosed: administrative enforcement case file")
    REGISTER = "3.3.8", _("Not disclosed: matter of administrative look-up")
    NOT_HELD = "3.4.1", _("Cannot be provided: this agency does not hold it")
    NOT_MADE = "3.4.2", _("Cannot be provided: it would have to be made")
    STILL_UNCLEAR = "3.4.3", _("Cannot be provided: still unclear after the correction")
    PETITION = "3.5.1", _("Not processed: petition, report or complaint")
    REPEATED = "3.5.2", _("Not processed: repeated application")
    PUBLICATION = "3.5.3", _("Not processed: asks for a publication")
    MASSIVE = "3.5.4", _("Not processed: repeated in great number without good reason")
    CONFIRMATION = "3.5.5", _("Not processed: asks to confirm or re-issue what was obtained")
    NOT_CORRECTED = "3.6.1", _("Other: not corrected in time")
    NOT_PAID = "3.6.2", _("Other: fee not paid in time")
    OTHER = "3.6.3", _("Other")


# Article and paragraph of Decree 711 by which each answer is given, as (article, item or None).
OUTCOME_ARTICLES: dict[str, tuple[int, int | None]] = {
    Outcome.DISCLOSED: (36, 2),
    Outcome.PARTLY: (37, None),
    Outcome.STATE_SECRET: (14, None),
    Outcome.FORBIDDEN: (14, None),
    Outcome.SECURITY: (14, None),
    Outcome.THIRD_PARTY: (15, None),
    Outcome.INTERNAL: (16, 1),
    Outcome.PROCESS: (16, 2),
    Outcome.CASE_FILE: (16, 2),
    Outcome.REGISTER: (36, 7),
    Outcome.NOT_HELD: (36, 4),
    Outcome.NOT_MADE: (38, None),
    Outcome.STILL_UNCLEAR: (30, None),
    Outcome.PETITION: (39, 1),
    Outcome.REPEATED: (36, 6),
    Outcome.PUBLICATION: (39, 2),
    Outcome.MASSIVE: (35, None),
    Outcome.CONFIRMATION: (36, 6),
    Outcome.NOT_CORRECTED: (30, None),
    Outcome.NOT_PAID: (42, None),
    Outcome.OTHER: (36, None),
}
DISCLOSING = (Outcome.DISCLOSED, Outcome.PARTLY)
# What an official may answer; the other rows come about when the applicant does not act.
ANSWER_OUTCOMES = tuple(
    outcome for outcome in Outcome if outcome not in (Outcome.NOT_CORRECTED, Outcome.NOT_PAID)
)


class InquiryKind(models.TextChoices):
    THIRD_PARTY = "third_party", _("Third party (Art. 32)")
    AGENCY = "agency", _("Other agency (Art. 34)")


class InquiryAnswer(models.TextChoices):
    CONSENTS = "consents", _("Consents")
    OBJECTS = "objects", _("Objects")
    NO_ANSWER = "no_answer", _("No answer in time")
    NOT_NEEDED = "not_needed", _("No longer needed")


class ExtensionState(models.TextChoices):
    PENDING = "pending", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class FeeBasis(models.TextChoices):
    """One basis or the other, never both (国办函〔2020〕109号)."""

    ITEM = "item", _("By item")
    PAGE = "page", _("By page")


class FilePurpose(models.TextChoices):
    IDENTITY = "identity", _("Proof of identity")
    REQUEST = "request", _("Description of what is asked")
    CORRECTION = "correction", _("Correction")
    ANSWER = "answer", _("Answer")
    INTERNAL = "internal", _("Internal")


# What the applicant gave: a scan or a letter tells who applies, whatever it was given for.
APPLICANTS_FILES = frozenset({FilePurpose.IDENTITY, FilePurpose.REQUEST, FilePurpose.CORRECTION})


class RemedyKind(models.TextChoices):
    RECONSIDERATION = "reconsideration", _("Administrative reconsideration")
    SUIT_DIRECT = "suit_direct", _("Suit without reconsideration")
    SUIT_AFTER = "suit_after", _("Suit after reconsideration")


class RemedyResult(models.TextChoices):
    UPHELD = "upheld", _("Upheld")
    CORRECTED = "corrected", _("Corrected")
    OTHER = "other", _("Other result")
    PENDING = "pending", _("Pending")


class AnswerVariant(models.TextChoices):
    """Answers that share a row of the annual report with another, but not its article."""

    ALREADY_PUBLIC = "already_public", _("Public already, Art. 36 (1)")
    OTHER_AGENCY = "other_agency", _("Another agency is responsible, Art. 36 (5)")


VARIANT_OUTCOMES: dict[str, str] = {
    AnswerVariant.ALREADY_PUBLIC: Outcome.DISCLOSED,
    AnswerVariant.OTHER_AGENCY: Outcome.NOT_HELD,
}
VARIANT_ARTICLES: dict[str, tuple[int, int]] = {
    AnswerVariant.ALREADY_PUBLIC: (36, 1),
    AnswerVariant.OTHER_AGENCY: (36, 5),
}


class PaperKind(models.TextChoices):
    """The letters of the procedure, in its order."""

    RECEIPT = "receipt", _("Receipt of registration")
    TRANSFER = "transfer", _("Notice of transfer")
    CORRECTION = "correction", _("Notice of correction")
    EXTENSION = "extension", _("Notice of extension")
    THIRD_PARTY_INQUIRY = "third_party_inquiry", _("Letter asking a third party")
    AGENCY_CONSULTATION = "agency_consultation", _("Letter consulting another agency")
    FEE = "fee", _("Fee notice")
    ANSWER = "answer", _("Letter of answer")
    THIRD_PARTY_DECISION = "third_party_decision", _("Notice of the decision to a third party")
    CLOSED_UNCORRECTED = "closed_uncorrected", _("Notice of closing: not corrected")
    CLOSED_UNPAID = "closed_unpaid", _("Notice of closing: fee not paid")
    WITHDRAWAL = "withdrawal", _("Confirmation of withdrawal")
    DELIVERY = "delivery", _("Record of delivery")


# Every other letter goes to the applicant.
PAPERS_TO_OTHERS = (
    PaperKind.THIRD_PARTY_INQUIRY,
    PaperKind.AGENCY_CONSULTATION,
    PaperKind.THIRD_PARTY_DECISION,
)
