"""Addresses of the portal: Chinese at the root, English under ``/en/``."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path

from portal import health
from portal.opendata.api import schema_views
from portal.sitemaps import SECTIONS
from portal.views import pages

# The admin's own form would pass by the limit on failed log-ins.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path("api/v1/", include("portal.opendata.urls")),
    path(".well-known/api-catalog", schema_views.api_catalog, name="api-catalog"),
    path("", include("portal.urls_standards")),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {
            "sitemaps": SECTIONS,
            "sitemap_url_name": "sitemap-section",
            "template_name": "portal/sitemap_index.xml",
        },
        name="sitemap",
    ),
    path(
        "sitemap-<section>.xml",
        sitemap_views.sitemap,
        {"sitemaps": SECTIONS, "template_name": "portal/sitemap.xml"},
        name="sitemap-section",
    ),
    *i18n_patterns(
        path("accounts/", include("allauth.account.urls")),
        path("admin/", admin.site.urls),
        path("", include("applications.urls")),
        path("", include("feedback.urls")),
        path("", include("supervision.urls")),
        path("", include("portal.urls_site")),
        prefix_default_language=False,
    ),
]
