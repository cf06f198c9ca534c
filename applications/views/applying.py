"""Applying: a page for each step, kept as a draft, checked and sent once."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import drafts
from applications.forms import applying_steps as steps
from applications.forms.applying_files import FileForm
from applications.models import ApplicationDraft
from applications.views.applying_draft import draft_of, forget, remember
from catalogs import rate_limits, spam_guard
from catalogs.rate_limits import DAY, HOUR, Limit, TooOften
from catalogs.workflow import MoveRefused

LIMITS_OF_DRAFTS = (Limit(30, HOUR), Limit(100, DAY))
LIMITS_OF_FILES = (Limit(40, HOUR), Limit(150, DAY))
TOO_MANY = 429
TEMPLATES = {
    "asked": "applications/applying/asked.html",
    "files": "applications/applying/files.html",
}


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what is needed, and offer to go on with what this browser has begun."""
    now = timezone.now()
    draft = draft_of(request, now=now)
    begun = draft is not None and not draft.is_sent
    resume = steps.first_open(drafts.answers_of(draft), today=_day(now)) if begun else ""
    context = {"draft": draft, "begun": begun, "resume": resume, "days": drafts.LIFETIME.days}
    return render(request, "applications/applying/start.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, step: str) -> HttpResponse:
    """Show one step and keep its answer; go on to the first step with something open."""
    now = timezone.now()
    draft = draft_of(request, now=now)
    if step not in steps.ORDER:
        raise Http404
    if draft and draft.is_sent and step != steps.ORDER[0]:
        return redirect("applications:receipt")
    if draft and draft.is_sent:
        draft = None  # another application begins
    answers = drafts.answers_of(draft)
    if not steps.may_show(step, answers, today=_day(now)):
        return _to(steps.first_open(answers, today=_day(now)) if draft else "")
    if step == "published":
        return _published(request, draft, answers, now)
    if step == "files":
        return _files(request, draft, answers, now)
    form = steps.form_for(step, answers, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            return _keep(request, draft, step, form.kept(), now)
        except TooOften as refusal:
            return _page(request, step, answers, form, now, refusal=refusal)
    return _page(request, step, answers, form, now)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show all answers; on POST send them, once, however often the button is pressed."""
    now = timezone.now()
    draft = draft_of(request, now=now)
    if draft is None:
        return redirect("applications:new")
    with transaction.atomic():
        # The lock first: a second press waits here, and then finds the receipt.
        draft = ApplicationDraft.objects.select_for_update().filter(pk=draft.pk).first()
        if draft is None:
            return redirect("applications:new")
        if draft.is_sent:
            return redirect("applications:receipt")
        answers = drafts.answers_of(draft)
        opened = steps.first_open(answers, today=_day(now))
        if opened != steps.CHECK:
            return _to(opened)
        form = spam_guard.SpamGuardForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            try:
                _send(request, draft, form, answers, now)
                return redirect("applications:receipt")
            except (ValidationError, TooOften) as refusal:
                return _check_page(request, draft, answers, form, refusal=refusal)
    return _check_page(request, draft, answers, form)


@never_cache
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Delete what was written, or put the receipt away with its code."""
    draft = draft_of(request, now=timezone.now())
    done = draft is not None and draft.is_sent
    if draft:
        drafts.discard(draft)
    return forget(redirect("applications:track" if done else "applications:new"))


def _send(request, draft: ApplicationDraft, form, answers, now: datetime) -> None:
    address = rate_limits.client_address(request)
    rate_limits.count("apply", address=address, limits=form.limits)
    drafts.send(draft, values=steps.values(answers), now=now)


def _published(request, draft, answers, now: datetime) -> HttpResponse:
    found = steps.matches(answers, today=_day(now))
    if request.method == "POST" or not found:
        return _keep(request, draft, "published", steps.seen_mark(answers), now)
    context = {
        "found": found,
        "place": steps.ORDER.index("published") + 1,
        "places": len(steps.ORDER),
        "back_url": _address(steps.before("published", answers, today=_day(now))),
    }
    return render(request, "applications/applying/published.html", context)


def _files(request, draft, answers, now: datetime) -> HttpResponse:
    if request.method != "POST":
        return _page(request, "files", answers, FileForm(), now, draft=draft)
    if request.POST.get("remove", "").isdecimal():
        drafts.remove_file(draft, int(request.POST["remove"]))
        return _to("files")
    # A file chosen and not added yet is not lost by going on.
    if "file" in request.FILES or "add" in request.POST:
        form = FileForm(request.POST, request.FILES)
        refusal = _added(request, draft, form) if form.is_valid() else None
        if form.errors or refusal:
            return _page(request, "files", answers, form, now, draft=draft, refusal=refusal)
        if "add" in request.POST:
            return _to("files")
    return _keep(request, draft, "files", {}, now)


def _added(request: HttpRequest, draft: ApplicationDraft, form: Form) -> TooOften | None:
    address, file = rate_limits.client_address(request), form.cleaned_data["file"]
    try:
        rate_limits.count("apply-file", address=address, limits=LIMITS_OF_FILES)
        drafts.add_file(draft, file=file, name=file.name, purpose=form.cleaned_data["purpose"])
    except TooOften as refusal:
        return refusal
    except ValidationError as error:
        form.add_error(None if isinstance(error, MoveRefused) else "file", error.messages)
    return None


def _keep(request, draft, step: str, values: dict, now: datetime) -> HttpResponse:
    token = ""
    if draft is None:
        address = rate_limits.client_address(request)
        rate_limits.count("apply-draft", address=address, limits=LIMITS_OF_DRAFTS)
        draft, token = drafts.begin(now=now)
    drafts.answer(draft, step, values)
    answers = drafts.answers_of(draft) | {step: values}
    response = _to(steps.first_open(answers, today=_day(now)))
    return remember(response, token) if token else response


def _page(request, step, answers, form, now, *, draft=None, refusal=None) -> HttpResponse:
    context = {
        "step": step,
        "form": form,
        "refusal": refusal,
        "back_url": _address(steps.before(step, answers, today=_day(now))),
        "files": draft.files.all() if draft else [],
        "full": bool(draft) and draft.files.count() >= drafts.FILES_AT_MOST,
        "files_at_most": drafts.FILES_AT_MOST,
        "place": steps.ORDER.index(step) + 1,
        "places": len(steps.ORDER),
        "days": drafts.LIFETIME.days,
    }
    template = TEMPLATES.get(step, "applications/applying/step.html")
    return render(request, template, context, status=TOO_MANY if refusal else 200)


def _check_page(request, draft, answers, form, *, refusal=None) -> HttpResponse:
    context = {
        "back_url": _address(steps.ORDER[-1]),
        "sections": steps.summary(answers),
        "files": draft.files.all(),
        "form": form,
        "refusal": refusal,
        "messages_of_refusal": refusal.messages if isinstance(refusal, ValidationError) else [],
    }
    status = TOO_MANY if isinstance(refusal, TooOften) else 200
    return render(request, "applications/applying/check.html", context, status=status)


def _address(step: str) -> str:
    if not step:
        return reverse("applications:new")
    if step == steps.CHECK:
        return reverse("applications:new-check")
    return reverse("applications:new-step", args=[step])


def _to(step: str) -> HttpResponse:
    return redirect(_address(step))


def _day(now: datetime):
    return timezone.localdate(now)
