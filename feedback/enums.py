"""States, codes and limits of interaction with the public, one home for all of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Who asks has no account and no role; in the tables the asker stands beside the roles.
ASKER = "asker"

RECEIPT_PREFIX = "HD"

# Full years after the end of a matter for which it is kept who asked; then the parts are erased.
CONTACT_RETENTION_YEARS = 3


class SubmissionKind(models.TextChoices):
    CONSULTATION = "consultation", pgettext_lazy("a question to the government", "Consultation")
    SUGGESTION = "suggestion", _("Suggestion")
    COMPLAINT = "complaint", _("Complaint")
    REPORT = "report", pgettext_lazy("of a wrong", "Report")
    SITE_ERROR = "site_error", _("Error on this site")
    DATA_CORRECTION = "data_correction", _("Error in open data")
    DATA_REQUEST = "data_request", _("Request for missing data")


# What is sent from the page of a dataset.
DATA_KINDS = (SubmissionKind.DATA_CORRECTION, SubmissionKind.DATA_REQUEST)
# A wrong may be reported, an error pointed out and data be missed without a name.
NAMELESS_KINDS = (SubmissionKind.REPORT, SubmissionKind.SITE_ERROR, *DATA_KINDS)
# What a reported wrong was and who reported it is not for the public.
PUBLISHABLE_KINDS = (
    SubmissionKind.CONSULTATION,
    SubmissionKind.SUGGESTION,
    SubmissionKind.COMPLAINT,
    *DATA_KINDS,
)


class Channel(models.TextChoices):
    """How a submission came; all but the first are registered by hand."""

    ONLINE = "online", _("On this portal")
    HOTLINE = "hotline", _("Hotline 12345")
    TELEPHONE = "telephone", pgettext_lazy("channel of a submission", "Telephone")
    LETTER = "letter", pgettext_lazy("channel of a submission", "Letter")
    VISIT = "visit", _("In person")


class LimitSubject(models.TextChoices):
    """What a limit in working days is for: the reply by kind, all in all where it was extended,
    and a consultation's result."""

    CONSULTATION = SubmissionKind.CONSULTATION.value, SubmissionKind.CONSULTATION.label
    SUGGESTION = SubmissionKind.SUGGESTION.value, SubmissionKind.SUGGESTION.label
    COMPLAINT = SubmissionKind.COMPLAINT.value, SubmissionKind.COMPLAINT.label
    REPORT = SubmissionKind.REPORT.value, SubmissionKind.REPORT.label
    SITE_ERROR = SubmissionKind.SITE_ERROR.value, SubmissionKind.SITE_ERROR.label
    DATA_CORRECTION = SubmissionKind.DATA_CORRECTION.value, SubmissionKind.DATA_CORRECTION.label
    DATA_REQUEST = SubmissionKind.DATA_REQUEST.value, SubmissionKind.DATA_REQUEST.label
    EXTENDED = "extended", _("Reply to a complicated submission, extended to")
    CONSULTATION_RESULT = "consultation_result", _("Result of a consultation of the public")


# What holds until an administrator writes another number. 国办发〔2017〕47号 asks for feedback to
# citizens within 7 working days, 15 where the matter is complicated; errors within 3.
WORKING_DAYS: dict[str, int] = {
    LimitSubject.CONSULTATION: 7,
    LimitSubject.SUGGESTION: 15,
    LimitSubject.COMPLAINT: 10,
    LimitSubject.REPORT: 15,
    LimitSubject.SITE_ERROR: 3,
    LimitSubject.DATA_CORRECTION: 5,
    LimitSubject.DATA_REQUEST: 10,
    LimitSubject.EXTENDED: 15,
    LimitSubject.CONSULTATION_RESULT: 15,
}
WORKING_DAYS_AT_MOST = 60


class SubmissionState(models.TextChoices):
    RECEIVED = "received", _("Received")
    EXAMINED = "examined", _("Examined")
    ISSUED = "issued", _("With the department")
    REPLIED = "replied", _("Reply in review")
    REVIEWED = "reviewed", _("Answered")
    PUBLISHED = "published", _("Published")
    RATED = "rated", _("Rated")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    MERGED = "merged", _("Merged with another")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a submission", "Withdrawn")


_S = SubmissionState
# The reply is still owed.
OPEN_STATES = (_S.RECEIVED, _S.EXAMINED, _S.ISSUED, _S.REPLIED)
ANSWERED_STATES = (_S.REVIEWED, _S.PUBLISHED, _S.RATED)
CLOSED_STATES = (_S.NOT_ACCEPTED, _S.MERGED, _S.WITHDRAWN)
CONCLUDED_STATES = (*ANSWERED_STATES, *CLOSED_STATES)
# With the office that examines and issues.
INTAKE_STATES = (_S.RECEIVED, _S.EXAMINED)
# With a department.
UNDER_WORK_STATES = (_S.ISSUED, _S.REPLIED)


class ExtensionState(models.TextChoices):
    PENDING = "pending", pgettext_lazy("extension", "To be decided")
    APPROVED = "approved", pgettext_lazy("extension", "Agreed")
    REFUSED = "refused", pgettext_lazy("extension", "Refused")


class RightWay(models.TextChoices):
    """Why something is not accepted here, and where it goes (国办发〔2020〕53号)."""

    LITIGATION = "litigation", _("A matter of litigation or arbitration: the court or tribunal")
    RECONSIDERATION = (
        "reconsideration",
        _("A matter of administrative reconsideration: the reconsideration authority"),
    )
    DISCLOSURE = (
        "disclosure",
        _("A request for government information: disclosure on application"),
    )
    DISCIPLINE = (
        "discipline",
        _("A breach of discipline or a duty crime: discipline inspection and supervision"),
    )
    PETITION = "petition", _("In the petition procedure already: the petition office")
    EMERGENCY = "emergency", _("An emergency: 110, 119, 120 or 122")
    SECRET = "secret", _("A state secret, a commercial secret or another person's privacy")
    NOT_GOVERNMENT = "not_government", _("Not a matter of the government: the parties themselves")
    UNCLEAR = "unclear", _("Too unclear to be handled, and nobody can be asked")


class FilePurpose(models.TextChoices):
    GIVEN = "given", _("Given by the asker")
    REPLY = "reply", _("Belongs to the reply")
    INTERNAL = "internal", _("Internal")


class KnowledgeState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("publication", "Withdrawn")


class CandidateState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    TAKEN = "taken", _("Made into an entry")
    DISMISSED = "dismissed", _("Dismissed")


class ConsultationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("publication", "Withdrawn")


class CommentState(models.TextChoices):
    PENDING = "pending", _("Waiting to be read")
    SHOWN = "shown", _("Shown")
    HIDDEN = "hidden", _("Not shown")


class Adoption(models.TextChoices):
    """What became of a comment on a draft."""

    UNDECIDED = "undecided", _("Not decided yet")
    ADOPTED = "adopted", _("Adopted")
    PARTLY = "partly", _("Partly adopted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")


class QuestionKind(models.TextChoices):
    SCALE = "scale", _("Scale of one to five")
    CHOICE = "choice", _("One of several")
    CHOICES = "choices", _("Any of several")
    TEXT = "text", pgettext_lazy("kind of question", "Text")


CHOOSING = (QuestionKind.CHOICE, QuestionKind.CHOICES)
SCALE = range(1, 6)
TEXT_LENGTH = 1000


class OpinionSource(models.TextChoices):
    MEDIA = "media", _("Press, radio or television")
    INTERNET = "internet", _("Internet and social media")
    HOTLINE = "hotline", _("Hotline 12345")
    SUBMISSIONS = "submissions", _("Submissions on this portal")
    OTHER = "other", pgettext_lazy("source of public opinion", "Other")


class OpinionLevel(models.TextChoices):
    MAJOR = "major", _("Major")
    SERIOUS = "serious", _("Serious")
    ORDINARY = "ordinary", _("Ordinary")


# Hours to the response until an administrator writes others. 国办发〔2016〕80号: first word on a
# major emergency within 5 hours, a press conference within 24; 国办发〔2016〕61号: other matters
# within 48.
RESPONSE_HOURS: dict[str, int] = {
    OpinionLevel.MAJOR: 5,
    OpinionLevel.SERIOUS: 24,
    OpinionLevel.ORDINARY: 48,
}
RESPONSE_HOURS_AT_MOST = 30 * 24


class OpinionState(models.TextChoices):
    COLLECTED = "collected", _("Collected")
    JUDGED = "judged", _("Judged")
    DISPOSED = "disposed", _("Being dealt with")
    RESPONDED = "responded", _("Responded")
    REVIEWED = "reviewed", _("Looked back on")
    DROPPED = "dropped", _("No response needed")


OPEN_OPINIONS = (OpinionState.COLLECTED, OpinionState.JUDGED, OpinionState.DISPOSED)
RESPONDED_OPINIONS = (OpinionState.RESPONDED, OpinionState.REVIEWED)
WITH_DEPARTMENT_OPINIONS = (OpinionState.DISPOSED, *RESPONDED_OPINIONS)


class IncentiveKind(models.TextChoices):
    COMMENDATION = "commendation", _("Commendation")
    INTERVIEW = "interview", _("Admonitory talk")
    CRITICISM = "criticism", _("Circulated criticism")
    ACCOUNTABILITY = "accountability", _("Held to account")
