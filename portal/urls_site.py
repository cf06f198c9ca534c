"""Addresses of the public site and the desk; each exists in Chinese and in English."""

from django.urls import path

from portal import (
    urls_api,
    urls_data,
    urls_data_access,
    urls_feeds,
    urls_interpretations,
    urls_reuses,
    urls_search,
)
from portal.views import (
    adjustments,
    attachments,
    departments,
    desk,
    documents,
    fields,
    home,
    matters,
    pages,
    powers,
    preferences,
    services,
)

app_name = "portal"

# Codes and index numbers may hold a slash, hence ``path:``.
urlpatterns = [
    path("", home.home, name="home"),
    path("powers/", powers.power_list, name="power-list"),
    path("powers/<path:code>/", powers.power_detail, name="power-detail"),
    path("services/", services.service_list, name="service-list"),
    path("services/<path:code>/", services.service_detail, name="service-detail"),
    path("matters/", matters.matter_list, name="matter-list"),
    path("matters/<path:code>/", matters.matter_detail, name="matter-detail"),
    path("adjustments/", adjustments.adjustment_list, name="adjustment-list"),
    path("adjustments/<int:pk>/", adjustments.adjustment_detail, name="adjustment-detail"),
    path("fields/", fields.field_list, name="field-list"),
    path("fields/<slug:slug>/", fields.field_detail, name="field-detail"),
    path("departments/", departments.department_list, name="department-list"),
    path("departments/<slug:code>/", departments.department_detail, name="department-detail"),
    path("documents/", documents.document_list, name="document-list"),
    path("documents/<path:index_number>/", documents.document_detail, name="document-detail"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
    path("desk/", desk.desk, name="desk"),
    path("preferences/", preferences.preferences, name="preferences"),
    # Before the datasets, one of which a code might seem to name.
    *urls_reuses.urlpatterns,
    *urls_data_access.urlpatterns,
    *urls_api.urlpatterns,
    *urls_data.urlpatterns,
    *urls_feeds.urlpatterns,
    *urls_interpretations.urlpatterns,
    *urls_search.urlpatterns,
    path("components/", pages.components, name="components"),
    path("about/", pages.about, name="about"),
    path("site-map/", pages.site_map, name="site-map"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]
