"""Addresses of what everyone may read about disclosure on application."""

from django.urls import path

from applications.views import annual, annual_writing, cases, public, statistics

urlpatterns = [
    path("", public.guide, name="guide"),
    path("chart/", public.chart, name="chart"),
    path("work/", public.work, name="work"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("cases/", cases.case_list, name="cases"),
    path("cases/<int:pk>/", cases.case_detail, name="case-detail"),
    path("answered/", cases.answered_list, name="answered"),
    path("answered/<int:pk>/", cases.answered_detail, name="answered-detail"),
    path("annual-report/", annual.year_list, name="annual-reports"),
    path("annual-report/<int:year>/", annual.report, name="annual-report"),
    path("annual-report/<int:year>/edit/", annual_writing.edit, name="annual-report-edit"),
    path(
        "annual-report/<int:year>/<slug:format>/",
        annual.download,
        name="annual-report-download",
    ),
]
DESK = [
    path("repeated/", cases.repeated, name="repeated"),
]
