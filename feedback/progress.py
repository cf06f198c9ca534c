"""How far a submission has come, in plain words, for the asker."""

from django.utils.translation import gettext_lazy as _

from catalogs.models import HistoryRow
from catalogs.stages import Stage, days_of_states, stations
from feedback.enums import CLOSED_STATES, SubmissionState
from feedback.models import Submission

_S = SubmissionState
# What each state means to the person who waits.
MEANING = {
    _S.RECEIVED: _("It has arrived. The office examines it and chooses the department."),
    _S.EXAMINED: _("It is examined and will be given to the department that answers."),
    _S.ISSUED: _("The department handles it and writes the reply."),
    _S.REPLIED: _("A reply is drafted. Another official reviews it."),
    _S.REVIEWED: _("It is answered."),
    _S.PUBLISHED: _("It is answered, and question and answer are published without your name."),
    _S.RATED: _("It is answered, and you have rated the handling."),
    _S.NOT_ACCEPTED: _("It could not be accepted here. Below stands the right way."),
    _S.MERGED: _("It is handled together with another on the same matter."),
    _S.WITHDRAWN: _("You have withdrawn it. It is not handled further, and there is no reply."),
}
# What the asker follows; publishing and rating are no stations to wait for.
LINE = (_S.RECEIVED, _S.EXAMINED, _S.ISSUED, _S.REPLIED, _S.REVIEWED)
_AFTER = (_S.PUBLISHED, _S.RATED)


def line(submission: Submission) -> list[Stage]:
    """Return the stations: passed, the present one, and those to come.

    One that came to another end shows the stations it reached, and its end as the last.
    """
    days = days_of_states(HistoryRow.objects.of(submission))
    if submission.state in CLOSED_STATES:
        reached = [Stage(state.label, days[state], False, True) for state in LINE if state in days]
        label = submission.get_state_display()
        return [*reached, Stage(label, submission.concluded_on, True, False)]
    here = _S.REVIEWED if submission.state in _AFTER else submission.state
    return stations([(state, state.label) for state in LINE], here, days)


def meaning(submission: Submission) -> str:
    """Return one sentence on where the submission stands."""
    return str(MEANING[_S(submission.state)])
