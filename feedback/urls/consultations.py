"""Addresses of consultations of the public on drafts, and of the officials who keep them."""

from django.urls import URLPattern, path

from feedback.views import (
    consultation_comment,
    consultation_desk,
    consultation_desk_comment,
    consultations,
)

# Below ``feedback/``.
public: list[URLPattern] = [
    path("consultations/", consultations.consultation_list, name="consultations"),
    path("consultations/<int:pk>/", consultations.consultation_detail, name="consultation"),
    path(
        "consultations/<int:pk>/comment/",
        consultation_comment.comment,
        name="consultation-comment",
    ),
    path("consultations/<int:pk>/thanks/", consultation_comment.thanks, name="consultation-thanks"),
]
# Below ``desk/``.
desk: list[URLPattern] = [
    path("consultations/", consultation_desk.consultation_desk, name="consultation-desk"),
    path(
        "consultations/<int:pk>/",
        consultation_desk.consultation_desk_detail,
        name="consultation-desk-detail",
    ),
    path(
        "consultations/<int:pk>/export/<slug:format>/",
        consultation_desk.consultation_export,
        name="consultation-export",
    ),
    path(
        "consultations/comments/<int:pk>/contact/",
        consultation_desk_comment.comment_contact,
        name="consultation-comment-contact",
    ),
    path(
        "consultations/comments/<int:number>/do/<slug:action>/",
        consultation_desk_comment.CommentMove.as_view(),
        name="consultation-comment-move",
    ),
]
