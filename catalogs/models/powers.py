from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Replace
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalogs.enums import EntryState, Level, PowerCategory

from .entries import CatalogEntry, EntryQuerySet
from .guides import Guide

# Three levels, four sames (三级四同): what a local item shares with its standard item.
FOUR_SAMES = ("name", "category", "legal_basis", "code")
# What somebody applies for; the other categories are begun by the authority.
ON_APPLICATION = (
    PowerCategory.LICENCE,
    PowerCategory.PAYMENT,
    PowerCategory.CONFIRMATION,
    PowerCategory.ADJUDICATION,
    PowerCategory.OTHER,
)
# What Python strips from a text, for the database: spaces of both widths and ends of lines.
_BLANKS = " \t\n\r\u3000"


def _folded_column(name: str) -> models.Func:
    """Return the expression beside ``_folded``."""
    lines = Replace(F(name), Value("\r\n"), Value("\n"))
    return models.Func(lines, Value(_BLANKS), function="TRIM", output_field=models.TextField())


class PowerQuerySet(EntryQuerySet):
    def of_district(self) -> "PowerQuerySet":
        """The district's own list, without the standard items of province and city."""
        return self.filter(level=Level.COUNTY)

    def standards(self) -> "PowerQuerySet":
        """Items in force that a local item may implement."""
        return self.filter(level__in=[Level.PROVINCE, Level.CITY], state=EntryState.IN_FORCE)

    def licences(self) -> Self:
        return self.filter(category=PowerCategory.LICENCE)

    def on_application(self) -> Self:
        """Exercised when somebody applies: who applies needs the whole guide."""
        return self.filter(category__in=ON_APPLICATION)

    def incomplete(self) -> Self:
        """Without legal basis, responsibilities, supervision, ways of remedy or accountability."""
        return self.filter(
            Q(legal_basis="")
            | Q(responsibilities="")
            | Q(supervision="")
            | Q(remedies="")
            | Q(accountability="")
        )

    def without_guide(self) -> Self:
        return self.filter(~Exists(Guide.objects.filter(power=OuterRef("pk"))))

    def with_guide(self) -> Self:
        return self.filter(Exists(Guide.objects.filter(power=OuterRef("pk"))))

    def with_incomplete_guide(self) -> Self:
        """The guide lacks conditions, limit, steps or materials."""
        guides = Guide.objects.filter(power=OuterRef("pk"))
        return self.filter(Exists(guides.incomplete()) | Exists(guides.without_materials()))

    def departing_from_standard(self) -> Self:
        """One of the four sames differs; the set beside ``departures_from_standard``."""
        departs = Q()
        for name in FOUR_SAMES:
            other = f"standard__{name}"
            # What is the same as it stands is not folded first.
            departs |= ~Q(**{name: F(other)}) & ~Q(
                Exact(_folded_column(name), _folded_column(other))
            )
        return self.filter(departs, standard__isnull=False)

    def without_standard_in_force(self) -> Self:
        """The standard item it implements is not in force any more."""
        return self.filter(standard__isnull=False).exclude(standard__state=EntryState.IN_FORCE)


class PowerItem(CatalogEntry):
    """An entry of the list of powers and responsibilities (权责清单)."""

    category = models.CharField(_("category"), max_length=16, choices=PowerCategory)
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.COUNTY)
    standard = models.ForeignKey(
        "self",
        verbose_name=_("standard item"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="implementations",
        help_text=_("The item of the upper level that this one implements."),
    )
    office = models.CharField(_("handling office"), max_length=200, blank=True)
    target = models.CharField(_("who it applies to"), max_length=300, blank=True)
    scope = models.TextField(_("scope of management"), blank=True)
    responsibilities = models.TextField(_("responsibilities"), blank=True)
    supervision = models.TextField(_("supervision measures"), blank=True)
    remedies = models.TextField(_("ways of remedy"), blank=True)
    accountability = models.TextField(_("accountability"), blank=True)
    intermediary_services = models.TextField(_("intermediary services involved"), blank=True)

    objects = PowerQuerySet.as_manager()

    class Meta(CatalogEntry.Meta):
        verbose_name = _("power item")
        verbose_name_plural = _("list of powers and responsibilities")
        ordering = ["sort_key", "pk"]
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.UniqueConstraint(
                fields=["code", "level"],
                name="poweritem_code_level_unique",
                violation_error_message=_("This level already has an item with this code."),
            ),
            models.CheckConstraint(
                condition=~models.Q(level=Level.COUNTY) | models.Q(standard__isnull=False),
                name="poweritem_county_has_standard",
                violation_error_message=_(
                    "A county item names the standard item of the upper level it implements."
                ),
            ),
        ]
        indexes = [
            *CatalogEntry.Meta.indexes,
            models.Index(fields=["state", "department"], name="%(class)s_state_dept"),
            # The facets of the public list are counted in this index alone.
            models.Index(
                fields=["state", "level", "category", "department", "field", "effective_on"],
                name="%(class)s_facets",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.standard_id:
            errors = departures_from_standard(self, self.standard)
            if errors:
                raise ValidationError(errors)

    def get_absolute_url(self) -> str:
        url = reverse("portal:power-detail", args=[self.code])
        return url if self.level == Level.COUNTY else f"{url}?level={self.level}"

    @property
    def list_name(self) -> str:
        return "power"


def departures_from_standard(item: PowerItem, standard: PowerItem) -> dict[str, str]:
    """Compare ``item`` with ``standard``: field name to a sentence naming the difference.

    Empty when name, category, legal basis and code are the same and the standard
    stands on an upper level (三级四同).
    """
    errors = {}
    for name in FOUR_SAMES:
        if _folded(getattr(item, name)) != _folded(getattr(standard, name)):
            errors[name] = _now(
                "The %(part)s differs from the standard item, which has: %(value)s"
            ) % {
                "part": PowerItem._meta.get_field(name).verbose_name,
                "value": _shown(standard, name),
            }
    ranks = {Level.PROVINCE: 0, Level.CITY: 1, Level.COUNTY: 2}
    if item.level in ranks and ranks[standard.level] >= ranks[item.level]:
        errors["standard"] = _now("The standard item must stand on an upper level.")
    return errors


def _folded(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _shown(standard: PowerItem, name: str) -> str:
    if name == "category":
        return str(standard.get_category_display())
    text = getattr(standard, name)
    return text if len(text) <= 120 else text[:120] + "…"
