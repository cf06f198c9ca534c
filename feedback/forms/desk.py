"""What the forms of the desk begin with: an action on one submission."""

from typing import ClassVar

from catalogs.forms import actions
from feedback.models import Submission


class ActionForm(actions.ActionForm):
    """The form of one action on one submission; ``perform`` calls its verb."""

    template: ClassVar[str] = "feedback/desk/move.html"

    def __init__(self, *args, submission: Submission, **kwargs) -> None:
        self.case = self.submission = submission
        super().__init__(*args, **kwargs)
