"""Who gets what of the gallery of reuses: makers without an account, the public, the desk."""

from catalogs.models import Reuse
from tests import reuses
from tests.permission_letters import ALL, NOT_BEGUN, ROW, SIGNED_IN

REUSES = {
    "portal:reuse-list": ALL,
    "portal:reuse-detail": ALL,
    "portal:reuse-picture": ALL,
    "portal:reuse-new": ALL,
    "portal:reuse-receipt": NOT_BEGUN,
    "portal:reuse-receipt-hide": "m m m m m m m m",
    "portal:reuse-track": ALL,
    "portal:reuse-leave": "m m m m m m m m",
    "portal:reuse-case": NOT_BEGUN,
    "portal:reuse-own-picture": NOT_BEGUN,
    "portal:reuse-correct": NOT_BEGUN,
    "portal:reuse-withdraw": NOT_BEGUN,
    # The desk: a department sees what is made with its data, the government office examines.
    "portal:reuse-desk": SIGNED_IN,
    "portal:reuse-desk-detail": ROW,
    "portal:reuse-desk-picture": ROW,
    "portal:reuse-desk-move": "> x - x o x x o",
}


def reuse_rows(dataset, *, day, actor) -> dict[str, Reuse]:
    """One reuse that is shown, and one that waits to be examined."""
    made = {"day": day, "datasets": [dataset], "picture": reuses.png()}
    return {
        "shown_reuse": reuses.published(actor=actor, **made),
        "reuse": reuses.sent_in(**made).row,
    }


def reuse_addresses(rows: dict) -> dict[str, list]:
    """The arguments of the addresses of these rows."""
    shown, waiting = rows["shown_reuse"].code, rows["reuse"].receipt_number
    return {
        "portal:reuse-detail": [shown],
        "portal:reuse-picture": [shown],
        "portal:reuse-desk-detail": [waiting],
        "portal:reuse-desk-picture": [waiting],
        "portal:reuse-desk-move": [waiting, "refuse"],
    }
