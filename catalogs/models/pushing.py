import ipaddress
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogs.enums import Genre
from catalogs.push_enums import LONGEST_KEY, PushResult, PushRule, PushSystemState


def check_networks(text: str) -> None:
    """Refuse a line that is neither an address nor a network such as 10.1.0.0/16."""
    for line in text.split():
        try:
            ipaddress.ip_network(line)
        except ValueError as error:
            raise ValidationError(
                _("“%(line)s” is neither an address nor a network such as 10.1.0.0/16."),
                params={"line": line},
            ) from error


class PushSystemQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)


class PushSystem(models.Model):
    """A business system of a department (部门业务系统) that pushes publications."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="push_systems",
    )
    rule = models.CharField(_("rule"), max_length=10, choices=PushRule, default=PushRule.REVIEW)
    release_genres = models.JSONField(_("genres released straight"), default=list, blank=True)
    release_matters = models.ManyToManyField(
        "catalogs.PublicityMatter",
        verbose_name=_("matters released straight"),
        blank=True,
        related_name="+",
        help_text=_("Empty means every matter of the department."),
    )
    allowed_networks = models.TextField(
        _("allowed addresses"),
        blank=True,
        validators=[check_networks],
        help_text=_("One address or network on a line. Empty means any address."),
    )
    contact = models.CharField(
        _("contact"),
        max_length=200,
        help_text=_("Who looks after the system: name, telephone, email."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=PushSystemState,
        default=PushSystemState.ACTIVE,
        editable=False,
    )
    suspension_reason = models.TextField(_("why it is suspended"), blank=True, editable=False)
    # The token has 256 random bits: a plain hash of it tells nobody anything.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    token_prefix = models.CharField(_("token begins with"), max_length=20, editable=False)
    token_made_at = models.DateTimeField(_("token made at"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = PushSystemQuerySet.as_manager()

    class Meta:
        verbose_name = _("departmental system")
        verbose_name_plural = _("departmental systems")
        ordering = ["department", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(rule=PushRule.RELEASE) | ~Q(release_genres=[]),
                name="pushsystem_release_names_genres",
                violation_error_message=_("Name the genres that are released straight."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PushSystemState.SUSPENDED) | ~Q(suspension_reason=""),
                name="pushsystem_suspended_has_reason",
                violation_error_message=_("A suspended system has its reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if set(self.release_genres) - set(Genre.values):
            raise ValidationError({"release_genres": _("There is no such genre.")})

    @property
    def is_active(self) -> bool:
        return self.state == PushSystemState.ACTIVE

    def admits(self, address: str) -> bool:
        """Say whether the system may push from the network address ``address``."""
        networks = self.allowed_networks.split()
        try:
            asked = ipaddress.ip_address(address)
        except ValueError:
            return not networks
        mapped = getattr(asked, "ipv4_mapped", None) or asked
        return not networks or any(mapped in ipaddress.ip_network(network) for network in networks)


class PushDeliveryQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(system__department_id=user.department_id)

    def of(self, system: PushSystem, key: str) -> Self:
        """What ``system`` sent about the publication it calls ``key``."""
        return self.filter(system=system, key=key)

    def taken(self) -> Self:
        """Those that wrote something: the first of a key, and its corrections."""
        return self.filter(result__in=[PushResult.ACCEPTED, PushResult.UPDATED])


class PushDelivery(models.Model):
    """One thing a departmental system sent, and what came of it. Written, never changed."""

    system = models.ForeignKey(
        PushSystem,
        verbose_name=_("departmental system"),
        on_delete=models.PROTECT,
        related_name="deliveries",
    )
    key = models.CharField(_("idempotency key"), max_length=LONGEST_KEY, blank=True)
    checksum = models.CharField(_("SHA-256 checksum"), max_length=64, blank=True)
    received_at = models.DateTimeField(_("received at"))
    result = models.CharField(_("result"), max_length=10, choices=PushResult)
    status = models.PositiveSmallIntegerField(_("HTTP status"))
    errors = models.JSONField(_("errors"), default=list, blank=True)
    # What was answered, to be answered again: state, index number, why it is held for review.
    answer = models.JSONField(default=dict, editable=False)
    publication = models.ForeignKey(
        "catalogs.Publication",
        verbose_name=_("publication"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="push_deliveries",
    )

    objects = PushDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["system", "key", "-id"], name="pushdelivery_of_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "key"],
                condition=Q(result=PushResult.ACCEPTED),
                name="pushdelivery_key_accepted_once",
                violation_error_message=_("A publication was accepted under this key already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.key}"
