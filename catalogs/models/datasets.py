from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.data_enums import (
    SHORTER_GRACE_DAYS,
    UPDATE_GRACE_DAYS,
    DataLicence,
    DatasetState,
    Openness,
    UpdateFrequency,
    UpdateState,
)
from catalogs.enums import Theme

from .dataset_parts import DatasetColumn, DatasetUse
from .names import Named, in_language

# The longest such a period is, in days; what is updated irregularly is never late.
FREQUENCY_DAYS: dict[UpdateFrequency, int] = {
    UpdateFrequency.DAILY: 1,
    UpdateFrequency.WEEKLY: 7,
    UpdateFrequency.MONTHLY: 31,
    UpdateFrequency.QUARTERLY: 92,
    UpdateFrequency.HALF_YEARLY: 184,
    UpdateFrequency.YEARLY: 366,
}
# Words that stand in the place of a code in the addresses of open data.
RESERVED_CODES = frozenset(
    {"api", "api-key", "catalog", "licence", "new", "requests", "reuses", "versions"}
)


def check_free_code(code: str) -> None:
    """Refuse a code that would read badly in an address, or is an address of the portal."""
    if code != code.lower() or "_" in code:
        raise ValidationError(_("Write the code in lower-case letters, digits and dashes."))
    if code in RESERVED_CODES:
        raise ValidationError(_("This code is an address of the portal; choose another."))


class DatasetQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """What a citizen may see: published, with at least one version."""
        return self.filter(
            state=DatasetState.PUBLISHED, published_on__lte=today, latest__isnull=False
        )

    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)

    def stale(self, today: date, *, grace: int = UPDATE_GRACE_DAYS) -> Self:
        """Not updated within the period of their frequency and ``grace`` days more.

        Daily and weekly ones have at most ``SHORTER_GRACE_DAYS`` more.
        """
        return self.filter(_is_late(today, grace))

    def with_update_state(self, today: date) -> Self:
        """Each with ``update_state``, a value of ``UpdateState``."""
        state = Case(
            When(frequency=UpdateFrequency.IRREGULAR, then=Value(UpdateState.IRREGULAR)),
            When(_is_late(today, UPDATE_GRACE_DAYS), then=Value(UpdateState.OVERDUE)),
            default=Value(UpdateState.ON_TIME),
        )
        return self.annotate(update_state=state)

    def periodical(self) -> Self:
        """Those that promise an update after a period."""
        return self.exclude(frequency=UpdateFrequency.IRREGULAR)

    def with_explained(self) -> Self:
        """Each with ``explained``: how many columns its data dictionary explains."""
        columns = DatasetColumn.objects.explained()
        explained = columns.filter(dataset=OuterRef("pk")).order_by()
        counted = explained.values("dataset").annotate(rows=Count("pk")).values("rows")
        return self.annotate(explained=Coalesce(Subquery(counted), 0))

    def with_uses(self) -> Self:
        """Each with ``used``: how often it was downloaded, exported or queried."""
        uses = DatasetUse.objects.filter(dataset=OuterRef("pk")).order_by()
        counted = uses.values("dataset").annotate(all=Sum("times")).values("all")
        return self.annotate(used=Coalesce(Subquery(counted), 0))

    def without_dictionary(self) -> Self:
        """Those whose newest version has columns that the data dictionary does not explain."""
        return self.with_explained().filter(
            latest__isnull=False, explained__lt=F("latest__column_count")
        )


def _grace(frequency: UpdateFrequency, grace: int) -> timedelta:
    return timedelta(days=min(grace, SHORTER_GRACE_DAYS.get(frequency, grace)))


def _is_late(today: date, grace: int) -> Q:
    late = Q()
    for frequency, days in FREQUENCY_DAYS.items():
        limit = today - timedelta(days=days) - _grace(frequency, grace)
        late |= Q(frequency=frequency, updated_on__lt=limit)
    return late


class Dataset(Named):
    """An entry of the data catalogue (数据资源): what it holds, its terms, its rhythm."""

    code = models.SlugField(
        _("code"),
        max_length=60,
        unique=True,
        validators=[check_free_code],
        help_text=_("The end of its address, which never changes: lower-case letters and dashes."),
    )
    description = models.TextField(_("description"))
    description_en = models.TextField(_("English description"), blank=True)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="datasets",
    )
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        related_name="datasets",
    )
    matters = models.ManyToManyField(
        "catalogs.PublicityMatter",
        verbose_name=_("publicity matters"),
        blank=True,
        related_name="datasets",
    )
    theme = models.CharField(_("theme"), max_length=32, choices=Theme, default=Theme.COMPREHENSIVE)
    frequency = models.CharField(
        _("update frequency"),
        max_length=12,
        choices=UpdateFrequency,
        default=UpdateFrequency.IRREGULAR,
    )
    licence = models.CharField(
        _("licence"), max_length=16, choices=DataLicence, default=DataLicence.SOURCE_NAMED
    )
    openness = models.CharField(
        _("openness"), max_length=16, choices=Openness, default=Openness.UNCONDITIONAL
    )
    conditions = models.TextField(
        _("conditions of use"),
        blank=True,
        help_text=_("Only for data that are open on conditions."),
    )
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    # The portal's own rows that a live dataset is made of, as ``portal.opendata.live`` names them.
    source = models.CharField(_("made from"), max_length=40, blank=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=DatasetState,
        default=DatasetState.DRAFT,
        editable=False,
    )
    latest = models.ForeignKey(
        "catalogs.DatasetVersion",
        verbose_name=_("newest version"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    published_on = models.DateField(_("published on"), null=True, editable=False)
    updated_on = models.DateField(_("data updated on"), null=True, editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)
    withdrawal_reason = models.TextField(_("reason of withdrawal"), blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        verbose_name = _("dataset")
        verbose_name_plural = _("datasets")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DatasetState.PUBLISHED)
                | Q(latest__isnull=False, published_on__isnull=False, updated_on__isnull=False),
                name="dataset_published_has_version",
                violation_error_message=_("A published dataset has a version and its dates."),
            ),
            models.CheckConstraint(
                condition=~Q(state=DatasetState.WITHDRAWN)
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                name="dataset_withdrawn_has_reason",
                violation_error_message=_("A withdrawn dataset has its date and its reason."),
            ),
            models.CheckConstraint(
                condition=(Q(openness=Openness.CONDITIONAL) & ~Q(conditions=""))
                | Q(openness=Openness.UNCONDITIONAL, conditions=""),
                name="dataset_conditions_said",
                violation_error_message=_(
                    "Data that are open on conditions say which; other data have none."
                ),
            ),
        ]
        indexes = [
            # The facets of the public list are counted in this index alone.
            models.Index(
                fields=["state", "field", "department", "theme", "frequency", "openness"],
                name="dataset_facets",
            ),
            models.Index(fields=["state", "updated_on", "id"], name="dataset_newest"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("portal:dataset-detail", args=[self.code])

    @property
    def is_live(self) -> bool:
        """Whether the portal itself makes the data every day of its own public rows."""
        return bool(self.source)

    @property
    def display_description(self) -> str:
        return in_language(self.description, self.description_en)

    def is_public(self, today: date) -> bool:
        """The method beside ``public()``."""
        return (
            self.state == DatasetState.PUBLISHED
            and self.latest_id is not None
            and self.published_on is not None
            and self.published_on <= today
        )

    @property
    def next_update_by(self) -> date | None:
        """The day by which the frequency promises the next update; None where it promises none."""
        days = FREQUENCY_DAYS.get(UpdateFrequency(self.frequency))
        if days is None or self.updated_on is None:
            return None
        return self.updated_on + timedelta(days=days)

    def is_stale(self, today: date, *, grace: int = UPDATE_GRACE_DAYS) -> bool:
        """The method beside ``stale()``."""
        promised = self.next_update_by
        if promised is None:
            return False
        return promised + _grace(UpdateFrequency(self.frequency), grace) < today
