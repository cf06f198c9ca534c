"""Addresses of policy interpretation, in the namespace of the public site."""

from django.urls import path

from portal.views import interpretation_desk, interpretations

urlpatterns = [
    path("interpretations/", interpretations.policy_list, name="interpretation-list"),
    path("interpretations/forms/", interpretations.form_list, name="interpretation-forms"),
    path(
        "interpretations/<path:index_number>/",
        interpretations.beside,
        name="interpretation-detail",
    ),
    path("desk/interpretations/", interpretation_desk.policies, name="desk-interpretations"),
]
