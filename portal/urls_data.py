"""Addresses of open data, in the namespace of the public site."""

from django.urls import path

from portal.views import data_licences, dataset_rows, datasets

urlpatterns = [
    path("data/", datasets.dataset_list, name="dataset-list"),
    path("data/licence/", data_licences.licences, name="licence"),
    path("data/<slug:code>/", datasets.dataset_detail, name="dataset-detail"),
    path("data/<slug:code>/rows/", dataset_rows.dataset_rows, name="dataset-rows"),
    path("data/<slug:code>/<int:number>/", datasets.dataset_file, name="dataset-file"),
]
