from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.enums import PAPERS_TO_OTHERS, PaperKind
from applications.paperwork.letter import Letter
from catalogs.models import EncryptedTextField


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Letters of the applications an official sees."""
        applications = self.model._meta.get_field("application").related_model
        return self.filter(application__in=applications.objects.visible_to(user))

    def for_applicant(self) -> Self:
        """Letters that go to the applicant."""
        return self.exclude(kind__in=PAPERS_TO_OTHERS)

    def answers(self) -> Self:
        return self.filter(kind=PaperKind.ANSWER)


class Paper(models.Model):
    """A letter as it was issued: number, day and text are fixed; the text is encrypted.

    Numbers run without gaps by the department's mark and the year.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=PaperKind)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("issuing department"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    mark = models.CharField(max_length=8, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    serial = models.PositiveIntegerField(editable=False)
    number = models.CharField(_("number"), max_length=60, unique=True, editable=False)
    dated_on = models.DateField(_("dated on"))
    content = EncryptedTextField(_("text"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("on paper", "letter")
        verbose_name_plural = pgettext_lazy("on paper", "letters")
        ordering = ["dated_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mark", "year", "serial"],
                name="paper_number_once",
                violation_error_message=_("This number is given already."),
            ),
            models.CheckConstraint(
                condition=Q(dated_on__year=models.F("year")),
                name="paper_year_is_of_its_day",
                violation_error_message=_("A letter is numbered in the year it bears."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def letter(self) -> Letter:
        """The letter in full; whoever shows it has asked who may read it."""
        return Letter.from_json(self.content)
