"""Addresses of assessment rounds on the desk."""

from django.urls import path

from supervision.views import (
    assessment_items,
    assessment_marks,
    assessment_notes,
    assessment_ranking,
    assessment_results,
    assessment_round,
)

# Below ``desk/assessment/``.
urlpatterns = [
    path("", assessment_round.rounds, name="assessment-list"),
    path("new/", assessment_round.new, name="assessment-new"),
    path("ranking/", assessment_ranking.show, name="assessment-ranking"),
    path("ranking/<slug:format>/", assessment_ranking.download, name="assessment-ranking-file"),
    path("notes/", assessment_notes.notes, name="assessment-notes"),
    path("notes/new/", assessment_notes.new, name="assessment-note-new"),
    path("notes/<slug:format>/", assessment_notes.download, name="assessment-notes-file"),
    path("<int:pk>/", assessment_round.round, name="assessment-round"),
    path("<int:pk>/edit/", assessment_round.edit, name="assessment-edit"),
    path("<int:pk>/items/", assessment_items.items, name="assessment-items"),
    path("<int:pk>/marks/", assessment_marks.marks, name="assessment-marks"),
    path("<int:pk>/marks/import/", assessment_marks.bring, name="assessment-marks-import"),
    path("<int:pk>/marks/<int:item_pk>/", assessment_marks.item, name="assessment-marks-item"),
    path("<int:pk>/marks.<slug:format>", assessment_marks.download, name="assessment-marks-file"),
    path("<int:pk>/results/", assessment_results.results, name="assessment-preview"),
    path(
        "<int:pk>/results.<slug:format>",
        assessment_results.download,
        name="assessment-results-file",
    ),
    path("<int:pk>/withdraw/", assessment_results.withdraw, name="assessment-withdraw"),
]
