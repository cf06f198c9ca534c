"""Findings: a gap that a rule found in one row, until it is gone."""

from datetime import date
from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.data_enums import DatasetState
from catalogs.enums import PublicationState
from catalogs.models import Dataset, InterpretationPlan, Publication
from feedback.enums import ConsultationState, KnowledgeState
from feedback.models import Consultation, KnowledgeEntry
from supervision.enums import COUNTED_STATES, STANDING_STATES, FindingState, Level

TITLE_LENGTH = 300
# From when a gap stands, those of no day last. The day is written out: an index over an expression
# serves only the very same text.
_NEVER = Func(template="'9999-12-31'", output_field=models.DateField())
SINCE = Coalesce("since", _NEVER)


def _of_withdrawn() -> Q:
    """Return the condition that a finding is about what was taken off the site."""
    published = (
        (Publication, PublicationState.WITHDRAWN),
        (Dataset, DatasetState.WITHDRAWN),
        (Consultation, ConsultationState.WITHDRAWN),
        (KnowledgeEntry, KnowledgeState.WITHDRAWN),
    )
    withdrawn = [model.objects.filter(state=state) for model, state in published]
    plans = InterpretationPlan.objects.filter(policy__state=PublicationState.WITHDRAWN)
    found = Q(pk__in=[])
    for rows in (*withdrawn, plans):
        meta = rows.model._meta
        kind = ContentType.objects.filter(app_label=meta.app_label, model=meta.model_name)
        # Asked apart and not joined: so the findings can be walked in the order of an index.
        found |= Q(content_type__in=kind.values("pk"), object_id__in=rows.order_by().values("pk"))
    return found


class FindingQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Not closed: the gap is there, exempt or not."""
        return self.filter(state__in=STANDING_STATES)

    def counted(self) -> Self:
        """What counts against the department: standing and not exempt."""
        return self.filter(state__in=COUNTED_STATES)

    def closed(self) -> Self:
        return self.filter(state=FindingState.CLOSED)

    def red(self) -> Self:
        return self.filter(level=Level.RED)

    def public(self, today: date) -> Self:
        """What the scoreboard shows: red, open, not only of today, and of nothing withdrawn.

        The inspection closes what was withdrawn; until then nobody reads its name here either.
        """
        return self.counted().red().filter(opened_on__lt=today).exclude(_of_withdrawn())

    def began_by(self, day: date) -> Self:
        """Whose days to rectify began on ``day`` or before."""
        again = Q(restarted_on__isnull=True) | Q(restarted_on__lte=day)
        return self.filter(again, opened_on__lte=day)

    def overdue(self, today: date) -> Self:
        """To be rectified before today, and nothing was reported."""
        return self.filter(state=FindingState.OPEN, rectify_by__lt=today)

    def awaiting_verification(self) -> Self:
        return self.filter(state=FindingState.RECTIFIED)

    def news(self) -> Self:
        """Open, and the department was not told yet, or not that it is red."""
        return self.filter(state=FindingState.OPEN).exclude(told_level=F("level"))

    def due_soon(self, today: date, *, soon_by: date) -> Self:
        """To be rectified by a day from today to ``soon_by``, and nothing was reported."""
        return self.filter(state=FindingState.OPEN, rectify_by__range=(today, soon_by))

    def not_told_of(self, column: str) -> Self:
        """Whose day of rectification is another than the one in ``column``."""
        return self.filter(Q(**{f"{column}__isnull": True}) | ~Q(**{column: F("rectify_by")}))

    def visible_to(self, user) -> Self:
        """The offices and supervisors see all, a department its own."""
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)


class Finding(models.Model):
    """One gap: opened once by the inspection, rectified by the department, closed when gone.

    ``title`` names the row as it was called when it was found and holds nothing personal.
    """

    rule = models.SlugField(_("rule"), max_length=60)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="findings",
    )
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        null=True,
        related_name="findings",
    )
    title = models.CharField(_("what it is about"), max_length=TITLE_LENGTH)
    level = models.CharField(pgettext_lazy("of supervision", "level"), max_length=8, choices=Level)
    state = models.CharField(
        _("state"), max_length=10, choices=FindingState, default=FindingState.OPEN
    )
    # The date from which the gap stands, where the row has one: a day that passed.
    since = models.DateField(_("since"), null=True)
    opened_on = models.DateField(_("found on"))
    rectify_by = models.DateField(_("to be rectified by"), null=True)
    # When the department last got its days again: from then on it is counted until it turns red.
    restarted_on = models.DateField(null=True, editable=False)
    reddened_on = models.DateField(_("red since"), null=True)
    exempt_until = models.DateField(_("exempt until"), null=True)
    closed_on = models.DateField(_("closed on"), null=True)
    # What the department was told of by letter: the colour, and the days soon due and overdue.
    told_level = models.CharField(max_length=8, default="", db_default="", editable=False)
    told_soon = models.DateField(null=True, editable=False)
    told_overdue = models.DateField(null=True, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            # Two inspections at once open it once.
            models.UniqueConstraint(
                fields=["rule", "content_type", "object_id"],
                condition=~Q(state=FindingState.CLOSED),
                name="finding_stands_once",
                violation_error_message=_("This gap is found already."),
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.CLOSED, closed_on__isnull=False)
                | ~Q(state=FindingState.CLOSED) & Q(closed_on__isnull=True),
                name="finding_closed_has_day",
                violation_error_message=_("A closed finding, and no other, has its day."),
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.EXEMPT, exempt_until__isnull=False)
                | ~Q(state=FindingState.EXEMPT) & Q(exempt_until__isnull=True),
                name="finding_exempt_has_end",
                violation_error_message=_("An exemption has its last day."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="finding_days_in_order",
                violation_error_message=_("A finding is closed after it was opened."),
            ),
        ]
        indexes = [
            # The counts of the dashboard are read from the index alone.
            models.Index(
                fields=["state", "level", "department", "field", "rule"], name="finding_board"
            ),
            models.Index("state", "rectify_by", SINCE, "id", name="finding_due"),
            models.Index(fields=["opened_on", "department"], name="finding_opened"),
            models.Index(fields=["closed_on", "department"], name="finding_closed"),
            # The red ones of the scoreboard are counted in this index alone, and the newest read.
            models.Index(
                fields=["level", "opened_on", "id", "state", "content_type", "object_id"],
                name="finding_public",
            ),
            models.Index(fields=["rule", "state", "opened_on"], name="finding_of_rule"),
            models.Index(fields=["content_type", "object_id"], name="finding_target"),
            # The list of all that stand, by their day: its first page is read without a sort.
            models.Index(fields=["rectify_by", "id"], name="finding_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def began_on(self) -> date:
        """The day from which its days are counted."""
        return self.restarted_on or self.opened_on

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING_STATES

    def is_overdue(self, today: date) -> bool:
        """The method beside ``overdue(today)``."""
        return (
            self.state == FindingState.OPEN
            and self.rectify_by is not None
            and self.rectify_by < today
        )

    def is_visible_to(self, user) -> bool:
        """The method beside ``visible_to(user)``."""
        if user.sees_all_departments:
            return True
        return user.department_id is not None and self.department_id == user.department_id
