"""Who may push: the token of an active system, from an allowed address, not too often."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from catalogs import push_systems, pushing, rate_limits
from catalogs.models import PushSystem
from catalogs.rate_limits import HOUR, MINUTE, Limit, TooOften
from portal.opendata.problems import Problem

SCHEME = "Token"
# Of one system, and of tokens from one network that are wrong or may not push from there.
PUSHES = (Limit(120, MINUTE), Limit(3000, HOUR))
WRONG_TOKENS = (Limit(20, MINUTE), Limit(100, HOUR))


class PushAuthentication(BaseAuthentication):
    """Reads ``Authorization: Token …``; no cookie tells anything here."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, PushSystem]:
        scheme, _blank, token = get_authorization_header(request).decode("latin-1").partition(" ")
        try:
            if scheme.lower() != SCHEME.lower():
                raise push_systems.TokenRefused
            return AnonymousUser(), push_systems.identify(token.strip())
        except push_systems.TokenRefused as error:
            _count("push-token", rate_limits.client_address(request), WRONG_TOKENS)
            headers = {"WWW-Authenticate": SCHEME}
            raise Problem(401, str(error), headers=headers) from error


class PushTokenScheme(OpenApiAuthenticationExtension):
    """How the schema of the open API describes the token."""

    target_class = PushAuthentication
    name = "push"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization"}


def admit(request: Request) -> None:
    """Raise ``Problem`` for a suspended system, or one that asks from elsewhere.

    That is counted by network, as wrong tokens are: a token in wrong hands must not use up what
    its system may push, nor fill the list of deliveries.
    """
    address = rate_limits.client_address(request)
    if not request.auth.is_active:
        refusal = str(pushing.SystemSuspended())
    elif not request.auth.admits(address):
        refusal = _("The system may not push from this network address.")
    else:
        return
    _count("push-token", address, WRONG_TOKENS)
    raise Problem(403, refusal)


def count_push(request: Request) -> None:
    """Count one request of the system; raises ``Problem`` when it is one too many."""
    _count("push", str(request.auth.pk), PUSHES)


def _count(action: str, who: str, limits: tuple[Limit, ...]) -> None:
    try:
        rate_limits.count(action, address=who, limits=limits)
    except TooOften as error:
        wait = {"Retry-After": str(error.seconds)}
        raise Problem(429, str(error), headers=wait) from error
