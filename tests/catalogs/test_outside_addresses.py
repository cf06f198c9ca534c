import pytest
from django.core.exceptions import ValidationError

from catalogs.outside_addresses import check_outside_address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://例子.中国/地图?field=env#a",
        "https://example.org:443/x",
        "https://8.8.8.8/",
    ],
)
def test_a_page_of_the_open_internet_is_taken(address):
    check_outside_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "javascript:alert(1)",
        "https://user:word@example.org/",
        "https://example.org:8443/",
        "https://localhost/",
        "https://portal/",
        "https://printer.local/",
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://example.org:port/",
        "https://",
    ],
)
def test_what_leads_to_a_private_network_or_hides_where_it_leads_is_refused(address):
    with pytest.raises(ValidationError):
        check_outside_address(address)
