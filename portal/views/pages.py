"""Pages about the site itself, and what machines ask of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalogs.models import Department, Field
from feedback.enums import CONTACT_RETENTION_YEARS
from portal.component_samples import component_samples

# Pages of a session, and pages made anew for each question.
CLOSED = ("account_login", "admin:index", "portal:desk", "portal:search", "feedback:site-error")


# Lists that may be narrowed and ordered.
LISTS = (
    *(
        f"portal:{name}-list"
        for name in (
            *("power", "service", "matter", "document", "interpretation", "adjustment"),
            *("dataset", "reuse"),
        )
    ),
    *(f"feedback:{name}" for name in ("replies", "knowledge", "consultations")),
    "supervision:red-findings",
)
API = "/api/v1/"


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html", {"trail": [{"text": _("About this site")}]})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(
        request, "portal/accessibility.html", {"trail": [{"text": _("Accessibility statement")}]}
    )


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {"kept_years": CONTACT_RETENTION_YEARS, "trail": [{"text": _("Privacy")}]}
    return render(request, "portal/privacy.html", context)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    context = {
        "trail": [{"text": _("Site map")}],
        "fields": Field.objects.public(),
        "departments": Department.objects.public(),
    }
    return render(request, "portal/site_map.html", context)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """The living page that shows every component with sample values."""
    return render(request, "portal/components.html", component_samples())


@require_safe
@cache_control(max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """Let machines read every page once; filtered, ordered and downloaded lists repeat it."""
    lines = ["User-agent: *", "Allow: /"]
    for language in ("zh-hans", "en"):
        with override(language):
            closed = [reverse(name) for name in CLOSED]
            lists = [reverse(name) for name in LISTS]
            # Rows are asked for in endless ways; their files are on the pages of datasets.
            closed.append(f"{reverse('portal:dataset-list')}*/rows/?")
        lines += [f"Disallow: {path}" for path in closed]
        for path in lists:
            # A page number alone leads to entries; anything else shows the same ones again.
            lines += [f"Disallow: {path}?", f"Allow: {path}?page="]
    lines += [f"Disallow: {API}", f"Allow: {API}docs/"]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=86400, public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Answer the address browsers try by themselves with the sign of the site."""
    return redirect(static("favicon.svg"))
