"""Ways to the same data for programs, and around the catalogue for people, as visible links."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalogs.models import Dataset
from feedback.enums import SubmissionKind
from portal.opendata.addresses import permanent

from .dataset_answers import form_about

TURTLE = "ttl"


def of_catalogue() -> list[dict[str, str]]:
    """Return what stands above the list of datasets."""
    return [
        {"text": _("Open API"), "url": reverse("portal:api-docs")},
        {"text": _("Feeds"), "url": reverse("portal:feeds")},
        {"text": _("Licences"), "url": reverse("portal:licence")},
        {
            "text": _("The catalogue in RDF (DCAT)"),
            "url": permanent("standards:catalogue-document", TURTLE),
        },
        {
            "text": _("Ask for data that are missing"),
            "url": form_about(SubmissionKind.DATA_REQUEST),
        },
    ]


def of_dataset(dataset: Dataset, *, rows: bool) -> list[dict[str, Any]]:
    """Return the addresses by which programs read ``dataset``; of its rows only where ``rows``."""
    ways = [
        (_("Data dictionary as Table Schema"), permanent("standards:table-schema", dataset.code)),
        (_("Data dictionary as CSVW"), permanent("standards:csv-metadata", dataset.code)),
        (_("Entry of the catalogue in RDF (DCAT)"),
         permanent("standards:dataset-document", dataset.code, TURTLE)),
    ]  # fmt: skip
    if rows:
        ways.insert(0, (_("Rows by the open API"), permanent("api:dataset-rows", dataset.code)))
    return [{"text": text, "url": url} for text, url in ways]
