"""The receipts of what was just sent to the government."""

from catalogs.kept_receipts import KeptReceipts

RECEIPTS = KeptReceipts("feedback")
