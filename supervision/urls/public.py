"""Addresses of what everyone may read of supervision: scoreboard, calendars, results."""

from django.urls import path

from supervision.views import (
    scoreboard,
    scoreboard_findings,
    scoreboard_method,
    scoreboard_round,
)

# Below ``supervision/``.
urlpatterns = [
    path("", scoreboard.board, name="scoreboard"),
    path("scores/<slug:format>/", scoreboard.board_file, name="scoreboard-file"),
    path("red/", scoreboard_findings.red_findings, name="red-findings"),
    path("method/", scoreboard_method.method, name="method"),
    path("assessments/<int:pk>/", scoreboard_round.assessment, name="assessment"),
]
