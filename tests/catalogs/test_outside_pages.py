"""Pages of other sites: what counts as there, and what is never asked."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from catalogs import outside_pages
from catalogs.models.checked_links import LinkFault
from tests.servers.pages import HOST, PageServer


@pytest.fixture
def site(settings):
    """A server of this machine, which the setting allows to be asked."""
    settings.LINK_CHECK_PRIVATE_HOSTS = [HOST]
    server = PageServer()
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("path", "fault", "status"),
    [
        ("/page", None, 200),
        ("/status/404", LinkFault.NOT_FOUND, 404),
        ("/status/410", LinkFault.NOT_FOUND, 410),
        ("/status/500", LinkFault.SERVER_ERROR, 500),
        # Who asks for a log-in or for patience is there.
        ("/status/401", None, 401),
        ("/status/429", None, 429),
        ("/get-only", None, 200),
        ("/moved/page", None, 200),
        ("/moved/moved/status/404", LinkFault.NOT_FOUND, 404),
        ("/silent", LinkFault.NO_ANSWER, None),
    ],
)
def test_an_answer_says_whether_the_page_is_there(site, path, fault, status):
    assert outside_pages.ask(site.url + path) == outside_pages.Answer(fault, status)


def test_the_head_alone_is_asked_where_that_is_enough(site):
    outside_pages.ask(f"{site.url}/page?id=1#part")
    assert site.asked == [("HEAD", "/page?id=1")]


def test_redirects_end(site):
    path = "/moved" * (outside_pages.MOST_REDIRECTS + 1) + "/page"
    assert outside_pages.ask(site.url + path).fault == LinkFault.REDIRECTS
    assert len(site.asked) == outside_pages.MOST_REDIRECTS + 1


def test_nobody_listens(settings):
    settings.LINK_CHECK_PRIVATE_HOSTS = [HOST]
    server = PageServer()
    url = server.url
    server.start()
    server.stop()
    assert outside_pages.ask(f"{url}/page") == outside_pages.Answer(LinkFault.NO_ANSWER)


def test_a_host_without_an_address_is_no_host():
    assert outside_pages.ask("http://gone.invalid/").fault == LinkFault.NO_HOST


def test_without_the_setting_this_machine_is_never_asked(site, settings):
    settings.LINK_CHECK_PRIVATE_HOSTS = []
    for name in (site.url, site.url.replace(HOST, "localhost")):
        assert outside_pages.ask(f"{name}/page").fault == LinkFault.NOT_PUBLIC
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_not_followed(site):
    port = site.url.rpartition(":")[2]
    for private in (f"127.0.0.2:{port}", "10.1.2.3", "169.254.169.254/latest", "[::1]:80"):
        assert outside_pages.ask(f"{site.url}/away/{private}").fault == LinkFault.NOT_PUBLIC
    assert {path for _method, path in site.asked} == {
        f"/away/127.0.0.2:{port}",
        "/away/10.1.2.3",
        "/away/169.254.169.254/latest",
        "/away/[::1]:80",
    }


@pytest.mark.parametrize(
    "address",
    ["ftp://192.0.2.1/", "file:///etc/passwd", "http://", "http://clerk:word@127.0.0.1/page"],
)
def test_only_web_addresses_without_passwords_are_asked(settings, address):
    settings.LINK_CHECK_PRIVATE_HOSTS = [HOST]
    assert outside_pages.ask(address).fault == LinkFault.NOT_PUBLIC


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        # Addresses that carry another inside.
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert outside_pages.is_public(address) is public


def test_a_server_that_drips_is_hung_up_on(settings, monkeypatch):
    """Each byte comes in time, the answer never does."""
    settings.LINK_CHECK_PRIVATE_HOSTS = [HOST]
    monkeypatch.setattr(outside_pages, "ANSWER_SECONDS", 0.3)
    ended = Event()
    listener = socket.create_server((HOST, 0))

    def drip():
        connection, _address = listener.accept()
        with connection:
            while not ended.wait(0.05):
                try:
                    connection.sendall(b"H")
                except OSError:
                    return

    thread = Thread(target=drip)
    thread.start()
    try:
        answer = outside_pages.ask(f"http://{HOST}:{listener.getsockname()[1]}/")
    finally:
        ended.set()
        thread.join()
        listener.close()
    assert answer.fault == LinkFault.NO_ANSWER


def self_signed(folder) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "server.pem"
    file.write_bytes(private + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def test_a_certificate_nobody_vouches_for_is_a_fault(settings, tmp_path):
    settings.LINK_CHECK_PRIVATE_HOSTS = [HOST]
    listener = socket.create_server((HOST, 0))
    context = self_signed(tmp_path)

    def greet():
        connection, _address = listener.accept()
        with connection:
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                return

    thread = Thread(target=greet)
    thread.start()
    try:
        answer = outside_pages.ask(f"https://{HOST}:{listener.getsockname()[1]}/")
    finally:
        thread.join()
        listener.close()
    assert answer.fault == LinkFault.CERTIFICATE
