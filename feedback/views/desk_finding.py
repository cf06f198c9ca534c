"""How a page of the desk finds its submission: closed by default."""

from django.http import Http404

from catalogs.models import Official
from feedback.models import Submission


def find(user: Official, number: str) -> Submission:
    """Return the submission the user may see; anyone else learns not even that it exists."""
    rows = Submission.objects.visible_to(user).select_related(
        *("department", "suggested_department", "field", "handler", "drafter", "approver"),
        *("merged_into", "published_reply", "rating", "dataset"),
    )
    found = rows.filter(receipt_number=number).first()
    if found is None:
        raise Http404
    return found
