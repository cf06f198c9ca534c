import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs.data_enums import DataFormat, UploadState

from .private_files import PrivateStorage

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": pgettext_lazy("encoding", "UTF-8 with a byte order mark"),
    "gb18030": "GB18030 (GBK)",
}


def upload_path(upload: "DatasetUpload", filename: str) -> str:
    """Store under a name that nobody can guess: the file may hold what must not be public."""
    token = secrets.token_hex(24)
    return f"dataset_uploads/{token[:2]}/{token}"


class DatasetUploadQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(dataset__department_id=user.department_id)

    def open(self) -> Self:
        """Those of which it is not decided yet whether they become a version."""
        return self.exclude(state__in=[UploadState.RELEASED, UploadState.DISCARDED])

    def of_others(self, user) -> Self:
        """Those at which ``user``, who neither sent them nor asked, may take the second look."""
        return self.exclude(Q(uploaded_by=user) | Q(asked_by=user))

    def abandoned(self, begin: datetime) -> Self:
        """Those open ones that were sent, and handed to nobody else, since before ``begin``."""
        return self.open().filter(uploaded_at__lt=begin).exclude(asked_at__gte=begin)


class DatasetUpload(models.Model):
    """A file sent for the next version of a dataset.

    Changed only by ``data_uploading`` and ``data_second_look``.
    """

    dataset = models.ForeignKey(
        "catalogs.Dataset",
        verbose_name=_("dataset"),
        on_delete=models.CASCADE,
        related_name="uploads",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=UploadState,
        default=UploadState.WAITING,
        editable=False,
    )
    # Empty once the file became a version or was discarded.
    file = models.FileField(
        _("file"),
        storage=PrivateStorage,
        upload_to=upload_path,
        max_length=120,
        blank=True,
        editable=False,
    )
    name = models.CharField(_("name of the file"), max_length=200, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(pgettext_lazy("file", "sent at"), editable=False)

    # What the check found; ``format`` is empty until then.
    checked_at = models.DateTimeField(_("checked at"), null=True, editable=False)
    refusal = models.TextField(_("why it cannot be read"), blank=True, editable=False)
    format = models.CharField(
        _("format"), max_length=4, choices=DataFormat, blank=True, editable=False
    )
    encoding = models.CharField(_("encoding"), max_length=10, blank=True, editable=False)
    delimiter = models.CharField(_("delimiter"), max_length=1, blank=True, editable=False)
    checksum = models.CharField(_("SHA-256 checksum"), max_length=64, blank=True, editable=False)
    row_count = models.PositiveIntegerField(_("number of rows"), default=0, editable=False)
    headers = models.JSONField(default=list, editable=False)
    sample = models.JSONField(default=list, editable=False)
    # ``ColumnType`` values in the order of ``headers``: what the cells are, and what they must be.
    types_found = models.JSONField(default=list, editable=False)
    types = models.JSONField(default=list, editable=False)
    # Names of columns of whole numbers that are days when they are read as digits: 20260131.
    dated = models.JSONField(default=list, editable=False)
    # How the days are written, ``DayWriting`` values by the names of columns of days.
    day_writings = models.JSONField(default=dict, editable=False)
    # The first faults, as [row, column, value, kind], and how many there are by column.
    faults = models.JSONField(default=list, editable=False)
    fault_counts = models.JSONField(default=dict, editable=False)
    fault_count = models.PositiveIntegerField(_("faults"), default=0, editable=False)
    # The first places of numbers of persons, as [row, column, masked number].
    places = models.JSONField(default=list, editable=False)
    place_count = models.PositiveIntegerField(_("personal numbers"), default=0, editable=False)

    # The second look at numbers of persons: who asked for it and why, and who confirmed.
    personal_reason = models.TextField(
        _("why personal numbers may be public"), blank=True, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("second look asked for by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("second look asked for at"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    version = models.OneToOneField(
        "catalogs.DatasetVersion",
        verbose_name=_("version"),
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="upload",
    )

    objects = DatasetUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("file for a dataset")
        verbose_name_plural = _("files for datasets")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=UploadState.RELEASED, version__isnull=False)
                | (~Q(state=UploadState.RELEASED) & Q(version__isnull=True)),
                name="dataset_upload_released_is_version",
                violation_error_message=_("A released file is a version, and no other is."),
            ),
            models.CheckConstraint(
                condition=(Q(state=UploadState.REFUSED) & ~Q(refusal=""))
                | (~Q(state=UploadState.REFUSED) & Q(refusal=""))
                | Q(state=UploadState.DISCARDED),
                name="dataset_upload_refused_says_why",
                violation_error_message=_("A refused file says why it cannot be read."),
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True, asked_by__isnull=True, personal_reason="")
                | (Q(asked_at__isnull=False, asked_by__isnull=False) & ~Q(personal_reason="")),
                name="dataset_upload_second_look_says_why",
                violation_error_message=_("Who asks for a second look gives the reason."),
            ),
            models.CheckConstraint(
                condition=~Q(state=UploadState.IN_REVIEW) | Q(asked_at__isnull=False),
                name="dataset_upload_in_review_was_asked",
                violation_error_message=_("A file waits for a second look once it was asked for."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (
                    Q(state=UploadState.RELEASED, asked_by__isnull=False)
                    & ~Q(confirmed_by=F("asked_by"))
                    & (Q(uploaded_by__isnull=True) | ~Q(confirmed_by=F("uploaded_by")))
                ),
                name="dataset_upload_confirmed_by_another",
                violation_error_message=_("Another person than the one who asked confirms."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset}: {self.name}"

    @property
    def department_id(self) -> int:
        return self.dataset.department_id

    def is_of_others(self, user) -> bool:
        """Say whether ``user`` may take the second look: see the queryset's word."""
        return user.pk not in (self.uploaded_by_id, self.asked_by_id)

    @property
    def encoding_words(self) -> str:
        """Return the encoding as offices call it; a workbook has none."""
        return str(ENCODINGS.get(self.encoding, self.encoding))
