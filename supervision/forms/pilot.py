"""The form of a monthly report: three texts, kept as a draft or sent in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.forms.actions import ActionForm
from catalogs.forms.fields import TextField
from supervision import monthly_reporting
from supervision.models import MonthlyReport

SEND = "send"


class MonthlyReportForm(ActionForm):
    """What the unit did, what was in its way, what it suggests."""

    work_done = TextField(
        label=_("Work done"),
        max_length=8000,
        rows=8,
        required=False,
        help_text=_("Which tasks moved, what was published, what was finished."),
    )
    problems = TextField(
        label=_("Problems"),
        max_length=4000,
        rows=5,
        required=False,
        help_text=_("Leave it empty where there were none."),
    )
    suggestions = TextField(
        label=pgettext_lazy("monthly report", "Suggestions"),
        max_length=4000,
        rows=5,
        required=False,
        help_text=_("Leave it empty where there are none."),
    )

    def __init__(self, *args, report: MonthlyReport, **kwargs) -> None:
        self.report = report
        texts = {name: getattr(report, name) for name in monthly_reporting.TEXTS}
        super().__init__(*args, initial=texts, **kwargs)

    @property
    def sends(self) -> bool:
        return self.data.get("do") == SEND

    def perform(self) -> None:
        """Send it in where that button was pressed, else keep the draft."""
        if self.sends:
            monthly_reporting.send_in(
                self.report, actor=self.actor, today=self.today, texts=self.cleaned_data
            )
        else:
            monthly_reporting.keep(self.report, actor=self.actor, texts=self.cleaned_data)
