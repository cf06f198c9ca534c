"""Sending a question, suggestion, complaint, report or site error, in two short pages at most."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogs import rate_limits, sending
from catalogs.forms.sending import SendingForm
from catalogs.rate_limits import DAY, HOUR, Limit, TooOften
from feedback import receiving, similar_answers
from feedback.enums import CONTACT_RETENTION_YEARS, SubmissionKind
from feedback.forms.about_data import AboutDataForm
from feedback.forms.asking import QuestionForm, SendForm, SiteErrorForm
from feedback.views.receipts import PAGES, RECEIPTS
from feedback.views.trails import trail

LIMITS_OF_LOOKS = (Limit(120, HOUR), Limit(600, DAY))
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Ask what it is about; then show published answers like it, and the second page."""
    if request.method != "POST":
        form = QuestionForm(initial={"kind": request.GET.get("kind", "")})
        return _question_page(request, form)
    form = QuestionForm(request.POST)
    if "change" in request.POST or not form.is_valid():
        return _question_page(request, form)
    return _send_page(request, form, SendForm(kind=form.cleaned_data["kind"]))


@never_cache
@require_http_methods(METHODS)
def send(request: HttpRequest) -> HttpResponse:
    """Send what both pages say, once, however often the button is pressed."""
    if request.method != "POST":
        return redirect("feedback:new")
    question = QuestionForm(request.POST)
    if not question.is_valid():
        return _question_page(request, question)
    form = SendForm(request.POST, request.FILES, kind=question.cleaned_data["kind"])
    values = dict(question.cleaned_data)
    refusal = _sent(request, form, lambda: values | form.values())
    if isinstance(refusal, HttpResponse):
        return refusal
    return _send_page(request, question, form, refusal=refusal)


@never_cache
@require_http_methods(METHODS)
def site_error(request: HttpRequest) -> HttpResponse:
    """Take an error on a page of this site; the link at the foot of the page names the page."""
    if request.method != "POST":
        form = SiteErrorForm(initial={"page_address": request.GET.get("page", "")[:500]})
        return _error_page(request, form)
    form = SiteErrorForm(request.POST, request.FILES)
    refusal = _sent(request, form, form.values)
    if isinstance(refusal, HttpResponse):
        return refusal
    return _error_page(request, form, refusal=refusal)


@never_cache
@require_http_methods(METHODS)
def about_data(request: HttpRequest) -> HttpResponse:
    """Take an error in open data, or a wish for data; the page of a dataset carries its code."""
    today = timezone.localdate()
    if request.method != "POST":
        initial = {name: request.GET.get(name, "")[:60] for name in ("kind", "dataset")}
        return _data_page(request, AboutDataForm(initial=initial, today=today))
    form = AboutDataForm(request.POST, request.FILES, today=today)
    refusal = _sent(request, form, form.values)
    if isinstance(refusal, HttpResponse):
        return refusal
    return _data_page(request, form, refusal=refusal)


@never_cache
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """Give the published answers like what is being written, as a piece of the page."""
    text = f"{request.POST.get('title', '')[:200]} {request.POST.get('text', '')[:4000]}"
    context = {"similar": _look(request, text)}
    return render(request, "feedback/asking/_similar.html", context)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show number and code to the browser that has just sent; then only number and code lead on."""
    return PAGES.show(request)


@never_cache
@require_POST
def hide_receipt(request: HttpRequest) -> HttpResponse:
    """Put the receipt away with its code."""
    return PAGES.put_away(request)


def _sent(request: HttpRequest, form: SendingForm, values) -> HttpResponse | TooOften | None:
    """Send, and lead to the receipt; else return why not, where the form itself does not say."""

    def make() -> dict[str, str]:
        files = [(file, file.name) for file in form.cleaned_data["files"]]
        made = receiving.submit(now=timezone.now(), files=files, **values())
        row = made.submission
        return {
            "number": row.receipt_number,
            "code": made.code,
            "kind": row.kind,
            "due_on": row.due_on.isoformat() if row.due_on else "",
            "email": "yes" if row.email else "",
        }

    return sending.send_once(
        request, form, receipts=RECEIPTS, receipt_page="feedback:receipt", make=make
    )


def _look(request: HttpRequest, text: str) -> list[similar_answers.SimilarAnswer]:
    """Return published answers like ``text``; nothing for a network that looks without end."""
    try:
        address = rate_limits.client_address(request)
        rate_limits.count("feedback-look", address=address, limits=LIMITS_OF_LOOKS)
    except TooOften:
        return []
    return similar_answers.find(text, today=timezone.localdate())


def _question_page(request: HttpRequest, form: QuestionForm) -> HttpResponse:
    context = {"form": form, "trail": trail(str(form.heading))}
    return render(request, "feedback/asking/new.html", context)


def _send_page(
    request: HttpRequest,
    question: QuestionForm,
    form: SendForm,
    *,
    refusal: TooOften | None = None,
) -> HttpResponse:
    asked = question.cleaned_data
    kind = SubmissionKind(asked["kind"])
    context = {
        "question": question,
        "kind": kind.label,
        "form": form,
        "send_url": reverse("feedback:send"),
        "refusal": refusal,
        "kept_years": CONTACT_RETENTION_YEARS,
        "similar": [] if form.is_bound else _look(request, f"{asked['title']} {asked['text']}"),
        "trail": trail(str(question.heading)),
    }
    return sending.refused(render(request, "feedback/asking/send.html", context), refusal)


def _data_page(
    request: HttpRequest, form: AboutDataForm, *, refusal: TooOften | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "dataset": form.chosen,
        "refusal": refusal,
        "kept_years": CONTACT_RETENTION_YEARS,
        "trail": trail(str(form.heading)),
    }
    return sending.refused(render(request, "feedback/asking/data.html", context), refusal)


def _error_page(
    request: HttpRequest, form: SiteErrorForm, *, refusal: TooOften | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "kept_years": CONTACT_RETENTION_YEARS,
        "trail": trail(str(form.heading)),
    }
    return sending.refused(render(request, "feedback/asking/error.html", context), refusal)
