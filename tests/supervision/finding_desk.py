"""Words of the tests of findings: their addresses, and sending the form of an action."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from catalogs.enums import Role
from supervision.models import Finding
from tests import factories

TODAY = date(2026, 11, 24)
LIST = "/en/desk/findings/"


def moment(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def page(name: str, *arguments) -> str:
    with override("en"):
        return reverse(f"supervision:{name}", args=arguments)


def supervisor(**more):
    return factories.OfficialFactory(role=Role.SUPERVISOR, **more)


def gaps(number: int, **more) -> list:
    """Matters in force of one field and department without elements: each is a gap."""
    return factories.MatterFactory.create_batch(number, in_force=True, elements=[], **more)


def of_matter(matter) -> Finding:
    return Finding.objects.get(rule="matter-without-elements", object_id=matter.pk)


def do(client, user, finding: Finding, action: str, **values):
    """Open the form as ``user``, fill it in and send it."""
    client.force_login(user)
    url = page("finding-move", finding.pk, action)
    shown = client.get(url)
    assert shown.status_code == 200, (action, shown.status_code)
    response = client.post(url, {"seen": shown.context["seen"], **values})
    finding.refresh_from_db()
    return response
