"""Who may do what with a submission: the table by role, and whose submission it is."""

from catalogs.access import role_of
from catalogs.enums import Role
from catalogs.models import Official
from catalogs.workflow import Move
from feedback.enums import ANSWERED_STATES, ASKER, FilePurpose
from feedback.models import Submission, SubmissionFile
from feedback.steps import STEPS
from feedback.workflow import INTAKE, WORKFLOW

# Roles whose part in a submission does not depend on a department.
WHOLE_DISTRICT = frozenset(
    {Role.GOVERNMENT_OFFICE, Role.LEGAL_AFFAIRS, Role.SUPERVISOR, Role.ADMINISTRATOR}
)

# Who answers for the figures.
EXPORTERS = frozenset({Role.REVIEWER, Role.GOVERNMENT_OFFICE, Role.SUPERVISOR, Role.ADMINISTRATOR})

_RULES = ("limitrule", "routingrule", "opinionlimit")
_CONTENT = ("knowledgeentry", "consultation", "survey", "surveyquestion", "surveyoption")


def _may(actions: tuple[str, ...], *models: str) -> set[str]:
    return {f"{action}_{model}" for action in actions for model in models}


_WRITE = _may(("add", "change"), "knowledgeentry", "consultation", "survey", "evaluation") | _may(
    ("add", "change", "delete"), "surveyquestion", "surveyoption"
)
_READ = _may(("view",), *_CONTENT, "evaluation")
# Codenames of this app that each role's group holds: for the tables the admin shows.
ROLE_PERMISSIONS: dict[str, set[str]] = {
    Role.CLERK: _READ | _WRITE - _may(("add", "change"), "evaluation"),
    Role.REVIEWER: _READ,
    Role.LEGAL_AFFAIRS: _READ,
    Role.GOVERNMENT_OFFICE: _READ
    | _may(("view",), *_RULES)
    | _may(("add", "change"), "knowledgeentry", "evaluation"),
    Role.SUPERVISOR: _READ | _may(("view",), *_RULES) | _may(("add", "change"), "evaluation"),
    Role.ADMINISTRATOR: _READ
    | _WRITE
    | _may(("view",), *_RULES)
    | _may(("change",), "limitrule", "opinionlimit")
    | _may(("add", "change", "delete"), "routingrule"),
}


def find(action: str) -> Move:
    """Return the row of ``action`` in the table of moves or of steps; KeyError for neither."""
    table = WORKFLOW if any(row.action == action for row in WORKFLOW.moves) else STEPS
    return table.find(action)


def leads(user: Official, submission: Submission) -> bool:
    """Say whether ``user`` stands on the side that handles the submission."""
    if role_of(user) in WHOLE_DISTRICT:
        return True
    return user.department_id is not None and user.department_id == submission.department_id


def concerns(user: Official, submission: Submission, action: str) -> bool:
    """Say whether ``action`` on this submission is the user's affair, the role aside.

    A department that does not lead gives the opinion it is asked for, and writes notes.
    """
    if action == "give_opinion" and role_of(user) != Role.ADMINISTRATOR:
        return submission.joint_handlings.filter(department_id=user.department_id).exists()
    if leads(user, submission):
        return True
    return action == "add_note" and submission.is_visible_to(user)


def may(user: Official, submission: Submission, action: str) -> bool:
    """Say whether ``user`` may do ``action`` now."""
    row = find(action)
    return (
        submission.state in row.sources
        and role_of(user) in row.roles
        and concerns(user, submission, action)
    )


def available_actions(submission: Submission, user: Official) -> list[Move]:
    """Return what ``user`` may do now: moves first, then steps, in the tables' order."""
    rows = (*WORKFLOW.moves, *STEPS.moves)
    return [row for row in rows if may(user, submission, row.action)]


def asker_actions(submission: Submission) -> list[Move]:
    """Return what the asker, who holds the query code, may do now."""
    return [
        *WORKFLOW.available(submission.state, ASKER),
        *STEPS.available(submission.state, ASKER),
    ]


def may_register(user: Official) -> bool:
    """Say whether ``user`` takes in what came by hotline, telephone or letter."""
    return role_of(user) in INTAKE


def may_export(user: Official) -> bool:
    """Say whether ``user`` may take a list of submissions away as a file, without the contact."""
    return role_of(user) in EXPORTERS


def may_read_file(user: Official, file: SubmissionFile) -> bool:
    """Say whether an official reads a file: what the asker gave, only where the contact may be."""
    if file.purpose == FilePurpose.GIVEN:
        return may(user, file.submission, "reveal_contact") or _helps(user, file.submission)
    return file.submission.is_visible_to(user)


def files_for_asker(submission: Submission) -> list[SubmissionFile]:
    """Return the files the asker may fetch with the query code; never another asker's."""
    purposes = [FilePurpose.GIVEN]
    if submission.state in ANSWERED_STATES:
        purposes.append(FilePurpose.REPLY)
    return list(submission.files.filter(purpose__in=purposes))


def _helps(user: Official, submission: Submission) -> bool:
    return submission.joint_handlings.filter(department_id=user.department_id).exists()
