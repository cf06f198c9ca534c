from datetime import date
from typing import Any, Self

from django.core.validators import EmailValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogs import identity
from catalogs.sharing_enums import AccessApplicant, AccessState, AccessWay

from .encryption import EncryptedTextField
from .sent_in import SentIn, SentInQuerySet, decided_has_reason, settled_has_day

TELEPHONE = RegexValidator(r"^[0-9+() -]{5,30}$", _("Write the telephone number in digits."))


def _part(label: Any, length: int, *validators: Any) -> EncryptedTextField:
    return EncryptedTextField(
        label, max_length=length, blank=True, default="", validators=list(validators)
    )


class DataAccessRequestQuerySet(SentInQuerySet):
    def visible_to(self, user) -> Self:
        """The offices see all; a department sees what is asked of its data."""
        if user.sees_all_departments:
            return self
        return self.filter(dataset__department=user.department_id)

    def in_force(self, today: date) -> Self:
        """Granted, and the day it ends has not passed."""
        return self.filter(state=AccessState.GRANTED, granted_until__gte=today)

    def containing(self, words: str) -> Self:
        """The receipt number or the name of the dataset contains ``words``; never who asks."""
        return self.filter(
            Q(receipt_number__icontains=words)
            | Q(dataset__name__icontains=words)
            | Q(dataset__name_en__icontains=words)
        )

    def retained_beyond(self, day: date) -> Self:
        """Ended before ``day``, and it is still kept who asked."""
        ended = [AccessState.REFUSED, AccessState.REVOKED, AccessState.WITHDRAWN]
        over = Q(state__in=ended, settled_on__lt=day)
        over |= Q(state=AccessState.GRANTED, granted_until__lt=day)
        return self.filter(over, contact_erased_at__isnull=True)


class DataAccessRequest(SentIn):
    """A request for data that are open on conditions (有条件开放申请), and its decision."""

    SENDER_FIELDS = ("name", "contact_person", "telephone", "email")
    ERASED_FIELDS = SENDER_FIELDS
    SENDER_TEXTS = ("decision_reason", "purpose", "way_of_use")

    dataset = models.ForeignKey(
        "catalogs.Dataset",
        verbose_name=_("dataset"),
        on_delete=models.PROTECT,
        related_name="access_requests",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AccessState,
        default=AccessState.SUBMITTED,
        editable=False,
    )
    applicant = models.CharField(_("who asks"), max_length=12, choices=AccessApplicant)
    name = _part(pgettext_lazy("of a person or an organisation", "name"), 100)
    contact_person = _part(_("contact person"), 100)
    telephone = _part(_("telephone"), 30, TELEPHONE)
    email = _part(_("email address"), 254, EmailValidator())
    purpose = models.TextField(_("purpose"), max_length=1000)
    way_of_use = models.TextField(_("way of use"), max_length=1000)
    # As they stood when the applicant promised to keep them.
    conditions = models.TextField(_("conditions promised"), editable=False)
    granted_until = models.DateField(_("granted until"), null=True, editable=False)
    key_prefix = models.CharField(max_length=12, blank=True, editable=False)
    key_digest = models.CharField(max_length=64, blank=True, editable=False)
    key_given_on = models.DateField(_("key given on"), null=True, editable=False)

    objects = DataAccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for data")
        verbose_name_plural = _("requests for data")
        ordering = ["-received_on", "-pk"]
        constraints = [
            settled_has_day("dataaccess_settled_has_day"),
            decided_has_reason("dataaccess_sent_back_has_reason", "returned", "refused", "revoked"),
            models.CheckConstraint(
                condition=~Q(state__in=[AccessState.GRANTED, AccessState.REVOKED])
                | Q(granted_until__gte=F("received_on"), decided_by__isnull=False),
                name="dataaccess_granted_until_a_day",
                violation_error_message=_("Access is granted by somebody until a day."),
            ),
            models.CheckConstraint(
                condition=Q(key_digest="") | Q(state=AccessState.GRANTED),
                name="dataaccess_key_while_granted",
                violation_error_message=_("Only who was granted access has a key."),
            ),
            models.UniqueConstraint(
                fields=["key_digest"],
                condition=~Q(key_digest=""),
                name="dataaccess_key_once",
                violation_error_message=_("Another request has this key."),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="dataaccess_state_due")]

    def is_visible_to(self, user) -> bool:
        """The method beside ``visible_to(user)``."""
        if user.sees_all_departments:
            return True
        own = user.department_id
        return own is not None and self.dataset.department_id == own

    def is_in_force(self, today: date) -> bool:
        """The method beside ``in_force(today)``."""
        return (
            self.state == AccessState.GRANTED
            and self.granted_until is not None
            and self.granted_until >= today
        )

    @property
    def masked_name(self) -> str:
        """What lists show of a person; an organisation is shown by its first words too."""
        return identity.masked_name(self.name)


class DataAccessUse(models.Model):
    """How often a grant was used on a day in one way; nothing of what was asked."""

    request = models.ForeignKey(
        DataAccessRequest,
        verbose_name=_("request for data"),
        on_delete=models.CASCADE,
        related_name="uses",
    )
    day = models.DateField(_("day"))
    way = models.CharField(_("way"), max_length=8, choices=AccessWay)
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("use of granted data")
        verbose_name_plural = _("uses of granted data")
        ordering = ["request", "-day", "way"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "day", "way"],
                name="dataaccess_use_day_once",
                violation_error_message=_("This day is counted already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request} {self.day} {self.way}"
