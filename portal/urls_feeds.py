"""Addresses of the feeds, in the namespace of the public site; one for each language."""

from django.urls import path
from django.views.decorators.http import require_safe

from portal.feeds import documents, lists
from portal.views import feeds

urlpatterns = [
    path("feeds/", feeds.feed_list, name="feeds"),
    path("feeds/documents/", require_safe(documents.Documents()), name="feed-documents"),
    path(
        "feeds/interpretations/",
        require_safe(documents.Interpretations()),
        name="feed-interpretations",
    ),
    path("feeds/fields/<slug:slug>/", require_safe(documents.OfField()), name="feed-field"),
    path(
        "feeds/departments/<slug:code>/",
        require_safe(documents.OfDepartment()),
        name="feed-department",
    ),
    path("feeds/matters/<path:code>/", require_safe(documents.OfMatter()), name="feed-matter"),
    path("feeds/adjustments/", require_safe(lists.Adjustments()), name="feed-adjustments"),
    path("feeds/datasets/", require_safe(lists.Datasets()), name="feed-datasets"),
    path("feeds/consultations/", require_safe(lists.Consultations()), name="feed-consultations"),
    path("feeds/answers/", require_safe(lists.Answers()), name="feed-answers"),
    path("feeds/red-findings/", require_safe(lists.RedFindings()), name="feed-red-findings"),
]
