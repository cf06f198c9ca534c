"""Where the terms of each licence of open data stand: an address that everyone can follow."""

from django.urls import reverse

from catalogs.data_enums import DataLicence
from portal.opendata.addresses import permanent

CREATIVE_COMMONS = {
    DataLicence.CC_BY_4: "https://creativecommons.org/licenses/by/4.0/",
    DataLicence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
}
PAGE = "portal:licence"


def anchor(licence: DataLicence) -> str:
    """Return where on the page of licences this one stands."""
    return licence.value.replace("_", "-")


def licence_url(licence: DataLicence) -> str:
    """Return the address for machines; the district's own licence stands on its page."""
    return CREATIVE_COMMONS.get(licence) or f"{permanent(PAGE)}#{anchor(licence)}"


def licence_page(licence: DataLicence) -> str:
    """Return the address on this site where a reader finds the licence in plain words."""
    return f"{reverse(PAGE)}#{anchor(licence)}"
