"""What officials write into an annual report: its chapters, and figures counted elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.annual_chapters import CHAPTERS
from applications.annual_report import FIGURES
from applications.models import AnnualChapters, AnnualFigures


class ChaptersForm(forms.ModelForm):
    class Meta:
        model = AnnualChapters
        fields = list(CHAPTERS)
        labels = CHAPTERS
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in CHAPTERS}


class FiguresForm(forms.ModelForm):
    class Meta:
        model = AnnualFigures
        fields = list(FIGURES)
        help_texts = {"charges": _("In units of 10,000 yuan, with two decimals.")}
