"""Addresses of push, in the namespace of the open API."""

from django.urls import path

from portal.opendata.push.views import PublicationsView, PublicationView

urlpatterns = [
    path("push/publications/", PublicationsView.as_view(), name="push-publications"),
    path("push/publications/<str:key>/", PublicationView.as_view(), name="push-publication"),
]
