from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.data_enums import ColumnType, DataFormat, DataUse

from .names import in_language


def version_path(version: "DatasetVersion", filename: str) -> str:
    """Store under the checksum: the sender's file name never reaches the disk."""
    digest = version.checksum
    return f"datasets/{digest[:2]}/{digest}.{version.format}"


class DatasetColumnQuerySet(models.QuerySet):
    def explained(self) -> Self:
        """Rows that say what their column means."""
        return self.exclude(meaning="")


class DatasetColumn(models.Model):
    """One row of the data dictionary (数据字典)."""

    dataset = models.ForeignKey(
        "catalogs.Dataset", on_delete=models.CASCADE, related_name="columns"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(
        _("name in the file"), max_length=100, help_text=_("As it stands in the header row.")
    )
    title = models.CharField(_("title"), max_length=100)
    title_en = models.CharField(_("English title"), max_length=100, blank=True)
    type = models.CharField(_("type"), max_length=10, choices=ColumnType, default=ColumnType.TEXT)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    meaning = models.TextField(_("meaning"), blank=True)
    is_indexed = models.BooleanField(
        _("often filtered or sorted by"),
        default=False,
        help_text=_("Queries by this column are answered fastest; choose the few that are asked."),
    )

    objects = DatasetColumnQuerySet.as_manager()

    class Meta:
        verbose_name = _("column of a dataset")
        verbose_name_plural = _("data dictionary")
        ordering = ["dataset", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "position"],
                name="dataset_column_position_once",
                violation_error_message=_("Another column has this position."),
            ),
            models.UniqueConstraint(
                fields=["dataset", "name"],
                name="dataset_column_name_once",
                violation_error_message=_("The dictionary already has a column of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_title

    @property
    def display_title(self) -> str:
        return in_language(self.title, self.title_en)


class DatasetVersion(models.Model):
    """One state of the data with its file; made only by ``data_releasing.release_version``."""

    dataset = models.ForeignKey(
        "catalogs.Dataset", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    released_at = models.DateTimeField(_("released at"))
    format = models.CharField(_("format"), max_length=4, choices=DataFormat)
    file = models.FileField(_("file"), upload_to=version_path, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    checksum = models.CharField(_("SHA-256 checksum"), max_length=64)
    row_count = models.PositiveIntegerField(_("number of rows"))
    column_count = models.PositiveSmallIntegerField(_("number of columns"))
    # The header row and the first rows as they stand in the file, to show without reading it again.
    headers = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    # What the columns were read as, ``ColumnType`` values in the order of ``headers``.
    types = models.JSONField(default=list)
    # How the file writes its days, ``DayWriting`` values by the names of columns of days.
    day_writings = models.JSONField(default=dict, editable=False)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("released by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    # When the rows could be queried, and why they cannot: set by the builder of the data store.
    built_at = models.DateTimeField(_("ready for queries at"), null=True, editable=False)
    build_error = models.TextField(_("why it cannot be queried"), blank=True, editable=False)
    # Why numbers that look like a person's are given to the public; empty where there are none.
    personal_reason = models.TextField(_("why personal numbers may be public"), blank=True)

    class Meta:
        verbose_name = _("version of a dataset")
        verbose_name_plural = _("versions of a dataset")
        ordering = ["dataset", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "number"],
                name="dataset_version_number_once",
                violation_error_message=_("The dataset already has a version of this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, column_count__gte=1),
                name="dataset_version_counted_from_one",
                violation_error_message=_("A version has a number from one on and has columns."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("portal:dataset-file", args=[self.dataset.code, self.number])


class DatasetUse(models.Model):
    """How often a dataset was used on a day in one way; written by ``data_uses.count``."""

    dataset = models.ForeignKey("catalogs.Dataset", on_delete=models.CASCADE, related_name="uses")
    day = models.DateField(_("day"))
    way = models.CharField(_("way"), max_length=10, choices=DataUse)
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("use of a dataset")
        verbose_name_plural = _("uses of datasets")
        ordering = ["dataset", "-day", "way"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "day", "way"],
                name="dataset_use_day_once",
                violation_error_message=_("This day is counted already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.day} {self.way}"
