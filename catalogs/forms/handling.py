"""Forms of the desk that any citizen's case needs: handler, lead, opinions, notes, publishing.

An app's form joins one of these with its own ``ActionForm`` and calls its own verb.
"""

from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from catalogs.enums import Role
from catalogs.forms.actions import ActionForm, DescribedChoice, NamedChoice, ReasonField
from catalogs.forms.fields import TextField
from catalogs.models import Department, Official


class HandlerForm(ActionForm):
    """Which official of the lead department answers for the case."""

    handler = NamedChoice(
        label=_("Handler"),
        queryset=Official.objects.none(),
        empty_label=_("Choose an official"),
        error_messages={"required": _("Choose an official.")},
    )

    def prepare(self) -> None:
        self.fields["handler"].queryset = Official.objects.filter(
            department_id=self.case.department_id,
            role__in=[Role.CLERK, Role.REVIEWER],
            is_active=True,
        ).order_by("role", "username")
        if self.case.handler_id is None:
            self.fields["handler"].initial = self.actor.pk


class LeadForm(ActionForm):
    """Which department leads from now on, and why."""

    department = NamedChoice(
        label=_("Department that leads from now on"),
        queryset=Department.objects.none(),
        empty_label=_("Choose a department"),
        error_messages={"required": _("Choose a department.")},
    )
    reason = ReasonField()

    def departments(self) -> QuerySet[Department]:
        """Return the departments that may lead a case of this kind."""
        raise NotImplementedError

    def prepare(self) -> None:
        rows = self.departments().exclude(pk=self.case.department_id)
        self.fields["department"].queryset = rows


class AskPartForm(ActionForm):
    """Which other department is asked for its opinion, and about what."""

    department = NamedChoice(
        label=_("Department"),
        queryset=Department.objects.none(),
        empty_label=_("Choose a department"),
        error_messages={"required": _("Choose a department.")},
    )
    question = TextField(
        label=_("What its opinion is asked about"),
        max_length=4000,
        error_messages={"required": _("Write what is asked.")},
    )

    def departments(self) -> QuerySet[Department]:
        """Return the departments that may be asked."""
        raise NotImplementedError

    def parts(self) -> QuerySet[Any]:
        """Return what other departments are asked already."""
        raise NotImplementedError

    def prepare(self) -> None:
        rows = self.departments().exclude(pk=self.case.department_id)
        self.fields["department"].queryset = rows.exclude(pk__in=self.parts().values("department"))


class OpinionForm(ActionForm):
    """The opinion of a department that was asked."""

    part = DescribedChoice(
        label=_("Asked of"),
        queryset=Department.objects.none(),
        describe=lambda part: f"{part.department.display_name}: {part.question}",
        error_messages={"required": _("Choose what is answered.")},
    )
    opinion = TextField(
        label=_("Opinion"),
        max_length=4000,
        rows=8,
        error_messages={"required": _("Write the opinion.")},
    )

    def parts(self) -> QuerySet[Any]:
        """Return what other departments are asked."""
        raise NotImplementedError

    def prepare(self) -> None:
        self.fields["part"].offer(open_to(self.actor, self.parts()))


class NoteForm(ActionForm):
    """An internal note."""

    text = TextField(
        label=_("Note"), max_length=4000, error_messages={"required": _("Write the note.")}
    )


class PublishingForm(ActionForm):
    """A text to publish beside its original; ``compare`` shows the difference and keeps nothing."""

    # Which fields stand beside an original, and which are compared with one.
    beside: ClassVar[tuple[str, ...]] = ("title", "question", "answer")
    written_anew: ClassVar[tuple[str, ...]] = ()

    def originals(self) -> dict[str, str]:
        """Return the texts of the case, parts of citizens struck out."""
        raise NotImplementedError

    def published(self) -> Model | None:
        """Return what is published of the case already."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Begin with what is published already, else with the original, parts struck out."""
        published, originals = self.published(), self.originals()
        for name in self.fields:
            self.fields[name].initial = (
                getattr(published, name) if published else originals.get(name, "")
            )

    @property
    def compared(self) -> bool:
        """Whether the comparison is asked for, and nothing else."""
        return "compare" in self.data

    def look(self) -> ActionForm | None:
        if not self.compared:
            return None
        self.full_clean()
        return self

    def pairs(self) -> list[dict[str, Any]]:
        """Return each field with its original beside it."""
        originals = self.originals()
        return [{"field": self[name], "original": originals[name]} for name in self.beside]

    def comparison(self) -> list[dict[str, Any]]:
        """Return what was changed, as the comparison shows it."""
        originals = self.originals()
        return [
            {
                "label": self.fields[name].label,
                "old": originals.get(name, ""),
                "new": self[name].value() or "",
            }
            for name in (*self.beside, *self.written_anew)
        ]


def open_to(actor: Official, parts: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of ``parts`` that still lack the opinion ``actor`` may give."""
    rows = parts.filter(answered_on__isnull=True).select_related("department")
    return rows if actor.sees_all_departments else rows.filter(department_id=actor.department_id)
