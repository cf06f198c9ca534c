"""Addresses of what everyone may read: answers, knowledge, procedure and statistics."""

from django.urls import path

from feedback.views import knowledge, procedure, replies, statistics

urlpatterns = [
    path("procedure/", procedure.procedure, name="procedure"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("answers/", replies.reply_list, name="replies"),
    path("answers/<int:pk>/", replies.reply_detail, name="reply-detail"),
    path("knowledge/", knowledge.knowledge_list, name="knowledge"),
    path("knowledge/<int:pk>/", knowledge.knowledge_detail, name="knowledge-detail"),
    path("knowledge/<int:pk>/useful/", knowledge.vote, name="knowledge-vote"),
    path(
        "knowledge/download/<slug:format>/",
        knowledge.download,
        name="knowledge-download",
    ),
]
