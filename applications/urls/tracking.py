"""Addresses of tracking. None names the application: the session does, after number and code."""

from django.urls import path

from applications.views import tracking, tracking_acts

urlpatterns = [
    path("track/", tracking.track, name="track"),
    path("track/leave/", tracking.leave, name="track-leave"),
    path("track/case/", tracking.case, name="track-case"),
    path("track/case/clock/", tracking.worksheet, name="track-clock"),
    path("track/case/files/<int:pk>/", tracking.file, name="track-file"),
    path("track/case/correction/", tracking_acts.correct, name="track-correct"),
    path("track/case/withdrawal/", tracking_acts.withdraw, name="track-withdraw"),
    path("track/case/rating/", tracking_acts.rate, name="track-rate"),
]
