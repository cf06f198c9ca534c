"""What the forms of the desk begin with: an action on one application."""

from typing import ClassVar

from applications.models import Application
from catalogs.forms import actions


class ActionForm(actions.ActionForm):
    """The form of one action on one application; ``perform`` calls its verb."""

    template: ClassVar[str] = "applications/desk/move.html"

    def __init__(self, *args, application: Application, **kwargs) -> None:
        self.case = self.application = application
        super().__init__(*args, **kwargs)
