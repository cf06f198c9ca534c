"""Letters as pages and files: the applicant's own, and the desk's, masked until opened in full."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from applications import access
from applications.models import Application, Paper
from applications.paperwork import papers
from applications.paperwork.letter import Letter
from applications.paperwork.pdf import render_pdf
from applications.paperwork.word import render_docx
from applications.views.tracking_session import tracked
from catalogs.workflow import MoveRefused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
@require_safe
@tracked
def tracked_paper(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Show a letter to the applicant it was written to."""
    paper = get_object_or_404(application.papers.for_applicant(), pk=pk)
    context = {"application": application, "paper": paper, "letter": paper.letter}
    return render(request, "applications/papers/tracked.html", context)


@never_cache
@require_safe
@tracked
def tracked_paper_pdf(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    paper = get_object_or_404(application.papers.for_applicant(), pk=pk)
    return _as_file(paper.letter, "pdf")


@never_cache
@login_required
@require_safe
def desk_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter with its identity parts struck out."""
    paper = _visible(request, pk)
    return _desk_page(request, paper, papers.masked(paper.letter, paper.application))


@never_cache
@login_required
@require_safe
def desk_paper_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the letter out with its identity parts struck out."""
    paper = _visible(request, pk)
    return _as_file(papers.masked(paper.letter, paper.application), "pdf")


@never_cache
@login_required
@require_POST
def desk_paper_full(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a letter in full, as page or file; who did so is written down."""
    paper = _visible(request, pk)
    try:
        letter = papers.open_in_full(paper, actor=request.user)
    except MoveRefused as refusal:
        raise PermissionDenied from refusal
    form = request.POST.get("form", "")
    if form in ("pdf", "docx"):
        return _as_file(letter, form)
    return _desk_page(request, paper, letter, full=True)


@never_cache
@login_required
@require_safe
def desk_answer_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the letter that the drafted answer would become; without number, identity struck out."""
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    try:
        letter = papers.draft_of_answer(application, today=timezone.localdate())
    except MoveRefused as refusal:
        raise Http404 from refusal
    context = {"application": application, "letter": papers.masked(letter, application)}
    return render(request, "applications/papers/draft.html", context)


def _visible(request: HttpRequest, pk: int) -> Paper:
    found = Paper.objects.visible_to(request.user).select_related("application__department")
    return get_object_or_404(found, pk=pk)


def _desk_page(request: HttpRequest, paper: Paper, letter: Letter, *, full: bool = False):
    context = {
        "application": paper.application,
        "paper": paper,
        "letter": letter,
        "full": full,
        "may_open": access.may(request.user, paper.application, "reveal_identity"),
    }
    return render(request, "applications/papers/desk.html", context)


def _as_file(letter: Letter, form: str) -> HttpResponse:
    content = render_pdf(letter) if form == "pdf" else render_docx(letter)
    response = HttpResponse(content, content_type=PDF if form == "pdf" else DOCX)
    disposition = content_disposition_header(True, f"{letter.name}.{form}")
    response.headers["Content-Disposition"] = disposition
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
