"""Addresses of what was made with open data: the gallery, its makers, and the desk."""

from django.urls import path

from portal.views import data_desk, reuses, reuses_sending, reuses_tracking
from portal.views.data_desk_kinds import REUSES
from portal.views.data_desk_move import ReuseMove

# None of tracking names the work: the session does, after number and code.
urlpatterns = [
    path("data/reuses/", reuses.reuse_list, name="reuse-list"),
    path("data/reuses/new/", reuses_sending.new, name="reuse-new"),
    path("data/reuses/receipt/", reuses_sending.receipt, name="reuse-receipt"),
    path("data/reuses/receipt/hide/", reuses_sending.hide_receipt, name="reuse-receipt-hide"),
    path("data/reuses/track/", reuses_tracking.track, name="reuse-track"),
    path("data/reuses/track/leave/", reuses_tracking.leave, name="reuse-leave"),
    path("data/reuses/track/case/", reuses_tracking.case, name="reuse-case"),
    path("data/reuses/track/picture/", reuses_tracking.picture, name="reuse-own-picture"),
    path("data/reuses/track/correction/", reuses_tracking.correct, name="reuse-correct"),
    path("data/reuses/track/withdrawal/", reuses_tracking.withdraw, name="reuse-withdraw"),
    path("data/reuses/<slug:code>/", reuses.reuse_detail, name="reuse-detail"),
    path("data/reuses/<slug:code>/picture/", reuses.reuse_picture, name="reuse-picture"),
    path("desk/data/", data_desk.cases, {"kind": REUSES}, name="reuse-desk"),
    path(
        "desk/data/reuses/<slug:number>/",
        data_desk.case,
        {"kind": REUSES},
        name="reuse-desk-detail",
    ),
    path(
        "desk/data/reuses/<slug:number>/picture/",
        data_desk.reuse_picture,
        name="reuse-desk-picture",
    ),
    path(
        "desk/data/reuses/<slug:number>/do/<slug:action>/",
        ReuseMove.as_view(),
        name="reuse-desk-move",
    ),
]
