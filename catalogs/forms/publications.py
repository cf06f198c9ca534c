"""The form of a publication: its metadata record, the matters it serves, one file to attach."""

from typing import Any

import django.forms as django_forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogs.attaching import PUBLISHED, read_published, safe_name
from catalogs.enums import DocumentKind, PublicationForm
from catalogs.models import MatterElement, Publication

from .keywords import KeywordsField

# The columns a clerk writes; the rest is set by the verbs of publishing.
COLUMNS = (
    "kind",
    "title",
    "title_en",
    "document_number",
    "formed_on",
    "department",
    "field",
    "mode",
    "audience",
    "audience_group",
    "forms",
    "publicity_term",
    "public_until",
    "valid_from",
    "valid_until",
    "procedure",
    "theme",
    "genre",
    "stage",
    "keywords",
    "summary",
    "summary_en",
    "body",
    "interpretation_form",
    "interpretation_phase",
    "media_address",
)
LINKS = ("matters", "elements", "interprets")


class ElementField(django_forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: MatterElement) -> str:
        return _(": ").join((obj.matter.display_name, obj.name))


class DocumentForm(django_forms.ModelForm):
    forms = django_forms.MultipleChoiceField(
        label=_("Forms of publicity"),
        choices=PublicationForm.choices,
        widget=django_forms.CheckboxSelectMultiple,
        required=False,
    )
    keywords = KeywordsField()
    elements = ElementField(
        label=_("Content elements covered"),
        queryset=MatterElement.objects.none(),
        widget=django_forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("The elements of the matters chosen above; save to see them."),
    )
    new_file = django_forms.FileField(
        label=_("Attach a file"),
        required=False,
        help_text=_(
            "PDF, Office, OFD, picture, text or ZIP, at most 30 MB; video or sound, at most 100 MB."
        ),
    )
    new_file_words = django_forms.CharField(
        label=_("What the attached picture shows"),
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        help_text=_(
            "Read out to those who cannot see the picture. A picture of an interpretation needs it."
        ),
    )

    class Meta:
        model = Publication
        fields = (*COLUMNS, *LINKS)
        widgets = {"body": AdminTextareaWidget(attrs={"rows": 20})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "matters" in self.fields:
            self.fields["elements"].queryset = self._elements()

    def _elements(self):
        """The elements of the matters chosen, from among those this official may choose."""
        if self.is_bound:
            chosen = [pk for pk in self.data.getlist(self.add_prefix("matters")) if pk.isdigit()]
        elif self.instance.pk:
            chosen = list(self.instance.matters.values_list("pk", flat=True))
        else:
            chosen = []
        matters = self.fields["matters"].queryset.filter(pk__in=chosen)
        rows = MatterElement.objects.filter(matter__in=matters).select_related("matter")
        return rows.order_by("matter", "position")

    def clean_new_file(self):
        file = self.cleaned_data["new_file"]
        if file:
            try:
                read_published(file, safe_name(file.name))
            except ValidationError as error:
                raise ValidationError(error.messages) from error
            file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == DocumentKind.INTERPRETATION:
            for name in ("interpretation_form", "interpretation_phase"):
                if name in self.fields and not data.get(name):
                    self.add_error(name, _("An interpretation has its form and its phase."))
            file = data.get("new_file")
            if file and _is_picture(file.name) and not data.get("new_file_words"):
                self.add_error("new_file_words", _("Say in words what the picture shows."))
        return data


def _is_picture(name: str) -> bool:
    extension = safe_name(name).rpartition(".")[2].lower()
    return PUBLISHED.get("jpg" if extension == "jpeg" else extension, "").startswith("image/")
