"""Addresses of the portal: Chinese at the root, English under ``/en/``."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal import health

# The admin's own form would pass by the limit on failed log-ins.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *i18n_patterns(
        path("accounts/", include("allauth.account.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
