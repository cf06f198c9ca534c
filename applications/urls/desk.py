"""Addresses of officials who handle applications."""

from django.urls import path

from applications.views import desk_detail, desk_list, desk_move, desk_register

urlpatterns = [
    path("", desk_list.applications, name="desk-list"),
    path("export.csv", desk_list.export, name="desk-export"),
    path("register/", desk_register.RegisterApplication.as_view(), name="desk-register"),
    path("<slug:number>/", desk_detail.application, name="desk-detail"),
    path("<slug:number>/worksheet/", desk_detail.worksheet, name="desk-worksheet"),
    path("<slug:number>/identity/", desk_detail.identity, name="desk-identity"),
    path("<slug:number>/files/<int:pk>/", desk_detail.file, name="desk-file"),
    path("<slug:number>/do/<slug:action>/", desk_move.ApplicationMove.as_view(), name="desk-move"),
]
