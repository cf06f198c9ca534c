"""The way into the API: where everything is."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.opendata.addresses import permanent
from portal.opendata.api.views import unknown
from portal.opendata.problems import bad_parameters

LISTS = (
    "powers",
    "services",
    "matters",
    "publications",
    "interpretations",
    "adjustments",
    "departments",
    "fields",
    "knowledge-entries",
    "replies",
    "answered-requests",
    "datasets",
    "reuses",
)
STATISTICS = ("application-statistics", "interaction-statistics", "supervision-statistics")
DESCRIPTIONS = ("schema", "docs")


class Links(serializers.Serializer):
    """Where each list is, by its name, and where the API is described."""

    lists = serializers.DictField(child=serializers.URLField(), read_only=True)
    statistics = serializers.DictField(child=serializers.URLField(), read_only=True)
    description = serializers.DictField(child=serializers.URLField(), read_only=True)


class Index(APIView):
    """Where everything is."""

    serializer_class = Links

    def get(self, request: Request) -> Response:
        if faults := unknown(request, ()):
            raise bad_parameters(faults)
        return Response(addresses())


def addresses() -> dict[str, dict[str, str]]:
    """Return the address of everything there is, by parts."""
    parts = {"lists": LISTS, "statistics": STATISTICS, "description": DESCRIPTIONS}
    return {
        part: {name: permanent(f"api:{name}") for name in names} for part, names in parts.items()
    }
