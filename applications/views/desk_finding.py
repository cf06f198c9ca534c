"""How a page of the desk finds its application: closed by default."""

from django.http import Http404

from applications.models import Application
from catalogs.models import Official


def find(user: Official, number: str) -> Application:
    """Return the application the user may see; anyone else learns not even that it exists."""
    rows = Application.objects.visible_to(user).select_related(
        *("department", "handler", "drafter", "approver", "matter"),
        *("correction", "fee_notice", "published_request", "rating"),
    )
    found = rows.filter(receipt_number=number).first()
    if found is None:
        raise Http404
    return found
