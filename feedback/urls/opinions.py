"""Addresses of officials who respond to public opinion."""

from django.urls import path

from feedback.views import (
    opinion_collect,
    opinion_detail,
    opinion_figures,
    opinion_import,
    opinion_incentives,
    opinion_list,
    opinion_move,
)

# Below ``desk/``.
desk = [
    path("opinions/", opinion_list.cases, name="opinion-list"),
    path("opinions/new/", opinion_collect.new, name="opinion-new"),
    path("opinions/groups/", opinion_collect.groups, name="opinion-groups"),
    path("opinions/import/", opinion_import.bring, name="opinion-import"),
    path(
        "opinions/import/template.<slug:format>", opinion_import.template, name="opinion-template"
    ),
    path("opinions/incentives/", opinion_incentives.incentives, name="opinion-incentives"),
    path(
        "opinions/incentives/<slug:format>/",
        opinion_incentives.download,
        name="opinion-incentives-file",
    ),
    path("opinions/figures/", opinion_figures.figures, name="opinion-figures"),
    path("opinions/<int:pk>/", opinion_detail.case, name="opinion-detail"),
    path(
        "opinions/<int:number>/do/<slug:action>/",
        opinion_move.OpinionMove.as_view(),
        name="opinion-move",
    ),
]
