"""The catalogue in RDF: what DCAT-AP asks of every node, and that each address leads somewhere."""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from rdflib import DCTERMS, ORG, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from catalogs import data_releasing
from catalogs.data_enums import DataFormat, DataLicence, Openness, UpdateFrequency
from catalogs.enums import Theme
from portal.opendata.dcat import vocabulary
from portal.opendata.dcat.vocabulary import ADMS, AUTHORITY, DCAT, SPDX, VCARD
from portal.opendata.store.building import build
from tests import factories
from tests.datasets import CSV, moment, published
from tests.portal.opendata.dcat_profile import IN_LANGUAGES, MANDATORY, ONCE, RANGES, RECOMMENDED

pytestmark = pytest.mark.django_db
FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
SITE = "http://testserver"
JSON_FILE = '[{"code": "B-1", "name": "甲", "beds": 3}]'.encode()


@pytest.fixture
def day():
    return timezone.localdate()


@pytest.fixture
def department():
    return factories.DepartmentFactory(
        name="滨湖区民政局",
        name_en="Civil Affairs Bureau of Binhu District",
        telephone="0510-85181234，工作日",
        email="mzj@example.org",
        organization_code="990320123",
    )


@pytest.fixture
def care_homes(day, department):
    dataset = published(
        day=day,
        code="care-homes",
        name="养老机构名录",
        name_en="Care homes",
        description_en="Care homes on record in Binhu District.",
        keywords=["养老", "机构"],
        theme=Theme.CIVIL_AFFAIRS,
        department=department,
    )
    build(dataset.latest)
    return dataset


@pytest.fixture
def closed(day, department):
    return published(
        day=day,
        code="closed",
        content=JSON_FILE,
        filename="b.json",
        openness="conditional",
        conditions="签订协议后提供",
        licence="cc_by_4",
        keywords=["协议"],
        department=department,
    )


def read(client, address: str) -> Graph:
    response = client.get(address)
    assert response.status_code == 200, address
    return Graph().parse(data=response.content, format=FORMATS[address.rpartition(".")[2]])


def node(code: str, fragment: str = "dataset") -> URIRef:
    return URIRef(f"{SITE}/data/{code}/#{fragment}")


@pytest.fixture
def catalogue(client, care_homes, closed) -> Graph:
    return read(client, "/data/catalog.ttl")


# rdflib reads JSON-LD by a class that it has given up itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("address", ["/data/catalog", "/data/care-homes"])
def test_the_three_notations_say_the_same(client, care_homes, closed, address):
    turtle, *others = (read(client, f"{address}.{ending}") for ending in FORMATS)
    assert len(turtle) > 50
    assert all(isomorphic(turtle, other) for other in others)


@pytest.mark.parametrize("kind", [*MANDATORY, DCTERMS.LicenseDocument])
def test_every_node_has_what_the_profile_asks_and_recommends(client, catalogue, kind):
    if kind == DCAT.DataService:
        catalogue = read(client, "/data/catalog/service.ttl")
    nodes = set(catalogue.subjects(RDF.type, kind))
    assert nodes
    for subject in nodes:
        for predicate in [*MANDATORY.get(kind, []), *RECOMMENDED.get(kind, [])]:
            assert list(catalogue.objects(subject, predicate)), (subject, predicate)
        for predicate in ONCE.get(kind, []):
            assert len(list(catalogue.objects(subject, predicate))) <= 1, (subject, predicate)


def test_every_value_is_of_the_class_the_profile_names(client, catalogue):
    others = ("/data/care-homes.ttl", "/data/catalog/service.ttl")
    for graph in (catalogue, *(read(client, address) for address in others)):
        for predicate, kind in RANGES.items():
            for value in graph.objects(None, predicate):
                assert (value, RDF.type, kind) in graph, (predicate, value)


def test_every_text_says_its_language_and_no_node_is_without_an_address(catalogue):
    for subject, predicate, value in catalogue:
        for term in (subject, predicate):
            assert isinstance(term, URIRef), term
            assert urlsplit(str(term)).scheme, term
        assert isinstance(value, (URIRef, Literal)), value
        if predicate in IN_LANGUAGES:
            assert value.language in {"zh", "en"}, (subject, predicate, value)
    titles = set(catalogue.objects(node("care-homes"), DCTERMS.title))
    assert titles == {Literal("养老机构名录", lang="zh"), Literal("Care homes", lang="en")}


def test_every_address_of_this_site_leads_to_a_page_or_a_file(client, catalogue):
    terms = {term for triple in catalogue for term in triple if isinstance(term, URIRef)}
    own = {str(term).partition("#")[0] for term in terms if str(term).startswith(f"{SITE}/")}
    assert len(own) > 8
    for address in own:
        response = client.get(address.removeprefix(SITE), follow=True)
        assert response.status_code == 200, address
        assert b"".join(response), address


def test_a_fragment_of_the_page_of_licences_is_on_it(client, catalogue):
    chosen = {str(term) for term in catalogue.subjects(RDF.type, DCTERMS.LicenseDocument)}
    [own] = [address for address in chosen if address.startswith(SITE)]
    path, _hash, anchor = own.removeprefix(SITE).partition("#")
    assert f'id="{anchor}"' in client.get(path).text
    assert f'id="{anchor}"' in client.get(f"/en{path}").text


def test_the_file_is_described_as_it_is_downloaded(client, catalogue, care_homes):
    file = node("care-homes", "file-1")
    assert (node("care-homes"), DCAT.distribution, file) in catalogue
    [download] = catalogue.objects(file, DCAT.downloadURL)
    content = b"".join(client.get(str(download).removeprefix(SITE)))
    [size] = catalogue.objects(file, DCAT.byteSize)
    assert size.toPython() == len(content)
    [value] = catalogue.objects(file, SPDX.checksum / SPDX.checksumValue)
    assert value.datatype == XSD.hexBinary
    assert str(value).lower() == care_homes.latest.checksum
    [media_type] = catalogue.objects(file, DCAT.mediaType)
    assert str(media_type).endswith("/text/csv")


def test_the_service_gives_the_rows_of_the_datasets_that_can_be_asked(client, catalogue, day):
    published(day=day, code="waiting")
    graph = read(client, "/data/catalog/service.ttl")
    [service] = graph.subjects(RDF.type, DCAT.DataService)
    assert list(graph.objects(service, DCAT.servesDataset)) == [node("care-homes")]
    for predicate in (DCAT.endpointURL, DCAT.endpointDescription, DCAT.landingPage):
        address = str(graph.value(service, predicate)).removeprefix(SITE)
        assert client.get(address, follow=True).status_code == 200, address
    # A validator with the published shapes stops at a service: the catalogue holds none.
    assert not list(catalogue.subjects(RDF.type, DCAT.DataService))
    assert URIRef(f"{SITE}/data/catalog/service.ttl") in set(catalogue.objects(None, RDFS.seeAlso))


def test_the_rows_are_there_by_the_api_in_each_format_once_they_can_be_asked(
    client, catalogue, care_homes, day
):
    for ending in DataFormat.values:
        rows = node("care-homes", f"rows-{ending}")
        assert (node("care-homes"), DCAT.distribution, rows) in catalogue
        address = str(catalogue.value(rows, DCAT.accessURL)).removeprefix(SITE)
        media_type = str(catalogue.value(rows, DCAT.mediaType))
        answer = client.get(address)
        assert answer["Content-Type"].partition(";")[0] in media_type
        assert b"".join(answer)
    published(day=day, code="waiting")
    waiting = read(client, "/data/catalog.ttl")
    assert list(waiting.objects(node("waiting"), DCAT.distribution)) == [node("waiting", "file-1")]


def test_data_open_on_conditions_are_restricted_and_lead_to_their_page_only(catalogue):
    closed, file = node("closed"), node("closed", "file-1")
    access = {
        subject: str(catalogue.value(subject, DCTERMS.accessRights)).rpartition("/")[2]
        for subject in (closed, node("care-homes"))
    }
    assert access == {closed: "RESTRICTED", node("care-homes"): "PUBLIC"}
    assert list(catalogue.objects(closed, DCAT.distribution)) == [file]
    assert catalogue.value(file, DCAT.downloadURL) is None
    assert str(catalogue.value(file, DCAT.accessURL)) == f"{SITE}/data/closed/"
    conditions = catalogue.value(file, DCTERMS.rights)
    assert str(catalogue.value(conditions, DCTERMS.description)) == "签订协议后提供"


def test_publisher_and_contact_are_the_department(catalogue):
    agent = catalogue.value(node("care-homes"), DCTERMS.publisher)
    assert (agent, RDF.type, ORG.FormalOrganization) in catalogue
    assert str(catalogue.value(agent, ORG.identifier)) == "990320123"
    contact = catalogue.value(node("care-homes"), DCAT.contactPoint)
    assert str(catalogue.value(contact, VCARD.hasEmail)) == "mailto:mzj@example.org"
    assert str(catalogue.value(contact, VCARD.hasTelephone)) == "tel:+86-510-85181234"


def test_the_theme_is_of_the_european_table_and_the_field_of_our_own(catalogue, care_homes):
    themes = set(catalogue.objects(node("care-homes"), DCAT.theme))
    field = URIRef(f"{SITE}{care_homes.field.get_absolute_url()}#field")
    assert themes == {AUTHORITY["data-theme/SOCI"], field}
    schemes = {catalogue.value(theme, SKOS.inScheme) for theme in themes}
    assert schemes == set(catalogue.objects(None, DCAT.themeTaxonomy))


@pytest.mark.parametrize(
    ("words", "table"),
    [
        (Theme, vocabulary.THEMES),
        (UpdateFrequency, vocabulary.FREQUENCIES),
        (Openness, vocabulary.ACCESS),
        (DataFormat, vocabulary.FILE_TYPES),
        (DataLicence, vocabulary.LICENCE_TYPES),
    ],
    ids=["themes", "frequencies", "openness", "formats", "licences"],
)
def test_every_word_of_ours_has_one_of_the_other_vocabulary(words, table):
    assert set(table) == set(words)


def test_earlier_versions_stand_with_their_dataset_and_are_superseded(client, care_homes, day):
    data_releasing.release_version(
        care_homes, content=CSV + b"A-03,c,5\n", name="b.csv", actor=None, now=moment(day)
    )
    graph = read(client, "/data/care-homes.ttl")
    dataset, earlier = node("care-homes"), node("care-homes", "version-1")
    assert str(graph.value(dataset, DCAT.version)) == "2"
    assert list(graph.objects(dataset, DCAT.hasVersion)) == [earlier]
    states = {
        number: str(graph.value(node("care-homes", f"file-{number}"), ADMS.status))
        for number in (1, 2)
    }
    assert states[1].endswith("/DEPRECATED")
    assert states[2].endswith("/COMPLETED")
    listed = read(client, "/data/catalog.ttl")
    assert (earlier, RDF.type, DCAT.Dataset) not in listed
