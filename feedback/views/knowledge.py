"""The knowledge list: questions often asked, with answer, basis and what they belong to."""

import secrets
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalogs import published_lists, rate_limits, tables
from catalogs.markdown import to_html
from catalogs.rate_limits import DAY, HOUR, Limit, TooOften
from feedback import knowledge
from feedback.models import KnowledgeEntry
from feedback.views.trails import trail

SEARCHED = ("question", "answer", "basis")
FACETS = (
    published_lists.by_field(gettext_lazy("Field")),
    published_lists.by_department(gettext_lazy("Department")),
)
FILE_NAME = "知识清单"
# The names of the columns in JSON, in the order of the headers.
KEYS = ("question", "answer", "basis", "field", "department", "published_on", "version")
HEADERS = ("问题", "答复", "依据", "公开领域", "部门", "发布日期", "版本")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COOKIE = "reader"
COOKIE_SECONDS = 365 * DAY
LIMITS_OF_VOTES = (Limit(60, HOUR), Limit(200, DAY))


@require_safe
def knowledge_list(request: HttpRequest) -> HttpResponse:
    """Show the list: words, field and department narrow it; it can be downloaded as shown."""
    heading, query = _("Knowledge list"), request.GET.urlencode()
    context = {
        "heading": heading,
        "lead": _("What is often asked, with the answer, its basis and where it belongs."),
        "trail": trail(heading),
        "query": f"?{query}" if query else "",
        **_found(request),
    }
    return render(request, "feedback/public/knowledge_list.html", context)


@require_safe
def download(request: HttpRequest, format: str) -> HttpResponse:
    """Send what the list shows as CSV, XLSX or JSON."""
    lines = _lines(_found(request)["found_rows"].select_related("field"))
    if format == "csv":
        content_type = "text/csv; charset=utf-8; header=present"
        content = tables.write_csv(lines, HEADERS)
        response = StreamingHttpResponse(content, content_type=content_type)
    elif format == "xlsx":
        content = tables.write_xlsx(lines, HEADERS, title=FILE_NAME)
        response = HttpResponse(content, content_type=XLSX)
    elif format == "json":
        entries = [dict(zip(KEYS, line, strict=True)) for line in lines]
        response = JsonResponse(
            {"entries": entries}, json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
    else:
        raise Http404
    name = f"{FILE_NAME}-{timezone.localdate():%Y%m%d}.{format}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_safe
def knowledge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one entry with the matters and services it belongs to."""
    today = timezone.localdate()
    rows = _public().with_votes().select_related("department", "field")
    row = get_object_or_404(rows, pk=pk)
    context = {
        "row": row,
        "answer": to_html(row.answer, top=3),
        "versions": row.versions.all(),
        "matters": row.matters.public(today),
        "services": row.services.public(today),
        "trail": trail(row.question, (_("Knowledge list"), "feedback:knowledge")),
    }
    return render(request, "feedback/public/knowledge_detail.html", context)


@never_cache
@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Count whether the entry was useful, once for a browser; the later opinion holds."""
    row = get_object_or_404(_public(), pk=pk)
    response = redirect(row)
    token = request.COOKIES.get(COOKIE, "")[:64] or secrets.token_urlsafe(32)
    try:
        address = rate_limits.client_address(request)
        rate_limits.count("useful", address=address, limits=LIMITS_OF_VOTES)
    except TooOften as refusal:
        messages.warning(request, str(refusal))
        return response
    useful = request.POST.get("useful") == "yes"
    knowledge.vote(row, token=token, useful=useful, today=timezone.localdate())
    messages.success(request, _("Thank you. Your opinion is counted."))
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _lines(rows: QuerySet) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of each entry, in the order of ``HEADERS``."""
    for row in rows:
        yield (
            row.question,
            row.answer,
            row.basis,
            row.field.name,
            row.department.name,
            row.published_on.isoformat(),
            row.version,
        )


def _public() -> QuerySet:
    return KnowledgeEntry.objects.public(timezone.localdate())


def _found(request: HttpRequest) -> dict[str, Any]:
    rows = _public().select_related("department")
    return published_lists.found(request, rows, searched=SEARCHED, facets=FACETS)
