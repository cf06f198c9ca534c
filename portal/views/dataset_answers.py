"""What was asked and answered about a dataset, and where to ask."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from catalogs.models import Dataset
from feedback.enums import SubmissionKind
from feedback.models import PublishedReply

SHOWN = 5


def answers_about(dataset: Dataset, *, today: date) -> dict[str, Any]:
    """The context of ``portal/data/_answers.html``: the newest answers, and the forms."""
    rows = PublishedReply.objects.public(today).about_data(dataset)
    newest = list(rows.order_by("-published_on", "-pk")[: SHOWN + 1])
    every = f"{reverse('feedback:replies')}?{urlencode({'dataset': dataset.code})}"
    return {
        "answers": newest[:SHOWN],
        "more_url": every if len(newest) > SHOWN else "",
        "correct_url": form_about(SubmissionKind.DATA_CORRECTION, dataset),
        "request_url": form_about(SubmissionKind.DATA_REQUEST, dataset),
    }


def form_about(kind: SubmissionKind, dataset: Dataset | None = None) -> str:
    """Return where one writes about ``dataset``, or about the data as a whole."""
    asked = {"kind": kind.value} | ({"dataset": dataset.code} if dataset else {})
    return f"{reverse('feedback:about-data')}?{urlencode(asked)}"
