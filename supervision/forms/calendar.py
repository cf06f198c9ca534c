"""Forms of the decision that a document of another time counts for a period."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.forms.actions import ActionForm, DescribedChoice, ReasonField
from catalogs.models import Publication
from supervision import crediting
from supervision.models import ExpectedPublication

# The newest documents of the matter; older ones are hardly meant.
OFFERED = 24
NOTHING_TO_COUNT = _(
    "No public document is linked with the matter. The department links it in the record of the "
    "document; then it can be counted here."
)


class PeriodForm(ActionForm):
    template = "supervision/calendar/move.html"

    def __init__(self, *args, expected: ExpectedPublication, **kwargs) -> None:
        self.case = expected
        super().__init__(*args, **kwargs)


class CreditForm(PeriodForm):
    label = _("Count a document for the period")
    consequence = _(
        "The period counts as met on the day the document was issued, in time or late. "
        "Everyone sees that supervision decided it."
    )
    publication = DescribedChoice(
        label=_("Document of the matter"),
        queryset=Publication.objects.none(),
        describe=lambda row: (
            _now("%(title)s, issued on %(day)s, %(number)s")
            % {
                "title": row.title,
                "day": date_format(row.issued_on),
                "number": row.index_number,
            }
        ),
        error_messages={"required": _("Choose a document.")},
    )
    reason = ReasonField()

    def prepare(self) -> None:
        rows = Publication.objects.public(self.today).filter(matters=self.case.matter_id)
        pks = list(rows.order_by("-issued_on", "-pk").values_list("pk", flat=True)[:OFFERED])
        offered: Any = Publication.objects.filter(pk__in=pks).order_by("-issued_on", "-pk")
        self.fields["publication"].offer(offered)
        if not pks:
            # Nothing can be chosen, so nothing is asked.
            self.fields.clear()
            self.hint = NOTHING_TO_COUNT

    def clean(self) -> dict[str, Any]:
        if not self.fields:
            raise ValidationError(NOTHING_TO_COUNT)
        return super().clean() or self.cleaned_data

    def perform(self) -> None:
        crediting.credit(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


class TakeBackForm(PeriodForm):
    label = _("Take the decision back")
    consequence = _("The period stands again as the dates of its documents say.")
    reason = ReasonField()

    def perform(self) -> None:
        crediting.take_back(self.case, actor=self.actor, now=timezone.now(), **self.cleaned_data)


ACTIONS: dict[str, type[PeriodForm]] = {"credit": CreditForm, "take-back": TakeBackForm}
