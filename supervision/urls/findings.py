"""Addresses of findings on the desk."""

from django.urls import path

from supervision.views import finding_moves, findings, findings_detail

# Below ``desk/findings/``.
urlpatterns = [
    path("", findings.findings, name="findings"),
    path("download.<slug:format>", findings.download, name="finding-download"),
    path("together/<slug:action>/", finding_moves.together, name="finding-together"),
    path("<int:pk>/", findings_detail.finding, name="finding-detail"),
    path("<int:pk>/files/<int:file_pk>/", findings_detail.file, name="finding-file"),
    path(
        "<int:number>/do/<slug:action>/",
        finding_moves.FindingMove.as_view(),
        name="finding-move",
    ),
]
