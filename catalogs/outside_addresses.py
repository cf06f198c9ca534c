"""Addresses of other sites that the public gives: only what leads to the open internet."""

import ipaddress
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.outside_pages import is_public

# Names that no public name server answers, or that mean the reader's own network.
_PRIVATE_ENDINGS = ("local", "localhost", "internal", "lan", "home", "corp", "test", "invalid")


def check_outside_address(address: str) -> None:
    """Refuse an address that is not https, holds a password or a port, or leads nowhere public.

    Nothing is asked of the network: the address is shown as a link, not followed here.
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise ValidationError(_("This is not the address of a page.")) from error
    if parts.scheme != "https":
        raise ValidationError(_("Give an address that begins with https://."))
    if parts.username is not None or parts.password is not None or port not in (None, 443):
        raise ValidationError(_("Give the address without user, password and port."))
    if not _is_public_host(host):
        raise ValidationError(_("Give the address of a page that everyone can open."))


def _is_public_host(host: str) -> bool:
    try:
        return is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        last = host.rpartition(".")[2]
        # A name of digits alone is read as a number of the network by some browsers.
        return "." in host and last not in _PRIVATE_ENDINGS and not last.isdigit()
