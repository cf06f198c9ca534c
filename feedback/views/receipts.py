"""The receipts of what was just sent to the government."""

from django.utils.translation import gettext_lazy as _

from catalogs.kept_receipts import KeptReceipts
from catalogs.receipt_pages import ReceiptPages

RECEIPTS = KeptReceipts("feedback")
PAGES = ReceiptPages(
    RECEIPTS,
    page="feedback:receipt",
    hide="feedback:receipt-hide",
    track="feedback:track",
    start="feedback:start",
    track_words=_("Track a submission"),
)
