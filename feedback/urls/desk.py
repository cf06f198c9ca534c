"""Addresses of officials who handle submissions."""

from django.urls import path

from feedback.views import desk_detail, desk_issue, desk_list, desk_move, desk_register

urlpatterns = [
    path("", desk_list.submissions, name="desk-list"),
    path("export/<slug:format>/", desk_list.export, name="desk-export"),
    path("issue/", desk_issue.issue_many, name="desk-issue"),
    path("register/", desk_register.RegisterSubmission.as_view(), name="desk-register"),
    path("<slug:number>/", desk_detail.submission, name="desk-detail"),
    path("<slug:number>/contact/", desk_detail.contact, name="desk-contact"),
    path("<slug:number>/files/<int:pk>/", desk_detail.file, name="desk-file"),
    path("<slug:number>/do/<slug:action>/", desk_move.SubmissionMove.as_view(), name="desk-move"),
]
