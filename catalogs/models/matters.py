from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.channels import Channel
from catalogs.enums import (
    Audience,
    EntryState,
    NonDisclosureGround,
    PublicityMode,
    PublicStage,
)
from catalogs.time_limit_kinds import LimitKind

from .entries import CatalogEntry, EntryQuerySet
from .fields import Field
from .names import Named
from .publications import Publication
from .time_limits import TimeLimit


class MatterGroup(Named):
    """A level-1 matter (一级事项): the heading of level-2 matters in one field."""

    field = models.ForeignKey(
        Field, verbose_name=_("field"), on_delete=models.PROTECT, related_name="matter_groups"
    )
    code = models.CharField(_("code"), max_length=30, unique=True)

    class Meta:
        verbose_name = _("level-1 matter")
        verbose_name_plural = _("level-1 matters")
        ordering = ["field__display_order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["field", "name"],
                name="mattergroup_name_unique_in_field",
                violation_error_message=_("The field already has this level-1 matter."),
            )
        ]


class MatterQuerySet(EntryQuerySet):
    def with_guide_parts(self) -> "MatterQuerySet":
        """Fetch what a detail page or an export shows, in a fixed number of queries."""
        return self.select_related("department", "field", "group").prefetch_related(
            "elements", "channels", "time_limits"
        )

    def proactive(self) -> Self:
        return self.filter(mode=PublicityMode.PROACTIVE)

    def not_disclosed(self) -> Self:
        return self.filter(mode=PublicityMode.NOT_DISCLOSED)

    def without_elements(self) -> Self:
        return self.filter(~Exists(MatterElement.objects.filter(matter=OuterRef("pk"))))

    def with_elements(self) -> Self:
        return self.filter(Exists(MatterElement.objects.filter(matter=OuterRef("pk"))))

    def without_channels(self) -> Self:
        return self.filter(~Exists(MatterChannel.objects.filter(matter=OuterRef("pk"))))

    def without_time_limit(self) -> Self:
        """No words in the column of the time limit."""
        return self.filter(time_limit_text="")

    def with_time_limit(self) -> Self:
        return self.exclude(time_limit_text="")

    def with_unread_time_limit(self) -> Self:
        """Nothing can be computed from the words of the time limit."""
        unread = TimeLimit.objects.filter(matter=OuterRef("pk"), kind=LimitKind.UNREADABLE)
        return self.filter(Exists(unread))

    def with_documents(self, today: date) -> Self:
        return self.filter(Exists(self._documents(today)))

    def without_documents(self, today: date) -> Self:
        """No public document."""
        return self.filter(~Exists(self._documents(today)))

    def with_uncovered_elements(self, today: date) -> Self:
        """A content element that no public document covers."""
        covering = Publication.objects.public(today).filter(elements=OuterRef("pk"))
        elements = MatterElement.objects.filter(matter=OuterRef("pk"))
        return self.filter(Exists(elements.filter(~Exists(covering))))

    def of_items(self) -> Self:
        """Derived from a power or a service."""
        powers = PublicityMatter.powers.through.objects.filter(publicitymatter=OuterRef("pk"))
        services = PublicityMatter.services.through.objects.filter(publicitymatter=OuterRef("pk"))
        return self.filter(Exists(powers) | Exists(services))

    def of_abolished_items(self) -> Self:
        """Derived from a power or service that is abolished."""
        powers = PublicityMatter.powers.through.objects.filter(
            publicitymatter=OuterRef("pk"), poweritem__state=EntryState.ABOLISHED
        )
        services = PublicityMatter.services.through.objects.filter(
            publicitymatter=OuterRef("pk"), serviceitem__state=EntryState.ABOLISHED
        )
        return self.filter(Exists(powers) | Exists(services))

    @staticmethod
    def _documents(today: date) -> models.QuerySet:
        return Publication.objects.public(today).filter(matters=OuterRef("pk"))


class PublicityMatter(CatalogEntry):
    """An entry of the list of publicity matters (政务公开事项清单): a level-2 matter."""

    group = models.ForeignKey(
        MatterGroup,
        verbose_name=_("level-1 matter"),
        on_delete=models.PROTECT,
        related_name="matters",
    )
    time_limit_text = models.CharField(
        _("time limit"),
        max_length=300,
        blank=True,
        help_text=_("In the words of the catalogue; what was read from it is shown beside."),
    )
    audience = models.CharField(
        _("audience"), max_length=16, choices=Audience, default=Audience.WHOLE_SOCIETY
    )
    audience_group = models.CharField(_("named group"), max_length=200, blank=True)
    mode = models.CharField(
        _("mode"), max_length=16, choices=PublicityMode, default=PublicityMode.PROACTIVE
    )
    at_county = models.BooleanField(_("county level"), default=True)
    at_township = models.BooleanField(_("township level"), default=False)
    stage = models.CharField(
        _("stage of the five publics"), max_length=12, choices=PublicStage, blank=True
    )
    powers = models.ManyToManyField(
        "catalogs.PowerItem", verbose_name=_("from power items"), blank=True, related_name="matters"
    )
    services = models.ManyToManyField(
        "catalogs.ServiceItem",
        verbose_name=_("from service items"),
        blank=True,
        related_name="matters",
    )
    work_post = models.CharField(_("responsible post"), max_length=100, blank=True)
    work_authority = models.CharField(_("authority"), max_length=200, blank=True)
    work_procedure = models.TextField(_("procedure"), blank=True)
    work_limit = models.CharField(_("limit of the work"), max_length=100, blank=True)
    non_disclosure_ground = models.CharField(
        _("ground of non-disclosure"), max_length=24, choices=NonDisclosureGround, blank=True
    )
    non_disclosure_justification = models.TextField(
        _("justification of non-disclosure"), blank=True
    )

    objects = MatterQuerySet.as_manager()

    class Meta(CatalogEntry.Meta):
        verbose_name = _("publicity matter")
        verbose_name_plural = _("list of publicity matters")
        ordering = ["sort_key", "pk"]
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"],
                name="publicitymatter_code_unique",
                violation_error_message=_("Another publicity matter has this code."),
            ),
            models.CheckConstraint(
                condition=~models.Q(mode=PublicityMode.NOT_DISCLOSED)
                | (
                    ~models.Q(non_disclosure_ground="") & ~models.Q(non_disclosure_justification="")
                ),
                name="publicitymatter_not_disclosed_has_ground",
                violation_error_message=_(
                    "A matter that is not disclosed needs a statutory ground and a justification."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.NAMED_GROUP) | ~models.Q(audience_group=""),
                name="publicitymatter_named_group_has_name",
                violation_error_message=_("Name the group the matter is disclosed to."),
            ),
            models.CheckConstraint(
                condition=models.Q(at_county=True) | models.Q(at_township=True),
                name="publicitymatter_has_level",
                violation_error_message=_("Choose the county level, the township level or both."),
            ),
        ]
        indexes = [
            *CatalogEntry.Meta.indexes,
            # The facets of the public list are counted in this index alone.
            models.Index(
                fields=[
                    "state",
                    "department",
                    "field",
                    "mode",
                    "stage",
                    "at_county",
                    "at_township",
                    "effective_on",
                ],
                name="%(class)s_facets",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.group_id and self.field_id and self.group.field_id != self.field_id:
            raise ValidationError(
                {"field": _("The field differs from that of the level-1 matter.")}
            )

    def get_absolute_url(self) -> str:
        return reverse("portal:matter-detail", args=[self.code])

    @property
    def list_name(self) -> str:
        return "matter"


class MatterElement(models.Model):
    """One part of the content a matter must publish; completeness is counted against these."""

    matter = models.ForeignKey(PublicityMatter, on_delete=models.CASCADE, related_name="elements")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("element"), max_length=500)

    class Meta:
        verbose_name = _("content element")
        verbose_name_plural = _("content elements")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "position"], name="matterelement_position_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MatterChannel(models.Model):
    """One channel a matter is published through; ``name`` holds a channel outside the template."""

    matter = models.ForeignKey(PublicityMatter, on_delete=models.CASCADE, related_name="channels")
    channel = models.CharField(_("channel"), max_length=32, choices=Channel)
    name = models.CharField(_("name of another channel"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or str(self.get_channel_display())
