"""Addresses of data that are open on conditions: asking, following, and the desk."""

from django.urls import path

from portal.views import data_access, data_access_tracking, data_desk
from portal.views.data_desk_kinds import ACCESS
from portal.views.data_desk_move import AccessMove

# None of tracking names the request: the session does, after number and code.
urlpatterns = [
    path("data/<slug:code>/access/", data_access.ask, name="access-new"),
    path("data/requests/receipt/", data_access.receipt, name="access-receipt"),
    path("data/requests/receipt/hide/", data_access.hide_receipt, name="access-receipt-hide"),
    path("data/requests/track/", data_access_tracking.track, name="access-track"),
    path("data/requests/track/leave/", data_access_tracking.leave, name="access-leave"),
    path("data/requests/track/case/", data_access_tracking.case, name="access-case"),
    path("data/requests/track/key/", data_access_tracking.give_key, name="access-key"),
    path("data/requests/track/correction/", data_access_tracking.correct, name="access-correct"),
    path("data/requests/track/withdrawal/", data_access_tracking.withdraw, name="access-withdraw"),
    path("desk/data/access/", data_desk.cases, {"kind": ACCESS}, name="access-desk"),
    path(
        "desk/data/access/<slug:number>/",
        data_desk.case,
        {"kind": ACCESS},
        name="access-desk-detail",
    ),
    path(
        "desk/data/access/<slug:number>/contact/",
        data_desk.access_contact,
        name="access-desk-contact",
    ),
    path(
        "desk/data/access/<slug:number>/do/<slug:action>/",
        AccessMove.as_view(),
        name="access-desk-move",
    ),
]
