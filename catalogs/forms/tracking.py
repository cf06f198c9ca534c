"""Forms of whoever follows the own case: number and code, and the mark after the answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.workflow import Words


class TrackForm(forms.Form):
    """Receipt number and query code together open a case; each kind of case gives its words.

    ``heading`` is the page's, ``example`` shows a number, ``lost`` tells the way without a code.
    """

    use_required_attribute = False
    heading: Words = ""
    example: Words = ""
    lost: Words = ""
    number = LineField(
        label=_("Receipt number"),
        max_length=40,
        error_messages={"required": _("Write the receipt number.")},
    )
    code = LineField(
        label=_("Query code"),
        max_length=40,
        help_text=_("Twelve letters and digits. Dashes, spaces and small letters do not matter."),
        error_messages={"required": _("Write the query code.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = self.example
        for field in self.fields.values():
            field.widget.attrs["class"] = "short code"
            field.widget.attrs["autocapitalize"] = "characters"


class RatingForm(forms.Form):
    """One mark, and a word if the citizen likes; an app asks its own question."""

    use_required_attribute = False
    question: Words = ""
    score = ChoicesField(
        choices=[
            ("5", _("Very well")),
            ("4", _("Well")),
            ("3", _("Passably")),
            ("2", _("Badly")),
            ("1", _("Very badly")),
        ],
        error_messages={"required": _("Choose a mark.")},
    )
    comment = TextField(label=_("What can we do better?"), max_length=1000, rows=4, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"].label = self.question
