"""One dataset of the catalogue as a node, with its publisher, terms, themes and files."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rdflib import DCTERMS, SKOS, Graph, Literal, URIRef

from catalogs.data_enums import Openness, UpdateFrequency
from catalogs.enums import Theme
from catalogs.models import Dataset, DatasetVersion
from portal.opendata.addresses import permanent

from . import data_service
from .agents import contact, district, publisher
from .describing import concept, describe, document, in_both, labelled, texts
from .distributions import file_of
from .vocabulary import (
    ACCESS,
    ADMS,
    AUTHORITY,
    CHINESE,
    DATA_THEMES,
    DCAT,
    ENGLISH,
    FREQUENCIES,
    THEMES,
)


def address(dataset: Dataset) -> URIRef:
    """Return the node of a dataset: its page is what a reader finds there."""
    return URIRef(f"{permanent('portal:dataset-detail', dataset.code)}#dataset")


def write(graph: Graph, dataset: Dataset) -> URIRef:
    """Write a public dataset with its newest version; department, field and version are loaded."""
    return describe(
        graph,
        address(dataset),
        [DCAT.Dataset],
        (DCTERMS.title, texts(dataset.name, dataset.name_en)),
        (DCTERMS.description, texts(dataset.description, dataset.description_en)),
        (DCTERMS.identifier, Literal(dataset.code)),
        (DCAT.keyword, [Literal(word, lang="zh") for word in dataset.keywords]),
        (DCAT.theme, [_theme(graph, Theme(dataset.theme)), _field(graph, dataset)]),
        (DCTERMS.publisher, publisher(graph, dataset.department)),
        (DCAT.contactPoint, contact(graph, dataset.department)),
        (DCTERMS.accessRights, _access(graph, Openness(dataset.openness))),
        (DCTERMS.issued, Literal(dataset.published_on)),
        (DCTERMS.modified, Literal(dataset.updated_on)),
        (DCTERMS.accrualPeriodicity, _frequency(graph, UpdateFrequency(dataset.frequency))),
        (DCTERMS.language, _languages(graph)[:1]),
        (DCTERMS.spatial, district(graph)),
        (DCAT.landingPage, _page(graph, dataset)),
        (DCTERMS.conformsTo, _schema(graph, dataset)),
        (DCAT.version, Literal(str(dataset.latest.number))),
        (ADMS.versionNotes, texts(dataset.latest.note)),
        (
            DCAT.distribution,
            [file_of(graph, dataset, dataset.latest), *data_service.rows_of(graph, dataset)],
        ),
    )


def write_versions(graph: Graph, dataset: Dataset, versions: Iterable[DatasetVersion]) -> None:
    """Write the versions before the newest, each a dataset of its own with its file."""
    node = address(dataset)
    page = permanent("portal:dataset-detail", dataset.code)
    for version in versions:
        earlier = describe(
            graph,
            URIRef(f"{page}#version-{version.number}"),
            [DCAT.Dataset],
            (DCTERMS.title, texts(dataset.name, dataset.name_en)),
            (DCTERMS.description, texts(dataset.description, dataset.description_en)),
            (DCTERMS.publisher, publisher(graph, dataset.department)),
            (DCAT.version, Literal(str(version.number))),
            (DCAT.isVersionOf, node),
            (ADMS.versionNotes, texts(version.note)),
            (DCTERMS.issued, Literal(timezone.localdate(version.released_at))),
            (DCAT.distribution, file_of(graph, dataset, version)),
        )
        describe(graph, node, [], (DCAT.hasVersion, earlier))


def languages(graph: Graph) -> list[URIRef]:
    """Write Chinese and English, the languages of the catalogue."""
    return _languages(graph)


def field_scheme(graph: Graph) -> URIRef:
    """Write the fields of publicity as a scheme of concepts."""
    node = URIRef(f"{permanent('portal:field-list')}#fields")
    return describe(
        graph, node, [SKOS.ConceptScheme], (DCTERMS.title, in_both(_("Fields of publicity")))
    )


def theme_scheme(graph: Graph) -> URIRef:
    """Write the European table of data themes."""
    title = texts("欧盟数据主题", "Data theme")
    return describe(graph, DATA_THEMES, [SKOS.ConceptScheme], (DCTERMS.title, title))


def _theme(graph: Graph, theme: Theme) -> URIRef:
    code, english, chinese = THEMES[theme]
    node = AUTHORITY[f"data-theme/{code}"]
    return concept(graph, node, texts(chinese, english), (SKOS.inScheme, theme_scheme(graph)))


def _field(graph: Graph, dataset: Dataset) -> URIRef:
    field = dataset.field
    return concept(
        graph,
        URIRef(f"{permanent('portal:field-detail', field.slug)}#field"),
        texts(field.name, field.name_en),
        (SKOS.notation, Literal(field.code)),
        (SKOS.inScheme, field_scheme(graph)),
    )


def _access(graph: Graph, openness: Openness) -> URIRef:
    node = AUTHORITY[f"access-right/{ACCESS[openness]}"]
    return labelled(graph, node, [DCTERMS.RightsStatement], in_both(openness.label))


def _frequency(graph: Graph, frequency: UpdateFrequency) -> URIRef:
    node = AUTHORITY[f"frequency/{FREQUENCIES[frequency]}"]
    return labelled(graph, node, [DCTERMS.Frequency], in_both(frequency.label))


def _languages(graph: Graph) -> list[URIRef]:
    kinds = [DCTERMS.LinguisticSystem]
    return [
        labelled(graph, CHINESE, kinds, texts("中文", "Chinese")),
        labelled(graph, ENGLISH, kinds, texts("英文", "English")),
    ]


def _page(graph: Graph, dataset: Dataset) -> URIRef:
    address = permanent("portal:dataset-detail", dataset.code)
    return document(graph, address, texts(dataset.name, dataset.name_en))


def _schema(graph: Graph, dataset: Dataset) -> URIRef:
    """Write the data dictionary, which says what every column means."""
    node = URIRef(permanent("standards:table-schema", dataset.code))
    title = (DCTERMS.title, in_both(_("Data dictionary")))
    return describe(graph, node, [DCTERMS.Standard], title)
