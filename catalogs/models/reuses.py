from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.outside_addresses import check_outside_address
from catalogs.sharing_enums import ReuseKind, ReuseState

from .sent_in import SentIn, SentInQuerySet, decided_has_reason, settled_has_day


def picture_path(reuse: "Reuse", filename: str) -> str:
    """Store under the checksum: the sender's file name never reaches the disk."""
    digest = reuse.picture_checksum
    return f"reuses/{digest[:2]}/{digest}.{filename.rpartition('.')[2]}"


class ReuseQuerySet(SentInQuerySet):
    def public(self, today: date) -> Self:
        """What a citizen may see: published."""
        return self.filter(state=ReuseState.PUBLISHED, published_on__lte=today)

    def visible_to(self, user) -> Self:
        """The offices see all; a department sees what was made with its data."""
        if user.sees_all_departments:
            return self
        own = self.model.datasets.through.objects.filter(dataset__department=user.department_id)
        return self.filter(pk__in=own.values("reuse"))

    def made_with(self, dataset) -> Self:
        """Those that use the dataset."""
        uses = self.model.datasets.through.objects.filter(dataset=dataset)
        return self.filter(pk__in=uses.values("reuse"))

    def containing(self, words: str) -> Self:
        """The receipt number, name or description contains ``words``; never the address."""
        return self.filter(
            Q(receipt_number__icontains=words)
            | Q(name__icontains=words)
            | Q(description__icontains=words)
        )

    def retained_beyond(self, day: date) -> Self:
        """Ended before ``day``, and it is still kept how its maker is reached."""
        ended = [ReuseState.REFUSED, ReuseState.WITHDRAWN]
        return self.filter(state__in=ended, settled_on__lt=day, contact_erased_at__isnull=True)


class Reuse(SentIn):
    """An application made with open data (数据应用), sent in by its maker and examined."""

    # The maker's name is shown with what is published; of what never was it is not kept.
    ERASED_FIELDS = ("email", "maker")
    SENDER_TEXTS = ("decision_reason", "description")

    code = models.SlugField(_("code"), max_length=24, blank=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReuseState,
        default=ReuseState.SUBMITTED,
        editable=False,
    )
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=16, choices=ReuseKind)
    description = models.TextField(_("description"), max_length=2000)
    address = models.URLField(
        _("address"),
        max_length=400,
        blank=True,
        validators=[URLValidator(schemes=["https"]), check_outside_address],
    )
    maker = models.CharField(_("maker"), max_length=100)
    datasets = models.ManyToManyField(
        "catalogs.Dataset", verbose_name=_("datasets used"), related_name="reuses"
    )
    picture = models.FileField(_("picture"), upload_to=picture_path, blank=True, editable=False)
    picture_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    picture_type = models.CharField(max_length=20, blank=True, editable=False)
    picture_size = models.PositiveIntegerField(default=0, editable=False)
    picture_checksum = models.CharField(max_length=64, blank=True, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)

    objects = ReuseQuerySet.as_manager()

    class Meta:
        verbose_name = _("reuse of data")
        verbose_name_plural = _("reuses of data")
        ordering = ["-received_on", "-pk"]
        constraints = [
            settled_has_day("reuse_settled_has_day"),
            decided_has_reason("reuse_sent_back_has_reason", "returned", "refused"),
            models.CheckConstraint(
                condition=~Q(state=ReuseState.PUBLISHED)
                | Q(published_on__isnull=False, decided_by__isnull=False) & ~Q(code=""),
                name="reuse_published_was_examined",
                violation_error_message=_("What is published was examined and has its day."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="reuse_code_once",
                violation_error_message=_("Another reuse has this code."),
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_alt="") & ~Q(picture_checksum=""),
                name="reuse_picture_has_words",
                violation_error_message=_("Say in words what the picture shows."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="reuse_state_due"),
            models.Index(fields=["state", "published_on"], name="reuse_newest"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("portal:reuse-detail", args=[self.code])

    def clean(self) -> None:
        super().clean()
        if self.picture_checksum and not self.picture_alt.strip():
            raise ValidationError({"picture_alt": _("Say in words what the picture shows.")})

    def is_public(self, today: date) -> bool:
        """The method beside ``public(today)``."""
        return (
            self.state == ReuseState.PUBLISHED
            and self.published_on is not None
            and self.published_on <= today
        )

    def is_visible_to(self, user) -> bool:
        """The method beside ``visible_to(user)``."""
        if user.sees_all_departments:
            return True
        return self.datasets.filter(department=user.department_id).exists()
