"""Datasets and their catalogue in the words of schema.org, for the heads of their pages."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogs.data_enums import DataFormat, DataLicence, Openness
from catalogs.data_files import CONTENT_TYPES
from catalogs.models import Dataset, DatasetColumn, DatasetVersion
from portal.opendata.addresses import permanent, site
from portal.opendata.dcat.notations import NOTATIONS
from portal.opendata.licences import licence_url
from portal.opendata.ways import rows_url
from portal.structured_data import block, language, organization

LONGEST_DESCRIPTION = 5000


def dataset(row: Dataset, version: DatasetVersion, columns: list[DatasetColumn]) -> SafeString:
    """Describe a dataset with its newest version and its columns."""
    department = organization(row.department)
    is_closed = row.openness == Openness.CONDITIONAL
    in_english = get_language() == "en" and bool(row.name_en)
    return block(
        {
            "@type": "Dataset",
            "name": row.display_name,
            "alternateName": row.name if in_english else "",
            "description": row.display_description[:LONGEST_DESCRIPTION],
            "url": site() + row.get_absolute_url(),
            "identifier": row.code,
            "keywords": row.keywords,
            "inLanguage": "zh-CN",
            "isAccessibleForFree": True,
            "conditionsOfAccess": row.conditions if is_closed else "",
            "license": licence_url(DataLicence(row.licence)),
            "creator": department,
            "publisher": department,
            "datePublished": _iso(row.published_on),
            "dateModified": _iso(row.updated_on),
            "version": str(version.number),
            "spatialCoverage": {"@type": "Place", "name": _("Binhu District, Wuxi")},
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "name": _("Open data catalogue of Binhu District"),
                "url": site() + reverse("portal:dataset-list"),
            },
            "variableMeasured": [_variable(column) for column in columns],
            "distribution": [] if is_closed else [_file(row, version), *_rows(row)],
        }
    )


def catalogue(lead: str) -> SafeString:
    """Describe the catalogue; its datasets have pages and words of their own."""
    return block(
        {
            "@type": "DataCatalog",
            "name": _("Open data catalogue of Binhu District"),
            "description": lead,
            "url": site() + reverse("portal:dataset-list"),
            "inLanguage": language(),
            "spatialCoverage": {"@type": "Place", "name": _("Binhu District, Wuxi")},
            "license": licence_url(DataLicence.CC0),
            "encoding": {
                "@type": "MediaObject",
                "contentUrl": permanent("standards:catalogue-document", "jsonld"),
                "encodingFormat": "application/ld+json",
            },
        }
    )


def links_of(row: Dataset) -> list[dict[str, str]]:
    """Return what the head of the page of a dataset names: the same in RDF, and its dictionary."""
    notations = [
        (notation.media_type, permanent("standards:dataset-document", row.code, notation.ending))
        for notation in NOTATIONS
    ]
    schema = permanent("standards:table-schema", row.code)
    described_by = {"relation": "describedby", "type": "application/json", "url": schema}
    return [*_alternates(notations), described_by]


def links_of_catalogue() -> list[dict[str, str]]:
    """Return what the head of the page of the catalogue names: the same in RDF."""
    return _alternates(
        [
            (notation.media_type, permanent("standards:catalogue-document", notation.ending))
            for notation in NOTATIONS
        ]
    )


def _alternates(notations: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"relation": "alternate", "type": kind, "url": url} for kind, url in notations]


def _variable(column: DatasetColumn) -> dict[str, Any]:
    words = {
        "@type": "PropertyValue",
        "name": column.display_title,
        "description": column.meaning,
        "unitText": column.unit,
    }
    return {key: text for key, text in words.items() if text}


def _file(row: Dataset, version: DatasetVersion) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "contentUrl": site() + reverse("portal:dataset-file", args=[row.code, version.number]),
        "encodingFormat": CONTENT_TYPES[DataFormat(version.format)].partition(";")[0],
        "contentSize": f"{version.size} B",
        "sha256": version.checksum,
    }


def _rows(row: Dataset) -> list[dict[str, Any]]:
    """Describe the rows by the open API, where it gives them."""
    if rows_url(row) is None:
        return []
    return [
        {
            "@type": "DataDownload",
            "name": _("Rows by the open API"),
            "contentUrl": rows_url(row, format),
            "encodingFormat": CONTENT_TYPES[format].partition(";")[0],
        }
        for format in DataFormat
    ]


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""
