"""Who gets what of assessment rounds: supervision writes them, the government office reads."""

from catalogs.enums import Role
from tests.permission_letters import SIGNED_IN
from tests.supervision.rounds import open_round, set_items

READERS = "> x x x o x o o"
WRITERS = "> x x x x x o o"

ASSESSMENT = {
    **{
        f"supervision:assessment-{name}": READERS
        for name in (
            *("list", "round", "preview", "results-file", "marks-file"),
            *("ranking", "ranking-file"),
        )
    },
    **{
        f"supervision:assessment-{name}": WRITERS
        for name in (
            *("new", "edit", "items", "marks", "marks-item", "marks-import"),
            *("withdraw", "note-new"),
        )
    },
    # A department reads what was recorded of itself.
    "supervision:assessment-notes": SIGNED_IN,
    "supervision:assessment-notes-file": SIGNED_IN,
}


def assessment_rows(officials: dict) -> dict:
    """Return an item of an open round."""
    supervisor = officials[Role.SUPERVISOR]
    round = open_round(supervisor)
    set_items(round, supervisor, 组织领导=10)
    return {"assessment_item": round.items.get()}


def assessment_addresses(rows: dict) -> dict[str, list]:
    """Return the arguments of the addresses that have any, by name."""
    item = rows["assessment_item"]
    of_round = [item.round_id]
    return {
        **{
            f"supervision:assessment-{name}": of_round
            for name in (
                *("round", "preview", "edit", "items", "marks", "marks-import", "withdraw"),
            )
        },
        "supervision:assessment-results-file": [*of_round, "csv"],
        "supervision:assessment-marks-file": [*of_round, "csv"],
        "supervision:assessment-marks-item": [*of_round, item.pk],
        "supervision:assessment-ranking-file": ["csv"],
        "supervision:assessment-notes-file": ["csv"],
    }
