from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogs.enums import (
    Audience,
    DocumentKind,
    Effectiveness,
    Genre,
    InterpretationForm,
    InterpretationPhase,
    PublicationState,
    PublicityMode,
    PublicityTerm,
    PublicStage,
    Theme,
)

from .clocks import Clocked
from .names import in_language
from .publication_words import PublicationQuerySet

# Organization code, slash, year (or year and month), dash, serial of five digits.
INDEX_NUMBER = RegexValidator(
    r"^[0-9A-Z]{6,18}/(19|20)\d{2}(\d{2})?-\d{5}$",
    _("An index number is the organization code, a slash, the year, a dash and five digits."),
)

WEB_ADDRESS = URLValidator(schemes=["https", "http"])


class Publication(Clocked):
    """A disclosed document (公开信息) with the metadata record of the national catalogue."""

    kind = models.CharField(
        _("kind"), max_length=16, choices=DocumentKind, default=DocumentKind.INFORMATION
    )
    # Empty (null) until the document is approved; never changes afterwards.
    index_number = models.CharField(
        _("index number"),
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        validators=[INDEX_NUMBER],
        editable=False,
    )
    title = models.CharField(_("title"), max_length=300)
    title_en = models.CharField(_("English title"), max_length=300, blank=True)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    formed_on = models.DateField(_("formed on"))
    issued_on = models.DateField(_("issued on"), null=True, blank=True, editable=False)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("issuing department"),
        on_delete=models.PROTECT,
        related_name="publications",
    )
    field = models.ForeignKey(
        "catalogs.Field",
        verbose_name=_("field"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
    )
    publicity_term = models.CharField(
        _("limit of publicity"),
        max_length=12,
        choices=PublicityTerm,
        default=PublicityTerm.LONG_TERM,
    )
    public_until = models.DateField(_("public until"), null=True, blank=True)
    forms = models.JSONField(_("forms of publicity"), default=list, blank=True)
    mode = models.CharField(
        _("mode"), max_length=16, choices=PublicityMode, default=PublicityMode.PROACTIVE
    )
    audience = models.CharField(
        _("range of publicity"), max_length=16, choices=Audience, default=Audience.WHOLE_SOCIETY
    )
    audience_group = models.CharField(_("named group"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("Empty means long term.")
    )
    effectiveness = models.CharField(
        _("effectiveness"), max_length=10, choices=Effectiveness, default=Effectiveness.IN_FORCE
    )
    procedure = models.CharField(_("procedure of publicity"), max_length=300, blank=True)
    theme = models.CharField(_("theme"), max_length=32, choices=Theme, default=Theme.COMPREHENSIVE)
    genre = models.CharField(_("genre"), max_length=16, choices=Genre, default=Genre.OTHER)
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    summary_en = models.TextField(_("English summary"), blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    stage = models.CharField(
        _("stage of the five publics"), max_length=12, choices=PublicStage, blank=True
    )
    matters = models.ManyToManyField(
        "catalogs.PublicityMatter",
        verbose_name=_("publicity matters"),
        blank=True,
        related_name="publications",
    )
    elements = models.ManyToManyField(
        "catalogs.MatterElement",
        verbose_name=_("content elements covered"),
        blank=True,
        related_name="publications",
    )
    interprets = models.ManyToManyField(
        "self",
        verbose_name=_("policies it interprets"),
        symmetrical=False,
        blank=True,
        related_name="interpretations",
    )
    interpretation_form = models.CharField(
        _("form of interpretation"), max_length=20, choices=InterpretationForm, blank=True
    )
    interpretation_phase = models.CharField(
        _("phase of interpretation"), max_length=12, choices=InterpretationPhase, blank=True
    )
    media_address = models.URLField(
        _("address on another site"), max_length=500, blank=True, validators=[WEB_ADDRESS]
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=PublicationState,
        default=PublicationState.DRAFT,
        editable=False,
    )
    scheduled_for = models.DateTimeField(_("scheduled for"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(_("reason of withdrawal"), blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("formed by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "scheduled", "published", "withdrawn"])
                | Q(index_number__isnull=False),
                name="publication_approved_has_index_number",
                violation_error_message=_("An approved publication has its index number."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.PUBLISHED)
                | Q(published_at__isnull=False, issued_on__isnull=False),
                name="publication_published_has_date",
                violation_error_message=_("A published document has the date it was issued."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.SCHEDULED) | Q(scheduled_for__isnull=False),
                name="publication_scheduled_has_time",
                violation_error_message=_("A scheduled publication has its time."),
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="publication_withdrawn_has_reason",
                violation_error_message=_("A withdrawn publication has its reason."),
            ),
            models.CheckConstraint(
                condition=Q(publicity_term=PublicityTerm.LONG_TERM, public_until__isnull=True)
                | Q(publicity_term=PublicityTerm.FIXED_TERM, public_until__isnull=False),
                name="publication_fixed_term_has_end",
                violation_error_message=_("A fixed limit of publicity, and no other, has its end."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=DocumentKind.INTERPRETATION)
                | (~Q(interpretation_form="") & ~Q(interpretation_phase="")),
                name="publication_interpretation_has_form",
                violation_error_message=_("An interpretation has its form and its phase."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="publication_validity_in_order",
                violation_error_message=_("The validity ends before it begins."),
            ),
        ]
        indexes = [
            # Read backwards: the newest first, and the years counted without reading a row.
            models.Index(
                fields=["state", "issued_on", "id", "public_until"], name="publication_newest"
            ),
            models.Index(fields=["state", "field", "public_until"], name="publication_fields"),
            models.Index(fields=["state", "due_on"], name="publication_state_due"),
            # The facets of the public list are counted in this index alone.
            models.Index(
                fields=[
                    "state",
                    "department",
                    "theme",
                    "kind",
                    "effectiveness",
                    "genre",
                    "stage",
                    "field",
                    "public_until",
                    "issued_on",
                ],
                name="publication_facets",
            ),
        ]

    def __str__(self) -> str:
        return self.display_title

    def clean(self) -> None:
        super().clean()
        if self.audience == Audience.NAMED_GROUP and not self.audience_group:
            raise ValidationError(
                {"audience_group": _("Name the group the document is disclosed to.")}
            )

    def get_absolute_url(self) -> str:
        return reverse("portal:document-detail", args=[self.index_number])

    @property
    def display_title(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def display_summary(self) -> str:
        return in_language(self.summary, self.summary_en)

    def is_public(self, today: date) -> bool:
        return self.state == PublicationState.PUBLISHED and (
            self.public_until is None or self.public_until >= today
        )

    def is_late(self) -> bool:
        """The method beside ``late()``."""
        return (
            self.state in {PublicationState.PUBLISHED, PublicationState.WITHDRAWN}
            and self.due_on is not None
            and self.issued_on is not None
            and self.issued_on > self.due_on
        )
