"""Addresses of officials who write the knowledge list."""

from django.urls import URLPattern, path

from feedback.views import (
    knowledge_desk,
    knowledge_desk_candidate,
    knowledge_desk_versions,
)

# Below ``desk/``.
desk: list[URLPattern] = [
    path("knowledge/", knowledge_desk.desk, name="knowledge-desk"),
    path("knowledge/propose/", knowledge_desk.propose, name="knowledge-propose"),
    path(
        "knowledge/candidates/<slug:number>/",
        knowledge_desk_candidate.candidate,
        name="knowledge-candidate",
    ),
    path(
        "knowledge/candidates/<slug:number>/<slug:action>/",
        knowledge_desk_candidate.CandidateMove.as_view(),
        name="knowledge-candidate-move",
    ),
    path(
        "knowledge/entries/<int:pk>/versions/",
        knowledge_desk_versions.versions,
        name="knowledge-versions",
    ),
]
