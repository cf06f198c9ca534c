"""The API does what its schema says: asked by machine, in every way the schema allows and not."""

import html

import jsonschema_rs
import pytest
import schemathesis
import yaml
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils.translation import override
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from portal.opendata.api.component_words import COMPONENTS, words_of
from portal.opendata.query import Operator
from portal.opendata.rows.parameters import OPERATOR_WORDS
from tests.portal.opendata.public_rows import LISTS

pytestmark = pytest.mark.django_db


def as_served(application):
    """Name the network address a request comes from, as every server does."""

    def served(environ, start_response):
        return application({"REMOTE_ADDR": "127.0.0.1", **environ}, start_response)

    return served


schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", as_served(get_wsgi_application()))


@pytest.fixture
def _rows(settings):
    """One row in every list, and the connection of the test stays open between requests."""
    settings.API_REQUESTS_A_MINUTE = 0
    for listed in LISTS:
        listed.shown()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_rows")
@schema.include(method="GET").parametrize()
@settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_api_conforms_to_its_schema(case):
    # A code that names nothing is refused, and the schema cannot list the codes there are.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


@pytest.mark.parametrize(
    ("asked", "accept", "kind"),
    [
        ({}, "*/*", "application/vnd.oai.openapi+json"),
        ({}, "application/yaml", "application/vnd.oai.openapi"),
        ({"format": "yaml"}, "application/json", "application/vnd.oai.openapi"),
        ({"format": "json"}, "application/yaml", "application/vnd.oai.openapi+json"),
    ],
)
def test_the_schema_is_sent_as_json_or_yaml(client, asked, accept, kind):
    response = client.get("/api/v1/schema/", asked, headers={"Accept": accept})
    assert response.headers["Content-Type"] == kind
    said = yaml.safe_load(response.content)
    assert said["openapi"] == "3.1.0"
    assert said["servers"] == [{"url": "http://testserver"}]


def test_the_schema_speaks_the_language_that_is_asked_for(client):
    chinese = client.get("/api/v1/schema/", {"lang": "zh-hans"}).json()
    english = client.get("/api/v1/schema/", {"lang": "en"}, headers={"Accept-Language": "zh"})
    assert english.json()["tags"][1]["name"] == "Powers and responsibilities"
    assert chinese["tags"][1]["name"] == "权责清单"
    assert client.get("/api/v1/schema/", {"lang": "tlh", "format": "xml"}).status_code == 400


def test_every_operation_has_words_an_example_and_its_errors():
    described = schema.raw_schema
    tags = {tag["name"] for tag in described["tags"]}
    for path, operations in described["paths"].items():
        if "/push/" in path:
            continue
        operation = operations["get"]
        assert set(operation["tags"]) <= tags, path
        assert operation["description"], path
        assert operation["summary"], path
        [*media] = operation["responses"]["200"]["content"].values()
        assert all("example" in row or "example" in row["schema"] for row in media), path
        assert {"304", "400", "401", "429"} <= set(operation["responses"]), path


def test_every_example_is_what_the_schema_says():
    described = schema.raw_schema
    for path, operations in described["paths"].items():
        if "/push/" in path:
            continue
        media = operations["get"]["responses"]["200"]["content"]["application/json"]
        example = media.get("example", media["schema"].get("example"))
        whole = {**media["schema"], "components": described["components"]}
        jsonschema_rs.validator_for(whole).validate(example)


def test_the_example_of_the_index_is_its_answer(client):
    media = schema.raw_schema["paths"]["/api/v1/"]["get"]["responses"]["200"]["content"]
    assert media["application/json"]["example"] == client.get("/api/v1/").json()


def test_every_component_has_words_for_readers_and_no_words_are_left_over():
    components = schema.raw_schema["components"]["schemas"]
    general = [name for name in components if name.startswith("Paginated") or name.endswith("Code")]
    assert set(components) == {*COMPONENTS, *general}
    for name, component in components.items():
        assert component["description"] == words_of(name)


def test_machines_find_the_api_where_rfc_9727_says(client):
    response = client.get("/.well-known/api-catalog")
    assert response.headers["Content-Type"].startswith("application/linkset+json")
    [link] = response.json()["linkset"]
    assert link["anchor"] == "http://testserver/api/v1/"
    for described in (*link["service-desc"], *link["service-doc"]):
        address = described["href"].removeprefix("http://testserver")
        assert client.get(address).headers["Content-Type"].startswith(described["type"])


def test_what_a_parameter_means_is_whole_sentences_on_the_page_about_the_api(client):
    for address, said in (
        ("/data/api/", ("权力类别。 可选值：licence", "生效日期：不早于该日。")),
        ("/en/data/api/", ("Category. One of: licence", "In force from: on this day or later.")),
    ):
        shown = client.get(address).content.decode()
        assert all(words in shown for words in said), address


@pytest.mark.parametrize(("language", "page"), [("zh", "/data/api/"), ("en", "/en/data/api/")])
def test_the_page_about_the_api_is_in_the_language_of_the_reader(client, language, page):
    response = client.get("/api/v1/docs/", headers={"Accept-Language": language})
    assert (response.status_code, response.headers["Location"]) == (302, page)
    shown = client.get(page).content.decode()
    for path in schema.raw_schema["paths"]:
        assert path in shown
    for anchor in ('id="problem-400"', 'id="problem-429"', 'id="powers"'):
        assert anchor in shown


def test_examples_of_parameters_are_of_the_type_of_their_schema():
    for operations in schema.raw_schema["paths"].values():
        for row in operations.get("get", {}).get("parameters", ()):
            if "example" in row:
                jsonschema_rs.validator_for(row["schema"]).validate(row["example"])


@pytest.mark.parametrize("address", ["/api/v1/schema/?lang=en", "/en/data/api/"])
def test_every_operator_of_filters_is_described(client, address):
    headers = {"Accept": "application/json, text/html;q=0.9"}
    text = html.unescape(client.get(address, headers=headers).text)
    with override("en"):
        for operator in Operator:
            assert f"{operator} – {OPERATOR_WORDS[operator]}" in text
