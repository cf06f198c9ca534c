"""Rows of the permission table for the open API: everyone reads the same, officials no more."""

from django.utils import timezone

from portal.models import ApiKey
from portal.opendata import keys
from portal.opendata.api.index import LISTS, STATISTICS
from tests.permission_letters import ADMIN_ONLY, ALL, GONE, NOBODY, NOT_BEGUN

ENTRIES = (
    "power",
    "service",
    "matter",
    "publication",
    "interpretation",
    "adjustment",
    "department",
    "field",
    "knowledge",
    "reply",
    "answered-request",
    "dataset",
    "dataset-rows",
    "reuse",
)
OPEN_API = {f"api:{name}": ALL for name in ("index", "schema", *LISTS, *STATISTICS, *ENTRIES)}
# What is no interpretation has no address among them.
OPEN_API |= {
    "api:interpretation": GONE,
    "api:docs": NOT_BEGUN,
    "api-catalog": ALL,
    "portal:api-docs": ALL,
    "portal:api-key": ALL,
    "portal:api-key-given": NOT_BEGUN,
    "portal:api-key-hide": "m m m m m m m m",
    "portal:api-key-give-up": ALL,
    # Who holds a key is known to administrators alone, and nobody makes or deletes one here.
    "admin:portal_apikey_changelist": ADMIN_ONLY,
    "admin:portal_apikey_change": ADMIN_ONLY,
    "admin:portal_apikey_history": ADMIN_ONLY,
    "admin:portal_apikey_add": NOBODY,
    "admin:portal_apikey_delete": NOBODY,
}


def api_rows() -> dict[str, ApiKey]:
    """A key of the open API."""
    given = {"holder": "滨湖公交App", "email": "dev@example.org", "purpose": "换乘查询"}
    row, _key = keys.give(**given, now=timezone.now())
    return {"apikey": row}


def api_addresses(rows: dict) -> dict[str, list]:
    """Return the arguments of each address that names a row."""
    return {
        "api:power": [rows["in_force"].code],
        "api:service": [rows["service_in_force"].code],
        "api:matter": [rows["matter_in_force"].code],
        "api:publication": [rows["released"].index_number],
        "api:interpretation": [rows["released"].index_number],
        "api:adjustment": [rows["applied"].pk],
        "api:department": [rows["department"].code],
        "api:field": [rows["field"].slug],
        "api:knowledge": [rows["knowledgeentry"].pk],
        "api:reply": [rows["published_reply"].pk],
        "api:answered-request": [rows["published_request"].pk],
        "api:dataset": [rows["shared_data"].code],
        "api:reuse": [rows["shown_reuse"].code],
        "api:dataset-rows": [rows["shared_data"].code],
    }
