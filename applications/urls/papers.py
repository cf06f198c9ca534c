"""Addresses of letters: the applicant's below tracking, the officials' below the desk."""

from django.urls import path

from applications.views import papers

urlpatterns = [
    path("track/case/letters/<int:pk>/", papers.tracked_paper, name="track-paper"),
    path("track/case/letters/<int:pk>/pdf/", papers.tracked_paper_pdf, name="track-paper-pdf"),
]
desk_urlpatterns = [
    path("letters/<int:pk>/", papers.desk_paper, name="desk-paper"),
    path("letters/<int:pk>/pdf/", papers.desk_paper_pdf, name="desk-paper-pdf"),
    path("letters/<int:pk>/full/", papers.desk_paper_full, name="desk-paper-full"),
    path("letters/draft/<int:pk>/", papers.desk_answer_letter, name="desk-answer-letter"),
]
