"""What the answers of the API are made of, in words: by the names of the schema's components."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_COUNTED = _("A code, and how often it was counted.")
_MONTH = _("A month from 1 to 12, with what was received and done in it.")

COMPONENTS: Mapping[str, str | Promise] = {
    "AdjustmentRow": _("An addition, revision or abolition that took effect."),
    "AnsweredRequest": _(
        "A request for disclosure and its answer, in an editor's words, with consent."
    ),
    "ApartCount": _COUNTED,
    "ApplicantCount": _COUNTED,
    "ApplicationChannelCount": _COUNTED,
    "ApplicationDepartment": _(
        "What one department received and concluded in the year, and what it has open today."
    ),
    "ApplicationMonth": _MONTH,
    "ApplicationStatistics": _(
        "Disclosure on application in a year; “open” and “overdue” are of today."
    ),
    "Attachment": _("A file of the record, with its content."),
    "Change": _("What an adjustment changed in one part of the entry; null where nothing was."),
    "ChannelName": _("A channel; “name” is filled for one outside the national template."),
    "Column": _("A column of the data dictionary; “name” is the one in the file and in queries."),
    "DatasetDetail": _(
        "The whole entry: data dictionary, every version with its file, and the matters it serves."
    ),
    "DatasetEntry": _("An entry of the data catalogue with its newest version."),
    "DepartmentRow": _(
        "A unit that holds powers, gives services or publishes, with how to reach it."
    ),
    "DocumentReference": _("A document, with its page."),
    "EntryReference": _("An entry of one of the lists, with its page."),
    "Fault": _("One thing that is wrong with the record, and where."),
    "FieldReference": _("A field of publicity; its code is the one in addresses and filters."),
    "FieldRow": _("A field of publicity; “code” is the one in filters, “number” the catalogue's."),
    "File": _("A file of a document; “checksum” is its SHA-256."),
    "FileVersion": _("A version with the address of its file."),
    "GuideParts": _("How a power is exercised or a service is given, step by step."),
    "InteractionStatistics": _(
        "Interaction with the public in a year; “open” and “overdue” are of today."
    ),
    "InterpretationRecord": _("The record of an interpretation, with the policies it explains."),
    "Knowledge": _("A question often asked, with its answer (Markdown) and basis."),
    "Limit": _("A time limit of publicity as it was read from the words of the catalogue."),
    "Links": _("Where each list is, by its name, and where the API is described."),
    "Material": _("A document that an applicant hands in."),
    "Matter": _("A publicity matter that the record serves, with the elements it covers."),
    "MatterEntry": _("An entry of the list of publicity matters."),
    "OutcomeCount": _("How often outcomes of a heading of the annual report came about."),
    "Plan": _("How and when a policy is interpreted."),
    "PowerEntry": _("An entry of the list of powers and responsibilities."),
    "Problem": _("What is wrong, as in RFC 9457; “errors” holds everything that is."),
    "PublicationRecord": _("The metadata record of the national catalogue."),
    "Pushed": _("What became of a pushed publication."),
    "Record": _("The metadata record of a publication with its text, its matters and its files."),
    "Reference": _("A row of another list: its code and its name."),
    "Refusal": _("Why nothing was written (RFC 9457), with every fault that could be found."),
    "Reply": _("A question to the government and its answer, in an editor's words, with consent."),
    "ReuseRow": _(
        "An application made with datasets, as its maker described it; “address” may be empty."
    ),
    "ScoredDepartment": _(
        "A department with its rank and how many of its findings are open and red."
    ),
    "ScoredField": _("A field with its rank and how many findings in it are open and red."),
    "ScoredMonth": _("The district's scores of a month."),
    "Scores": _("Scores of 100; null where nothing was examined."),
    "ServiceEntry": _("An entry of the list of public services."),
    "StandardReference": _("The item of an upper level that a power implements."),
    "Status": _("The present state of a pushed publication."),
    "Step": _("A step of the procedure, with who is responsible and how long it takes."),
    "SubmissionChannelCount": _COUNTED,
    "SubmissionDepartment": _("How one department answered what was received in the year."),
    "SubmissionKindRow": _("What came of one kind in the year, and how it was answered."),
    "SubmissionMonth": _MONTH,
    "SupervisionStatistics": _(
        "The scoreboard of a month; null where nothing was inspected yet. Findings are of today."
    ),
    "Version": _("One state of the data; “checksum” is the SHA-256 of its file."),
    "WholeInterpretation": _(
        "A whole interpretation: record, text (Markdown and HTML), files, and what it explains."
    ),
    "WholePublication": _(
        "A whole document: record, text (Markdown and HTML), files, matters and interpretations."
    ),
}
_PAGE = _("A page of the list; “next” and “previous” are addresses, or null at its ends.")
_CODE = _("A code with its words in Chinese and English.")


def words_of(component: str) -> str:
    """Return what a component is, in the language now active."""
    if component in COMPONENTS:
        return str(COMPONENTS[component])
    return str(_PAGE if component.startswith("Paginated") else _CODE)
