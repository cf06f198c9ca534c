"""Addresses of inspections and the rules they run."""

from django.urls import path

from supervision.views import inspections, rules_shown

# Below ``desk/inspections/``.
urlpatterns = [
    path("", inspections.inspections, name="inspection-list"),
    path("rules/", rules_shown.rules, name="rule-list"),
    path("<int:pk>/", inspections.inspection, name="inspection-detail"),
]
