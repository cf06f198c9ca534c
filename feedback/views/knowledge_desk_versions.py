"""The versions of an entry, and what changed from one to another."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from feedback.knowledge import TEXTS
from feedback.models import KnowledgeEntry, KnowledgeVersion
from feedback.views import knowledge_desk_tabs as tabs


@never_cache
@login_required
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the versions; compare the two asked for, at first the newest with the one before."""
    entry = get_object_or_404(KnowledgeEntry.objects.visible_to(request.user), pk=pk)
    rows = list(entry.versions.select_related("editor"))
    old, new = _pair(rows, request)
    context = {
        "entry": entry,
        "edit_url": tabs.address(entry),
        "versions": rows,
        "old": old,
        "new": new,
        "changes": _changes(old, new) if old and new else [],
    }
    return render(request, "feedback/editing/versions.html", context)


def _pair(
    rows: list[KnowledgeVersion], request: HttpRequest
) -> tuple[KnowledgeVersion | None, KnowledgeVersion | None]:
    """Return the older and the newer version to be compared; None where there are not two."""
    if len(rows) < 2:
        return None, None
    known = {str(row.number): row for row in rows}
    new = known.get(request.GET.get("new", ""), rows[0])
    before = next((row for row in rows if row.number < new.number), rows[-1])
    old = known.get(request.GET.get("old", ""), before)
    return (old, new) if old.number <= new.number else (new, old)


def _changes(old: KnowledgeVersion, new: KnowledgeVersion) -> list[dict[str, Any]]:
    return [
        {
            "label": capfirst(KnowledgeEntry._meta.get_field(name).verbose_name),
            "old": getattr(old, name),
            "new": getattr(new, name),
        }
        for name in TEXTS
        if getattr(old, name) != getattr(new, name)
    ]
