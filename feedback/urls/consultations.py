"""Addresses of consultations of the public on drafts, and of the officials who keep them."""

from django.urls import URLPattern, path

from feedback.views import consultation_comment, consultations

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
desk: list[URLPattern] = []
