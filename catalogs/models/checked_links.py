from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_ADDRESS = 1000
# A host that does not answer once may be restarting; from the second week on the link is broken.
FAILURES_OF_A_BROKEN_LINK = 2


class LinkKind(models.TextChoices):
    PAGE = "page", _("Page of this site")
    OUTSIDE = "outside", _("Page of another site")
    FILE = "file", pgettext_lazy("kind of link", "File of the document")


class LinkFault(models.TextChoices):
    """What is wrong with a link."""

    NOT_FOUND = "not_found", _("Not found")
    NOT_PUBLIC = "not_public", _("Cannot be reached by the public")
    LOG_IN = "log_in", _("Asks for a log-in")
    FILE_LOST = "file_lost", _("The file is lost")
    FILE_CHANGED = "file_changed", _("The file is not the one that was published")
    SERVER_ERROR = "server_error", _("The server fails")
    NO_ANSWER = "no_answer", _("No answer")
    NO_HOST = "no_host", _("No such host")
    CERTIFICATE = "certificate", _("The certificate is not valid")
    REDIRECTS = "redirects", _("Redirected without end")


_F = LinkFault
# These are so at once; the others may pass.
LASTING_FAULTS = (_F.NOT_FOUND, _F.NOT_PUBLIC, _F.LOG_IN, _F.FILE_LOST, _F.FILE_CHANGED)


class CheckedLinkQuerySet(models.QuerySet):
    def pages(self) -> Self:
        """Links to pages, of this site and of others."""
        return self.exclude(kind=LinkKind.FILE)

    def files(self) -> Self:
        return self.filter(kind=LinkKind.FILE)

    def at_fault(self) -> Self:
        """At fault when last followed, broken or not."""
        return self.exclude(fault="")

    def broken(self) -> Self:
        """At fault for good, or at fault again and again."""
        lasting = Q(fault__in=LASTING_FAULTS)
        return self.filter(lasting | Q(failures__gte=FAILURES_OF_A_BROKEN_LINK))


class CheckedLink(models.Model):
    """A link of a document or a service as it was when last followed.

    Written by ``catalogs.link_checking`` alone, once a week.
    """

    publication = models.ForeignKey(
        "catalogs.Publication",
        verbose_name=_("publication"),
        on_delete=models.CASCADE,
        null=True,
        related_name="checked_links",
    )
    service = models.ForeignKey(
        "catalogs.ServiceItem",
        verbose_name=_("service item"),
        on_delete=models.CASCADE,
        null=True,
        related_name="checked_links",
    )
    kind = models.CharField(_("kind"), max_length=8, choices=LinkKind)
    address = models.CharField(_("address"), max_length=LONGEST_ADDRESS)
    fault = models.CharField(_("fault"), max_length=12, choices=LinkFault, blank=True)
    status = models.PositiveSmallIntegerField(_("status of the answer"), null=True)
    failures = models.PositiveSmallIntegerField(_("times at fault"), default=0)
    checked_at = models.DateTimeField(_("checked at"))

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publication__isnull=False, service__isnull=True)
                | Q(publication__isnull=True, service__isnull=False),
                name="checkedlink_of_one_row",
                violation_error_message=_("A link stands in a document or in a service."),
            ),
            models.CheckConstraint(
                condition=Q(fault="", failures=0) | ~Q(fault="") & Q(failures__gte=1),
                name="checkedlink_faults_counted",
                violation_error_message=_("A link at fault, and no other, has its count."),
            ),
            models.UniqueConstraint(
                fields=["publication", "address"], name="checkedlink_once_in_publication"
            ),
            models.UniqueConstraint(
                fields=["service", "address"], name="checkedlink_once_in_service"
            ),
        ]
        indexes = [
            # What was followed lately for another row is not followed again.
            models.Index(fields=["address", "checked_at"], name="checkedlink_address"),
            models.Index(
                fields=["publication", "kind"],
                condition=Q(failures__gt=0),
                name="checkedlink_at_fault",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def is_broken(self) -> bool:
        """The property beside ``broken()``."""
        return self.fault in LASTING_FAULTS or self.failures >= FAILURES_OF_A_BROKEN_LINK
