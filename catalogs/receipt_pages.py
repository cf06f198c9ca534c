"""The page that shows number and code once, and puts them away; the same for every public form."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalogs.kept_receipts import SECONDS, KeptReceipts


@dataclass(frozen=True, slots=True)
class ReceiptPages:
    """The receipts of one kind of form, and the names of the pages around them.

    ``track`` is where number and code are asked for, ``start`` where one goes afterwards.
    """

    receipts: KeptReceipts
    page: str
    hide: str
    track: str
    start: str
    track_words: Any

    def show(self, request: HttpRequest) -> HttpResponse:
        """Show number and code to the browser that has just sent."""
        kept = self.receipts.find(self.receipts.key_of(request))
        if kept is None:
            return redirect(self.track)
        context = {
            "receipt": kept,
            "minutes": SECONDS // 60,
            "due_on": date.fromisoformat(kept["due_on"]) if kept.get("due_on") else None,
            "page_url": reverse(self.page),
            "hide_url": reverse(self.hide),
            "track_url": reverse(self.track),
            "track_words": self.track_words,
        }
        return render(request, "citizens/receipt.html", context)

    def put_away(self, request: HttpRequest) -> HttpResponse:
        """Put the receipt away with its code."""
        self.receipts.release(self.receipts.key_of(request))
        self.receipts.show_in(request, "")
        return redirect(self.start)
