"""Addresses of applying. None names the draft: the browser's cookie does."""

from django.urls import path

from applications.views import applying, applying_receipt

urlpatterns = [
    path("new/", applying.start, name="new"),
    path("new/check/", applying.check, name="new-check"),
    path("new/discard/", applying.discard, name="new-discard"),
    path("new/receipt/", applying_receipt.receipt, name="receipt"),
    path("new/receipt/code.svg", applying_receipt.receipt_qr, name="receipt-qr"),
    path("new/receipt/receipt.pdf", applying_receipt.receipt_pdf, name="receipt-pdf"),
    path("new/<slug:step>/", applying.step, name="new-step"),
]
