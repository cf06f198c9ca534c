"""The description of the API for machines, and where they find it."""

import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

from portal.opendata.addresses import permanent
from portal.opendata.api.views import repeated, unknown
from portal.opendata.gate import open_api
from portal.opendata.problems import Fault, bad_parameters

MEDIA = {"json": "application/vnd.oai.openapi+json", "yaml": "application/vnd.oai.openapi"}
LANGUAGES = ("zh-hans", "en")
CATALOGUE_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


@lru_cache(maxsize=len(LANGUAGES))
def described(language: str) -> dict:
    """Return the schema with its texts in ``language``; the same until the process ends."""
    with override(language):
        generator = SchemaGenerator(urlconf="portal.opendata.api.described_urls")
        return json.loads(json.dumps(generator.get_schema(request=None, public=True), default=str))


@open_api
def schema(request: HttpRequest) -> HttpResponse:
    """Send the schema as JSON or YAML, in Chinese or English."""
    given = request.GET
    faults = unknown(request, ("format", "lang")) + repeated(request)
    for name, known in (("format", tuple(MEDIA)), ("lang", LANGUAGES)):
        if name in given and given[name] not in known:
            words = _("Give one of: %(known)s.") % {"known": ", ".join(known)}
            faults.append(Fault(name, words))
    if faults:
        raise bad_parameters(faults)
    kind = given.get("format") or _asked(request)
    said = described(given.get("lang") or str(get_language()))
    if kind == "yaml":
        text = OpenApiYamlRenderer().render(said)
    else:
        text = json.dumps(said, ensure_ascii=False).encode()
    answer = HttpResponse(text, content_type=MEDIA[kind])
    patch_vary_headers(answer, ["Accept", "Accept-Language"])
    return answer


def _asked(request: HttpRequest) -> str:
    accepted = request.headers.get("Accept", "")
    wants_yaml = "yaml" in accepted or (MEDIA["yaml"] in accepted and "json" not in accepted)
    return "yaml" if wants_yaml else "json"


def docs(request: HttpRequest) -> HttpResponse:
    """Lead to the page about the API in the reader's language."""
    with override(get_language_from_request(request)):
        answer = redirect("portal:api-docs")
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


@open_api
def api_catalog(request: HttpRequest) -> HttpResponse:
    """Tell where the API is and is described, as RFC 9727 asks."""
    described_at = [
        {"href": permanent("api:schema"), "type": MEDIA["json"]},
        {"href": f"{permanent('api:schema')}?format=yaml", "type": MEDIA["yaml"]},
    ]
    said = {
        "anchor": permanent("api:index"),
        "service-desc": described_at,
        "service-doc": [{"href": permanent("portal:api-docs"), "type": "text/html"}],
    }
    return JsonResponse({"linkset": [said]}, content_type=CATALOGUE_TYPE)
