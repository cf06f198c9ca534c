"""Who may do what with an application: the table by role, and whose application it is."""

from applications.enums import ANSWERED_STATES, APPLICANT, APPLICANTS_FILES, FilePurpose
from applications.models import Application, ApplicationFile
from applications.steps import STEPS
from applications.workflow import INTAKE, OFFICE_AND_HANDLERS, WORKFLOW
from catalogs.access import role_of
from catalogs.enums import Role
from catalogs.models import Official
from catalogs.workflow import Move

# Roles whose part in an application does not depend on a department.
WHOLE_DISTRICT = frozenset({Role.GOVERNMENT_OFFICE, Role.LEGAL_AFFAIRS, Role.ADMINISTRATOR})

# Who answers for the figures: the heads of departments, the offices and the supervision.
EXPORTERS = frozenset({Role.REVIEWER, Role.GOVERNMENT_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR})


def find(action: str) -> Move:
    """Return the row of ``action`` in the table of moves or of steps; KeyError for neither."""
    table = WORKFLOW if any(row.action == action for row in WORKFLOW.moves) else STEPS
    return table.find(action)


def leads(user: Official, application: Application) -> bool:
    """Say whether ``user`` stands on the side that handles the application."""
    if role_of(user) in WHOLE_DISTRICT:
        return True
    return user.department_id is not None and user.department_id == application.department_id


def handles(user: Official, application: Application) -> bool:
    """Say whether ``user`` keeps the application's papers: a clerk on its side, or the office."""
    return role_of(user) in OFFICE_AND_HANDLERS and leads(user, application)


def concerns(user: Official, application: Application, action: str) -> bool:
    """Say whether ``action`` on this application is the user's affair, the role aside.

    A department that does not lead answers what it is asked, and writes notes until the end.
    """
    if action == "give_opinion" and role_of(user) != Role.ADMINISTRATOR:
        return application.co_handlings.filter(department_id=user.department_id).exists()
    if leads(user, application):
        return True
    if action == "record_inquiry_answer":
        return application.inquiries.open().filter(agency_id=user.department_id).exists()
    return action == "add_note" and application.is_open and application.is_visible_to(user)


def may(user: Official, application: Application, action: str) -> bool:
    """Say whether ``user`` may do ``action`` now."""
    row = find(action)
    return (
        application.state in row.sources
        and role_of(user) in row.roles
        and concerns(user, application, action)
    )


def available_actions(application: Application, user: Official) -> list[Move]:
    """Return what ``user`` may do now: moves first, then steps, in the tables' order."""
    rows = (*WORKFLOW.moves, *STEPS.moves)
    return [row for row in rows if may(user, application, row.action)]


def applicant_actions(application: Application) -> list[Move]:
    """Return what the applicant, who holds the query code, may do now."""
    return [
        *WORKFLOW.available(application.state, APPLICANT),
        *STEPS.available(application.state, APPLICANT),
    ]


def may_register(user: Official) -> bool:
    """Say whether ``user`` registers applications that came by post, in person or by fax."""
    return role_of(user) in INTAKE


def may_export(user: Official) -> bool:
    """Say whether ``user`` may take a list of applications away as a file, without identity."""
    return role_of(user) in EXPORTERS


def may_read_file(user: Official, file: ApplicationFile) -> bool:
    """Say whether an official reads a file: an applicant's only where the identity may be seen."""
    if file.purpose in APPLICANTS_FILES:
        return may(user, file.application, "reveal_identity")
    return file.application.is_visible_to(user)


def files_for_applicant(application: Application) -> list[ApplicationFile]:
    """Return the files the applicant may fetch with the query code."""
    hidden = [FilePurpose.INTERNAL]
    if application.state not in ANSWERED_STATES:
        hidden.append(FilePurpose.ANSWER)
    return list(application.files.exclude(purpose__in=hidden))
