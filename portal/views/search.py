"""Search over everything public: the page, suggestions while typing, the browser's search box."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.search import asking
from portal.search.backend import IndexUnavailable, get_backend
from portal.search.presenting import page_context, suggestion
from portal.search.queries import LONGEST_QUERY
from portal.search.tasks import ask_for_rebuild

RETRY_SECONDS = "30"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found; 503 with a plain sentence while the index is being rebuilt."""
    asked = asking.read(request)
    context = {
        "query": asked.query.text,
        "error": asked.error,
        "longest": LONGEST_QUERY,
        "results": None,
        "rebuilding": False,
    }
    if asked.error or asked.is_open:
        return render(request, "portal/search.html", context)
    backend = get_backend()
    try:
        results = backend.search(asked.query)
        context |= page_context(request, asked.query, results, backend.correct)
    except IndexUnavailable:
        ask_for_rebuild()
        context["rebuilding"] = True
        response = render(request, "portal/search.html", context, status=503)
        response.headers["Retry-After"] = RETRY_SECONDS
        return response
    return render(request, "portal/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Give titles that what is typed may become: a list of text, url and type."""
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    try:
        found = get_backend().suggest(typed)
    except IndexUnavailable:
        ask_for_rebuild()
        found = []
    return JsonResponse([suggestion(one) for one in found], safe=False)


@require_safe
@cache_control(max_age=86400)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search, so that a browser can offer it in its own address bar."""
    context = {
        "base_url": settings.SITE_URL,
        "search_path": reverse("portal:search"),
    }
    content_type = "application/opensearchdescription+xml"
    return render(request, "portal/_search_description.xml", context, content_type=content_type)
