"""Ask a page of another site whether it is there: politely, briefly, and never a private network.

Text that officials write names the addresses, so each is looked at before anything is sent: only
``http`` and ``https``, no passwords, and only hosts all of whose addresses are public. The
connection goes to the very address that was examined; redirects are examined like the first
address. Nothing of an answer but its head is read.
"""

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

from catalogs.models.checked_links import LinkFault

# To connect, and for each read; and for a whole answer, however slowly it drips.
TIMEOUT_SECONDS = 10
ANSWER_SECONDS = 20
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
# Some servers do not know HEAD, or answer it wrongly: they are asked again with GET.
REFUSES_HEAD = frozenset({400, 403, 404, 405, 410, 500, 501})
# Public to look at, yet they carry an address of another network inside.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/48")))


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a question: a fault, or none; the status where the other side gave one."""

    fault: LinkFault | None
    status: int | None = None


class _NotPublic(Exception):
    """The address leads where the public cannot go."""


def ask(address: str) -> Answer:
    """Return whether ``address`` answers, following its redirects."""
    try:
        for _hop in range(MOST_REDIRECTS + 1):
            parts = _examined(address)
            status, location = _request("HEAD", parts)
            if status in REFUSES_HEAD:
                status, location = _request("GET", parts)
            if status not in REDIRECTS or not location:
                return Answer(_fault_of(status), status)
            address = urljoin(address, location)
    except _NotPublic:
        return Answer(LinkFault.NOT_PUBLIC)
    except socket.gaierror:
        return Answer(LinkFault.NO_HOST)
    except ssl.SSLCertVerificationError:
        return Answer(LinkFault.CERTIFICATE)
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(LinkFault.NO_ANSWER)
    return Answer(LinkFault.REDIRECTS)


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        if any(found in network for network in _TRANSLATED):
            return False
        if inner := found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _fault_of(status: int) -> LinkFault | None:
    """A page that asks who is there, or asks to be left alone, is there."""
    if status in GONE:
        return LinkFault.NOT_FOUND
    return LinkFault.SERVER_ERROR if status >= 500 else None


def _examined(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise _NotPublic
    if parts.username is not None or parts.password is not None:
        raise _NotPublic
    return parts


def _resolved(host: str, port: int) -> str:
    """Return the address to connect to; all addresses of the host must be public."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(row[4][0]).partition("%")[0] for row in rows]
    if host not in settings.LINK_CHECK_PRIVATE_HOSTS and not all(map(is_public, addresses)):
        raise _NotPublic
    return addresses[0]


def _request(method: str, parts: SplitResult) -> tuple[int, str]:
    """Return the status and the location of an answer; its body stays unread."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    sock = socket.create_connection((_resolved(host, port), port), timeout=TIMEOUT_SECONDS)
    opened = [sock]
    deadline = Timer(ANSWER_SECONDS, _hang_up, [opened])
    deadline.start()
    try:
        connection = http.client.HTTPConnection(host, port)
        if secure:
            connection = http.client.HTTPSConnection(host, port)
            sock = ssl.create_default_context().wrap_socket(
                sock, server_hostname=host, do_handshake_on_connect=False
            )
            opened.append(sock)
            sock.do_handshake()
        connection.sock = sock
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        name = f"link check of {settings.SITE_URL}"
        connection.request(method, target, headers={"User-Agent": name, "Connection": "close"})
        response = connection.getresponse()
        try:
            return response.status, response.getheader("Location") or ""
        finally:
            response.close()
    finally:
        deadline.cancel()
        sock.close()


def _hang_up(opened: list[socket.socket]) -> None:
    """End the connection under whoever waits for it; an encrypted one is the last of the list."""
    with suppress(OSError):
        socket.socket.shutdown(opened[-1], socket.SHUT_RDWR)
