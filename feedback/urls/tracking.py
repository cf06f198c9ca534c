"""Addresses of tracking. None names the submission: the session does, after number and code."""

from django.urls import path

from feedback.views import tracking

urlpatterns = [
    path("track/", tracking.track, name="track"),
    path("track/leave/", tracking.leave, name="track-leave"),
    path("track/case/", tracking.case, name="track-case"),
    path("track/case/files/<int:pk>/", tracking.file, name="track-file"),
    path("track/case/urge/", tracking.urge, name="track-urge"),
    path("track/case/withdrawal/", tracking.withdraw, name="track-withdraw"),
    path("track/case/rating/", tracking.rate, name="track-rate"),
]
