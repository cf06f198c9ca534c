"""Addresses of writing to the government. None tells what was written, nor by whom."""

from django.urls import path

from feedback.views import asking, start

urlpatterns = [
    path("", start.start, name="start"),
    path("new/", asking.new, name="new"),
    path("new/similar/", asking.similar, name="similar"),
    path("new/send/", asking.send, name="send"),
    path("error/", asking.site_error, name="site-error"),
    path("data/", asking.about_data, name="about-data"),
    path("receipt/", asking.receipt, name="receipt"),
    path("receipt/hide/", asking.hide_receipt, name="receipt-hide"),
]
