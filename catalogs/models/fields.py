from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .names import Named


class FieldQuerySet(models.QuerySet):
    def public(self) -> "FieldQuerySet":
        """Every field of publicity is public."""
        return self.all()

    def pilot(self) -> "FieldQuerySet":
        """The nine fields of the 2017 pilot."""
        return self.filter(is_pilot=True)


class Field(Named):
    """A field of publicity (公开领域)."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    icon = models.SlugField(
        _("icon"), max_length=40, blank=True, help_text=_("Name of a symbol of the icon sheet.")
    )
    is_pilot = models.BooleanField(_("pilot field"), default=False)
    display_order = models.PositiveIntegerField(_("display order"), default=100)

    objects = FieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["display_order", "code"]

    def get_absolute_url(self) -> str:
        return reverse("portal:field-detail", args=[self.slug])
