"""Addresses of the lists of the API and of their entries; codes may hold a slash."""

from django.urls import path
from rest_framework.views import APIView

from portal.opendata.api import resources, schema_views, statistics
from portal.opendata.api.index import Index
from portal.opendata.gate import open_api


def _two(
    address: str, key: str, rows: type[APIView], row: type[APIView], names: tuple[str, str]
) -> list:
    """Return the addresses of a list and of its entries."""
    return [
        path(f"{address}/", open_api(rows.as_view()), name=names[0]),
        path(f"{address}/<{key}>/", open_api(row.as_view()), name=names[1]),
    ]


# Address, key of an entry, the two views, and what the two are called.
LISTS = (
    ("powers", "path:code", resources.PowerList, resources.PowerRow, ("powers", "power")),
    ("services", "path:code", resources.ServiceList, resources.ServiceRow, ("services", "service")),
    ("matters", "path:code", resources.MatterList, resources.MatterRow, ("matters", "matter")),
    (
        "publications",
        "path:index_number",
        resources.PublicationList,
        resources.PublicationRow,
        ("publications", "publication"),
    ),
    (
        "interpretations",
        "path:index_number",
        resources.InterpretationList,
        resources.InterpretationRow,
        ("interpretations", "interpretation"),
    ),
    (
        "adjustments",
        "int:pk",
        resources.AdjustmentList,
        resources.AdjustmentRow,
        ("adjustments", "adjustment"),
    ),
    (
        "departments",
        "slug:code",
        resources.DepartmentList,
        resources.DepartmentRow,
        ("departments", "department"),
    ),
    ("fields", "slug:slug", resources.FieldList, resources.FieldRow, ("fields", "field")),
    (
        "knowledge",
        "int:pk",
        resources.KnowledgeList,
        resources.KnowledgeRow,
        ("knowledge-entries", "knowledge"),
    ),
    ("replies", "int:pk", resources.ReplyList, resources.ReplyRow, ("replies", "reply")),
    (
        "answered-requests",
        "int:pk",
        resources.AnsweredRequestList,
        resources.AnsweredRequestRow,
        ("answered-requests", "answered-request"),
    ),
    ("datasets", "slug:code", resources.DatasetList, resources.DatasetRow, ("datasets", "dataset")),
    ("reuses", "slug:code", resources.ReuseList, resources.ReuseRow, ("reuses", "reuse")),
)

urlpatterns = [
    path("", open_api(Index.as_view()), name="index"),
    path("schema/", schema_views.schema, name="schema"),
    path("docs/", schema_views.docs, name="docs"),
    path(
        "statistics/applications/",
        open_api(statistics.ApplicationFigures.as_view()),
        name="application-statistics",
    ),
    path(
        "statistics/interaction/",
        open_api(statistics.InteractionFigures.as_view()),
        name="interaction-statistics",
    ),
    path(
        "statistics/supervision/",
        open_api(statistics.SupervisionFigures.as_view()),
        name="supervision-statistics",
    ),
    *(pattern for row in LISTS for pattern in _two(*row)),
]
