"""Who gets what of the push of publications: systems by their token, officials in the admin."""

from django.utils import timezone

from catalogs import push_systems
from catalogs.enums import Role
from catalogs.models import PushDelivery
from tests.permission_letters import ADMIN_ONLY, NO_TOKEN, NOBODY, NOBODY_ROW, ROW, SIGNED_IN

PUSH = {
    # The log-in of an official is no token of a system.
    "api:push-publications": NO_TOKEN,
    "api:push-publication": NO_TOKEN,
    "admin:catalogs_pushsystem_changelist": SIGNED_IN,
    "admin:catalogs_pushsystem_add": ADMIN_ONLY,
    "admin:catalogs_pushsystem_change": ROW,
    "admin:catalogs_pushsystem_history": ROW,
    "admin:catalogs_pushsystem_delete": NOBODY_ROW,
    "admin:catalogs_pushsystem_move": "> x - x x x x o",  # suspend
    "admin:catalogs_pushdelivery_changelist": SIGNED_IN,
    "admin:catalogs_pushdelivery_add": NOBODY,
    "admin:catalogs_pushdelivery_change": ROW,
    "admin:catalogs_pushdelivery_history": ROW,
    "admin:catalogs_pushdelivery_delete": NOBODY_ROW,
}


def push_rows(department, officials) -> dict:
    """Return a system of the department and what it sent."""
    now = timezone.now()
    system, _token = push_systems.register(
        actor=officials[Role.ADMINISTRATOR],
        now=now,
        name="审批系统",
        department=department,
        contact="信息科",
    )
    delivery = PushDelivery.objects.create(
        system=system, key="a", received_at=now, result="refused", status=422
    )
    return {"pushsystem": system, "pushdelivery": delivery}


def push_addresses(rows: dict) -> dict[str, list]:
    return {
        "api:push-publication": ["a"],
        "admin:catalogs_pushsystem_move": [rows["pushsystem"].pk, "suspend"],
    }
