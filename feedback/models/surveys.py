"""Surveys with their questions and answers, and evaluations by third parties."""

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.enums import CHOOSING, SCALE, TEXT_LENGTH, ConsultationState, QuestionKind


class SurveyQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        """Published, and its period has begun."""
        return self.filter(state=ConsultationState.PUBLISHED, opens_on__lte=today)

    def open(self, today: date) -> Self:
        """Public, and answers are taken: the last day included."""
        return self.public(today).filter(closes_on__gte=today)

    def with_results(self, today: date) -> Self:
        """Public, and over: results are shown."""
        return self.public(today).filter(closes_on__lt=today)

    def visible_to(self, user) -> Self:
        if user.sees_all_departments:
            return self
        return self.filter(department_id=user.department_id)


class Survey(models.Model):
    """A questionnaire on satisfaction or another matter."""

    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), max_length=2000, blank=True)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="surveys",
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ConsultationState,
        default=ConsultationState.DRAFT,
        editable=False,
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="survey_days_in_order",
                violation_error_message=_("A survey closes after it opens."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("feedback:survey", args=[self.pk])

    def is_public(self, today: date) -> bool:
        """The method beside ``public(today)``."""
        return self.state == ConsultationState.PUBLISHED and self.opens_on <= today

    def is_open(self, today: date) -> bool:
        """The method beside ``open(today)``."""
        return self.is_public(today) and today <= self.closes_on


class SurveyQuestion(models.Model):
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(_("kind"), max_length=8, choices=QuestionKind)
    text = models.CharField(_("question"), max_length=300)
    is_required = models.BooleanField(_("must be answered"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("question of a survey")
        verbose_name_plural = _("questions of surveys")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_choosing(self) -> bool:
        """Whether there are answers to choose from."""
        return self.kind in CHOOSING


class SurveyOption(models.Model):
    question = models.ForeignKey(SurveyQuestion, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("answer to choose"), max_length=200)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("answer to choose")
        verbose_name_plural = _("answers to choose")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class SurveyResponse(models.Model):
    """One visitor's answers to a survey; the visitor is a keyed hash that names nobody."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    visitor = models.CharField(max_length=64, editable=False)
    answered_on = models.DateField(_("answered on"))

    class Meta:
        verbose_name = _("response to a survey")
        verbose_name_plural = _("responses to surveys")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "visitor"],
                name="surveyresponse_once_a_visitor",
                violation_error_message=_("You have answered this survey already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey} {self.answered_on:%Y-%m-%d}"


class SurveyAnswer(models.Model):
    """The answer to one question: a mark, a chosen option (a row each), or a text."""

    response = models.ForeignKey(SurveyResponse, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="answers")
    score = models.PositiveSmallIntegerField(_("mark"), null=True)
    option = models.ForeignKey(
        SurveyOption, on_delete=models.PROTECT, null=True, related_name="answers"
    )
    text = models.CharField(pgettext_lazy("answer", "text"), max_length=TEXT_LENGTH, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("to a survey", "answer")
        verbose_name_plural = pgettext_lazy("to a survey", "answers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__range=(SCALE[0], SCALE[-1]), option__isnull=True, text="")
                | Q(score__isnull=True, option__isnull=False, text="")
                | Q(score__isnull=True, option__isnull=True) & ~Q(text=""),
                name="surveyanswer_is_one_thing",
                violation_error_message=_("An answer is a mark, a choice or a text."),
            ),
            models.UniqueConstraint(
                fields=["response", "question", "option"],
                name="surveyanswer_option_once",
                violation_error_message=_("This answer is chosen already."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.option or self.score)


class EvaluationQuerySet(models.QuerySet):
    def public(self, today: date) -> Self:
        return self.filter(published_on__lte=today)

    def scores_between(self, start: date, end: date) -> Self:
        """Those with a score whose period ends from ``start`` to ``end``, both included."""
        return self.filter(score__isnull=False, period_end__range=(start, end))

    def about(self, department) -> Self:
        """Those of this department; with None those of the whole district."""
        return self.filter(department=department)


class Evaluation(models.Model):
    """An evaluation by a third party (第三方评估) of one department or the whole district."""

    title = models.CharField(_("title"), max_length=200)
    evaluator = models.CharField(_("evaluating institution"), max_length=200)
    department = models.ForeignKey(
        "catalogs.Department",
        verbose_name=_("department evaluated"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
    )
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period to"))
    score = models.DecimalField(
        _("score of 100"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    summary = models.TextField(_("summary"), max_length=8000)
    publication = models.ForeignKey(
        "catalogs.Publication",
        verbose_name=_("full report"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("third-party evaluation")
        verbose_name_plural = _("third-party evaluations")
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="evaluation_period_in_order",
                violation_error_message=_("A period ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)),
                name="evaluation_score_of_100",
                violation_error_message=_("A score is 0 to 100."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("feedback:evaluation", args=[self.pk])

    @property
    def state(self) -> str:
        """Draft, or published from the day it bears."""
        published = self.published_on is not None
        return ConsultationState.PUBLISHED if published else ConsultationState.DRAFT

    def get_state_display(self) -> str:
        return str(ConsultationState(self.state).label)

    def is_public(self, today: date) -> bool:
        """The method beside ``public(today)``."""
        return self.published_on is not None and self.published_on <= today
