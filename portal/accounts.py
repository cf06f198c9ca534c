"""How officials come in: accounts are made by an administrator, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Log-in and password reset as allauth has them, without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
