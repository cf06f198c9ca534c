"""The asker finds the own submission again, by receipt number and query code."""

from catalogs.identity import without_parts
from catalogs.query_codes import open_with_code
from feedback.enums import ANSWERED_STATES
from feedback.models import Submission


def track(number: str, code: str, *, address: str) -> Submission:
    """Return the submission that number and code open together.

    ``address`` is the network address asked from. Raises ``query_codes.CodeRefused`` or
    ``query_codes.TriesUsedUp``, the same whether or not the number exists.
    """
    return open_with_code(number, code, address=address, find=_by_number, hash_name="code_hash")


def reply_for(submission: Submission) -> str:
    """Return the reply as the asker may read it; empty before it was reviewed.

    Whose submission was merged reads the other's reply without the other asker's parts.
    """
    leading = submission.leading
    if leading.state not in ANSWERED_STATES:
        return ""
    if leading.pk == submission.pk:
        return leading.reply
    return without_parts(leading.reply, leading.contact_parts())


def _by_number(number: str) -> Submission | None:
    rows = Submission.objects.select_related("merged_into")
    return rows.filter(receipt_number=number).first()
