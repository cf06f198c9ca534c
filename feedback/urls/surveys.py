"""Addresses of surveys and third-party evaluations."""

from django.urls import URLPattern, path

from feedback.views import evaluation_pages, survey_desk, survey_list, survey_page

# Below ``feedback/``.
public: list[URLPattern] = [
    path("surveys/", survey_list.survey_list, name="surveys"),
    path("surveys/<int:pk>/", survey_page.survey, name="survey"),
    path("surveys/<int:pk>/thanks/", survey_page.thanks, name="survey-thanks"),
    path("evaluations/", evaluation_pages.evaluation_list, name="evaluations"),
    path("evaluations/<int:pk>/", evaluation_pages.evaluation_detail, name="evaluation"),
]
# Below ``desk/``.
desk: list[URLPattern] = [
    path("surveys/<int:pk>/", survey_desk.results, name="survey-results"),
    path("surveys/<int:pk>/preview/", survey_desk.preview, name="survey-preview"),
    path("surveys/<int:pk>/responses/<slug:format>/", survey_desk.download, name="survey-download"),
]
