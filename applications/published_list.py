"""A list of published requests: words, department and year."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalogs import published_lists

SEARCHED = ("title", "question", "answer", "lesson")
FACETS = (
    published_lists.by_department(_("Department")),
    published_lists.by_year(_("Year"), "published_on"),
)


def found(request: HttpRequest, rows: QuerySet) -> dict[str, Any]:
    """Return what a list page shows of ``rows``."""
    return published_lists.found(request, rows, searched=SEARCHED, facets=FACETS)
