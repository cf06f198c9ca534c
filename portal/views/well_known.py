"""What every site has in one place: whom to tell of a weakness, where to change a password."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.opendata.addresses import permanent, site

# Who reads the file later than that should look again whether it still holds (RFC 9116: a year).
HOLDS = timedelta(days=180)


@require_safe
@cache_control(max_age=86400, public=True)
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness of the site, and in which languages."""
    expires = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + HOLDS
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Contact: {site()}{reverse('feedback:site-error')}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: zh, en",
        f"Canonical: {permanent('standards:security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Lead a keeper of passwords to the page where an official changes the own one."""
    return redirect("account_change_password")
