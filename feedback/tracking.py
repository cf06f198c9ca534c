"""What the asker reads of the own submission."""

from catalogs.identity import without_parts
from feedback.enums import ANSWERED_STATES
from feedback.models import Submission


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
