"""Who gets what of data that are open on conditions: applicants, the public, the desk."""

from tests import data_access
from tests.permission_letters import ALL, NOT_BEGUN, ROW, SIGNED_IN

DATA_ACCESS = {
    "portal:access-new": ALL,
    "portal:access-receipt": NOT_BEGUN,
    "portal:access-receipt-hide": "m m m m m m m m",
    "portal:access-track": ALL,
    "portal:access-leave": "m m m m m m m m",
    "portal:access-case": NOT_BEGUN,
    "portal:access-key": "m m m m m m m m",
    "portal:access-correct": NOT_BEGUN,
    "portal:access-withdraw": NOT_BEGUN,
    # The desk: a department sees what is asked of its data, its reviewer decides.
    "portal:access-desk": SIGNED_IN,
    "portal:access-desk-detail": ROW,
    "portal:access-desk-contact": "> m m m m m m m",
    "portal:access-desk-move": "> x - o x x x o",
}


def data_access_rows(department, *, day) -> dict:
    """One request that waits for the department's decision."""
    dataset = data_access.conditional(day=day, department=department)
    return {"data_access": data_access.asked(day=day, dataset=dataset).row}


def data_access_addresses(rows: dict) -> dict[str, list]:
    """The arguments of the addresses of these rows."""
    row = rows["data_access"]
    return {
        "portal:access-new": [row.dataset.code],
        "portal:access-desk-detail": [row.receipt_number],
        "portal:access-desk-contact": [row.receipt_number],
        "portal:access-desk-move": [row.receipt_number, "refuse"],
    }
