"""The form in which an entry of the knowledge list is written, and that of a candidate refused."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import ActionForm, ReasonField
from feedback import knowledge
from feedback.models import KnowledgeCandidate, KnowledgeEntry

LINKS = ("matters", "services")
COLUMNS = (*knowledge.TEXTS, "field", "department")


class KnowledgeForm(forms.ModelForm):
    """Text, place and links; made of a candidate, the entry takes it when it is saved."""

    candidate = forms.ModelChoiceField(
        queryset=KnowledgeCandidate.objects.none(), widget=forms.HiddenInput, required=False
    )

    class Meta:
        model = KnowledgeEntry
        fields = (*COLUMNS, *LINKS)
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "question": AdminTextareaWidget(attrs={"rows": 2}),
            "answer": AdminTextareaWidget(attrs={"rows": 14}),
            "basis": AdminTextareaWidget(attrs={"rows": 4}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "question": _("As someone would ask it, without names, places and dates of a case."),
            "answer": _(
                "Markdown: an empty line begins a paragraph, “- ” an item of a list, "
                "[words](address) is a link. “Preview” shows how it will look."
            ),
            "basis": _("The law or document with its article, one on a line."),
            "matters": _("When one of them is adjusted, the entry is flagged for review."),
            "services": _("When one of them is adjusted, the entry is flagged for review."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self._keep_links()

    def _keep_links(self) -> None:
        """Let stay what another department's office has linked; new links are one's own."""
        for name in LINKS:
            if name not in self.fields:
                continue
            field, linked = self.fields[name], getattr(self.instance, name)
            kept = field.queryset.filter(pk__in=linked.values("pk"))
            if kept.count() < linked.count():
                known = field.queryset.model._default_manager
                field.queryset = known.filter(pk__in=linked.values("pk")) | field.queryset

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        led = data.get("candidate")
        candidates = self.instance.candidates.all() if self.instance.pk else [led] if led else []
        texts = {name: data[name] for name in knowledge.TEXTS if data.get(name)}
        for name, sentence in knowledge.telling_texts(texts, candidates).items():
            self.add_error(name, sentence)
        return data


class DismissForm(ActionForm):
    """Why a candidate does not become an entry."""

    template: ClassVar[str] = "feedback/editing/dismiss.html"
    label: ClassVar[Any] = _("Dismiss")
    consequence: ClassVar[Any] = _(
        "It does not become an entry, and is not proposed again however often it is asked."
    )
    reason = ReasonField()

    def __init__(self, *args, candidate: KnowledgeCandidate, **kwargs) -> None:
        self.candidate = candidate
        super().__init__(*args, **kwargs)

    def perform(self) -> None:
        knowledge.dismiss(self.candidate, actor=self.actor, reason=self.cleaned_data["reason"])
