"""How far an application has come, in plain words, for the applicant."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.enums import CLOSED_STATES, WAITING_STATES, ApplicationState
from applications.models import Application
from applications.workflow import WORKFLOW
from catalogs.models import HistoryRow
from catalogs.stages import Stage, days_of_states, stations
from catalogs.workflow import Workflow

_S = ApplicationState
# What each state means to the person who waits.
MEANING = {
    _S.RECEIVED: gettext_lazy("Your application has arrived. The disclosure office registers it."),
    _S.REGISTERED: gettext_lazy(
        "Your application is registered. The disclosure office chooses the department for it."
    ),
    _S.EXAMINING: gettext_lazy("A department examines your application and looks for an answer."),
    _S.AWAITING_CORRECTION: gettext_lazy("Something in your application has to be corrected."),
    _S.AWAITING_PAYMENT: gettext_lazy("A fee has to be paid before the handling goes on."),
    _S.IN_REVIEW: gettext_lazy("An answer is drafted. Another official reviews it."),
    _S.APPROVED: gettext_lazy("The answer is approved and will be issued."),
    _S.ANSWERED: gettext_lazy("Your application is answered."),
    _S.DELIVERED: gettext_lazy("Your application is answered, and the answer is delivered."),
    _S.FILED: gettext_lazy("Your application is answered and the case is closed."),
    _S.WITHDRAWN: gettext_lazy("You have withdrawn this application."),
    _S.CLOSED_UNCORRECTED: gettext_lazy(
        "The correction did not arrive in time, so the application is closed."
    ),
    _S.CLOSED_UNPAID: gettext_lazy("The fee was not paid in time, so the application is closed."),
}


def main_line(table: Workflow = WORKFLOW) -> list[str]:
    """Return the states from receipt to file by the shortest way through the table of moves."""
    ways = {str(_S.RECEIVED): [str(_S.RECEIVED)]}
    queue = [str(_S.RECEIVED)]
    while queue:
        state = queue.pop(0)
        for move in table.moves:
            if state in move.sources and move.target not in ways:
                ways[move.target] = [*ways[state], move.target]
                queue.append(move.target)
    return ways[str(_S.FILED)]


def line(application: Application) -> list[Stage]:
    """Return the stations of the main line: passed, the present one, and those to come.

    Who waits for the applicant stands where the handling goes on afterwards. An application
    closed before an answer shows the stations it reached, and its end as the last.
    """
    # What came on paper is registered at once; it was received on the day it arrived.
    days = {str(_S.RECEIVED): application.arrived_on}
    days |= days_of_states(HistoryRow.objects.of(application))
    states = main_line()
    here = _station(application.state, states)
    if application.state in CLOSED_STATES:
        passed = [state for state in states if state in days]
        reached = [Stage(_S(state).label, days[state], False, True) for state in passed]
        return [
            *reached,
            Stage(application.get_state_display(), application.concluded_on, True, False),
        ]
    return stations([(state, _S(state).label) for state in states], here, days)


def meaning(application: Application) -> str:
    """Return one sentence on where the application stands."""
    if application.is_stopped:
        return _(
            "A third party or another agency is asked. This time is not counted; the clock runs "
            "on when the answer arrives."
        )
    return str(MEANING[_S(application.state)])


def _station(state: str, states: list[str]) -> str:
    if state in WAITING_STATES:
        targets = [move.target for move in WORKFLOW.moves if state in move.sources]
        return next(target for target in targets if target in states)
    return state
