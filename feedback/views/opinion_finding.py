"""How a page about public opinion finds its case, and who may open the pages of the office."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.http import Http404

from catalogs.access import role_of
from catalogs.models import Official
from feedback.models import OpinionCase


def find(user: Official, pk: int) -> OpinionCase:
    """Return the case the user may see; anyone else learns not even that it exists."""
    rows = OpinionCase.objects.visible_to(user).select_related(
        "department", "created_by", "response", "response__department"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def require(user: Official, roles: Collection[str]) -> None:
    """Raise ``PermissionDenied`` for whoever acts in none of ``roles``."""
    if role_of(user) not in roles:
        raise PermissionDenied
