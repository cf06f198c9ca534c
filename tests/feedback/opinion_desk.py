"""Words of the tests of the desk of public opinion: its addresses, its moments, its forms."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

TODAY = date(2026, 11, 24)
LIST = "/en/desk/opinions/"


def hour(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def page(name: str, *arguments) -> str:
    with override("en"):
        return reverse(f"feedback:opinion-{name}", args=arguments)


def do(client, user, case, action: str, **values):
    """Open the form as ``user``, fill it in and send it."""
    client.force_login(user)
    url = page("move", case.pk, action)
    shown = client.get(url)
    assert shown.status_code == 200, (action, shown.status_code)
    form = shown.context["form"]
    data = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, "", False)
    }
    response = client.post(url, data | {"seen": shown.context["seen"]} | values)
    case.refresh_from_db()
    return response
