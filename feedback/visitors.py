"""A visitor without an account, told from others by a token the browser keeps."""

from django.utils.crypto import salted_hmac


def visitor_hash(token: str, *, purpose: str) -> str:
    """Return what is stored of ``token``: a keyed hash that cannot be joined across purposes."""
    return salted_hmac(f"feedback.visitors:{purpose}", token, algorithm="sha256").hexdigest()
