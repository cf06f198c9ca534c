"""Forms of whoever made something with open data: send it in, correct it, take it back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.forms.fields import ChoicesField, LineField, TextField
from catalogs.forms.moves import RefusableForm
from catalogs.forms.sending import SendingForm
from catalogs.models import Dataset, Reuse
from catalogs.outside_addresses import check_outside_address
from catalogs.published_lists import containing
from catalogs.sharing_enums import ReuseKind

# Where there are no more public datasets than this, all stand in the form.
SHOWN_AT_MOST = 12
LOOKED_IN = ("name", "name_en", "code", "description")


class DatasetsField(forms.ModelMultipleChoiceField):
    """Public datasets, each with its box: those chosen, and those that were looked for."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Dataset) -> str:
        return f"{obj.display_name} · {obj.department.display_name}"


class ReuseFields(forms.Form):
    """What is shown of a reuse; ``look`` are the words that datasets are looked for with."""

    use_required_attribute = False
    name = LineField(
        label=_("What is it called?"),
        max_length=100,
        error_messages={"required": _("Write what it is called.")},
    )
    kind = ChoicesField(
        label=_("What is it?"),
        choices=ReuseKind.choices,
        error_messages={"required": _("Choose what it is.")},
    )
    description = TextField(
        label=_("What does it do, and for whom?"),
        max_length=2000,
        error_messages={"required": _("Describe what it does.")},
    )
    address = LineField(
        label=pgettext_lazy("of a page on another site", "Address"),
        max_length=400,
        required=False,
        inputmode="url",
        help_text=_("Where everyone can open it; it begins with https://."),
    )
    maker = LineField(
        label=_("Who made it?"),
        max_length=100,
        help_text=_("A person, a group or a company. This name is shown."),
        error_messages={"required": _("Write who made it.")},
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        help_text=_("PNG or JPG, at most 2 MB. Place, time and camera are taken out of it."),
        error_messages={"empty": _("The file is empty.")},
    )
    picture_alt = LineField(
        label=_("What the picture shows, in words"),
        max_length=200,
        required=False,
        help_text=_("For readers who do not see it; needed with a picture."),
    )
    look = LineField(
        label=_("Look for datasets"),
        max_length=100,
        required=False,
        help_text=_("Words of the name or the description; then choose below."),
    )
    datasets = DatasetsField(
        label=_("Datasets it is made with"),
        queryset=Dataset.objects.none(),
        to_field_name="code",
        error_messages={
            "required": _("Choose the datasets it is made with."),
            "invalid_choice": _("Choose public datasets only."),
        },
    )

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        public = Dataset.objects.public(today).select_related("department")
        field = self.fields["datasets"]
        field.queryset = public
        field.choices = [
            (row.code, field.label_from_instance(row)) for row in self._offered(public)
        ]

    def _offered(self, public: QuerySet[Dataset]) -> Iterable[Dataset]:
        """Return the datasets with a box: the chosen first, then what the words find."""
        chosen = [str(code) for code in self["datasets"].value() or ()]
        words = str(self["look"].value() or "").strip()
        rows = list(public.filter(code__in=chosen))
        if words:
            found = containing(public, words, LOOKED_IN)
        else:
            found = public if public.count() <= SHOWN_AT_MOST else public.none()
        return [*rows, *found.exclude(code__in=chosen).order_by("sort_key", "pk")[:SHOWN_AT_MOST]]

    def clean_address(self) -> str:
        """Tell the first thing that is wrong with the address; the row would tell all of them."""
        address = self.cleaned_data["address"]
        if address:
            check_outside_address(address)
            URLValidator(schemes=["https"])(address)
        return address

    def reuse(self) -> dict[str, Any]:
        """Return what the verb takes: columns, ``datasets``, and the picture where one is given."""
        given = self.cleaned_data
        names = ("name", "kind", "description", "address", "maker", "picture_alt", "datasets")
        file = given["picture"]
        return {name: given[name] for name in names} | {
            "picture": (file, file.name) if file else None
        }


class ReuseForm(ReuseFields, SendingForm):
    """Sending in a reuse for the first time."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("It is not shown. We write when your work was examined."),
        error_messages={"required": _("Write your email address.")},
    )
    consent = forms.BooleanField(
        label=_("I may show this work, and agree that all above but my email address is public."),
        error_messages={"required": _("Without your agreement it cannot be shown.")},
    )

    def values(self) -> dict[str, Any]:
        """Return what ``reusing.submit`` takes."""
        return self.reuse() | {"email": self.cleaned_data["email"]}


class ReuseCorrectionForm(ReuseFields, RefusableForm):
    """Sending in again what was returned; without a new picture the old one stays."""

    def values(self) -> dict[str, Any]:
        """Return what ``reusing.correct`` takes."""
        return self.reuse()


class TakeBackForm(forms.Form):
    """The maker takes it back, or an applicant gives the request up."""

    use_required_attribute = False
    confirm = forms.BooleanField(
        label=pgettext_lazy("of what was sent in", "Yes, I take it back."),
        error_messages={"required": _("Tick the box if you mean it.")},
    )


def typed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed so far, to begin the form with it anew."""
    names = [name for name in ReuseForm.base_fields if name not in ("picture", "answer", "work")]
    kept = {name: data[name] for name in names if name in data}
    return kept | {"datasets": data.getlist("datasets")}


def of_reuse(reuse: Reuse) -> dict[str, Any]:
    """Return what the correction begins with."""
    names = ("name", "kind", "description", "address", "maker", "picture_alt")
    codes = list(reuse.datasets.values_list("code", flat=True))
    return {name: getattr(reuse, name) for name in names} | {"datasets": codes}
