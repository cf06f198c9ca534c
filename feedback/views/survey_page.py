"""One survey for the public: its form while it is open, its results afterwards."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogs import rate_limits
from catalogs.rate_limits import DAY, TooOften
from catalogs.workflow import MoveRefused
from feedback import surveying
from feedback.enums import ConsultationState
from feedback.forms.survey_answering import AnswerForm
from feedback.models import Survey
from feedback.views import survey_shown
from feedback.views.trails import trail

# A random word that names nobody; only its keyed hash is kept, a different one for each survey.
COOKIE = "respondent"
COOKIE_SECONDS = 365 * DAY
CLOSED, GONE, TOO_MANY = 409, 410, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form and take the answers, once a browser; after the last day show the results."""
    row, today = _reachable(pk), timezone.localdate()
    if row.state == ConsultationState.WITHDRAWN:
        return _page(
            request, row, "feedback/surveys/withdrawn.html", status=GONE, **_given(request, row)
        )
    if not row.is_open(today):
        if request.method == "POST":
            return _page(
                request, row, "feedback/surveys/closed.html", status=CLOSED, **_given(request, row)
            )
        return _page(request, row, "feedback/surveys/results.html", **survey_shown.results(row))
    if _has_answered(request, row):
        return _answered(request, row)
    form = AnswerForm(request.POST if request.method == "POST" else None, survey=row)
    if request.method == "POST" and form.is_valid():
        return _sent(request, row, form)
    return _page(request, row, "feedback/surveys/answer.html", form=form)


@never_cache
@require_safe
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the answers have arrived, and when the results come."""
    rows = Survey.objects.public(timezone.localdate()).select_related("department")
    return _page(request, get_object_or_404(rows, pk=pk), "feedback/surveys/thanks.html")


def _sent(request: HttpRequest, row: Survey, form: AnswerForm) -> HttpResponse:
    # Without a cookie the key of the form tells one sending from another.
    token = _token(request) or str(form.cleaned_data["key"])
    try:
        address = rate_limits.client_address(request)
        rate_limits.count("survey", address=address, limits=form.limits)
        surveying.respond(row, token=token, answers=form.answers(), now=timezone.now())
    except TooOften as refusal:
        response = _page(
            request,
            row,
            "feedback/surveys/answer.html",
            form=form,
            refusal=refusal,
            status=TOO_MANY,
        )
        response.headers["Retry-After"] = str(refusal.seconds)
        return response
    except MoveRefused as refusal:
        if refusal.code == "answered":
            return _answered(request, row)
        return _page(
            request, row, "feedback/surveys/closed.html", status=CLOSED, texts=form.written()
        )
    except ValidationError as error:
        form.take(error)
        return _page(request, row, "feedback/surveys/answer.html", form=form)
    response = redirect("feedback:survey-thanks", pk=row.pk)
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _reachable(pk: int) -> Survey:
    """Return a survey that is public or was withdrawn; a draft is not found."""
    withdrawn = Q(state=ConsultationState.WITHDRAWN)
    public = Q(pk__in=Survey.objects.public(timezone.localdate()).values("pk"))
    return get_object_or_404(
        Survey.objects.filter(withdrawn | public).select_related("department"), pk=pk
    )


def _token(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:64]


def _has_answered(request: HttpRequest, row: Survey) -> bool:
    """Whether this browser has answered, or this very form was sent already."""
    tokens = (_token(request), request.POST.get("key", "")[:64])
    return any(surveying.has_answered(row, token) for token in tokens)


def _answered(request: HttpRequest, row: Survey) -> HttpResponse:
    if request.method == "POST":
        return redirect("feedback:survey-thanks", pk=row.pk)
    return _page(request, row, "feedback/surveys/thanks.html", already=True)


def _given(request: HttpRequest, row: Survey) -> dict:
    """Return the texts somebody typed into a form that is no longer taken."""
    if request.method != "POST":
        return {}
    return {"texts": AnswerForm(request.POST, survey=row).written()}


def _page(
    request: HttpRequest, row: Survey, template: str, *, status: int = 200, **context
) -> HttpResponse:
    context = {"refusal": None, "preview": False, "already": False, "texts": [], **context}
    context |= {
        "survey": row,
        "stage": survey_shown.stage(row, timezone.localdate()),
        "trail": trail(row.title, (_("Surveys"), "feedback:surveys")),
    }
    return render(request, template, context, status=status)
