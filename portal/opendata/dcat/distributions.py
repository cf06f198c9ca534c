"""The ways to get the data: the file of a version, and the rows by the open API."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from rdflib import DCTERMS, XSD, Graph, Literal, URIRef

from catalogs.data_enums import DataFormat, DataLicence, Openness
from catalogs.data_files import CONTENT_TYPES
from catalogs.models import Dataset, DatasetVersion
from portal.opendata.addresses import permanent
from portal.opendata.licences import licence_url

from .describing import Fact, concept, describe, in_both, labelled, texts
from .vocabulary import (
    ADMS,
    AUTHORITY,
    AVAILABLE,
    DCAT,
    DCATAP,
    FILE_TYPES,
    LICENCE_TYPE,
    LICENCE_TYPES,
    MEDIA_TYPES,
    NEWEST,
    SPDX,
    SUPERSEDED,
)


def file_of(graph: Graph, dataset: Dataset, version: DatasetVersion) -> URIRef:
    """Write the file of a version; where conditions hold, only the way to ask for it."""
    page = permanent("portal:dataset-detail", dataset.code)
    file = permanent("portal:dataset-file", dataset.code, version.number)
    is_open = dataset.openness == Openness.UNCONDITIONAL
    newest = version.pk == dataset.latest_id
    return distribution(
        graph,
        URIRef(f"{page}#file-{version.number}"),
        dataset,
        DataFormat(version.format),
        (DCTERMS.title, texts(version.name)),
        (DCTERMS.description, in_both(_("The file as the department released it."))),
        (DCAT.accessURL, URIRef(file if is_open else page)),
        (DCAT.downloadURL, URIRef(file) if is_open else None),
        (DCAT.byteSize, Literal(version.size, datatype=XSD.nonNegativeInteger)),
        (SPDX.checksum, _checksum(graph, URIRef(f"{page}#checksum-{version.number}"), version)),
        (DCTERMS.issued, Literal(timezone.localdate(version.released_at))),
        (ADMS.status, _status(graph, newest=newest)),
    )


def licence_of(graph: Graph, chosen: DataLicence) -> URIRef:
    """Write a licence."""
    code, label = LICENCE_TYPES[chosen]
    return describe(
        graph,
        URIRef(licence_url(chosen)),
        [DCTERMS.LicenseDocument],
        (DCTERMS.title, in_both(chosen.label)),
        (DCTERMS.type, concept(graph, LICENCE_TYPE[code], texts("", label))),
    )


def distribution(
    graph: Graph, node: URIRef, dataset: Dataset, format: DataFormat, *facts: Fact
) -> URIRef:
    """Write a way to get the data: its own facts, format, licence, terms and availability."""
    media_type = MEDIA_TYPES[CONTENT_TYPES[format].partition(";")[0]]
    file_type = AUTHORITY[f"file-type/{FILE_TYPES[format]}"]
    available = concept(graph, AVAILABLE, in_both(pgettext_lazy("of data", "Available")))
    return describe(
        graph,
        node,
        [DCAT.Distribution],
        (DCAT.mediaType, describe(graph, media_type, [DCTERMS.MediaType])),
        (
            DCTERMS.format,
            labelled(graph, file_type, [DCTERMS.MediaTypeOrExtent], texts("", format.label)),
        ),
        (DCTERMS.license, licence_of(graph, DataLicence(dataset.licence))),
        (DCTERMS.rights, _rights(graph, dataset)),
        (DCATAP.availability, available),
        *facts,
    )


def _rights(graph: Graph, dataset: Dataset) -> URIRef | None:
    """Write the conditions of use, where there are any."""
    if not dataset.conditions:
        return None
    page = permanent("portal:dataset-detail", dataset.code)
    kinds = [DCTERMS.RightsStatement]
    words = (DCTERMS.description, texts(dataset.conditions))
    return describe(graph, URIRef(f"{page}#conditions"), kinds, words)


def _checksum(graph: Graph, node: URIRef, version: DatasetVersion) -> URIRef:
    algorithm = describe(graph, SPDX.checksumAlgorithm_sha256, [SPDX.ChecksumAlgorithm])
    return describe(
        graph,
        node,
        [SPDX.Checksum],
        (SPDX.algorithm, algorithm),
        (SPDX.checksumValue, Literal(version.checksum, datatype=XSD.hexBinary)),
    )


def _status(graph: Graph, *, newest: bool) -> URIRef:
    if newest:
        return concept(graph, NEWEST, in_both(pgettext_lazy("of a file", "Complete")))
    return concept(graph, SUPERSEDED, in_both(pgettext_lazy("of a file", "Superseded")))
