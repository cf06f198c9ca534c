"""Applications made with the data."""

from rest_framework import serializers

from catalogs.models import Reuse
from catalogs.sharing_enums import ReuseKind
from portal.opendata.api.words import ApiLink, Coded, EntryReference, Permalink


class ReuseRow(serializers.ModelSerializer):
    """An application made with datasets, as its maker described it; ``address`` may be empty."""

    code = serializers.CharField(read_only=True)
    kind = Coded(ReuseKind)
    datasets = EntryReference(many=True, read_only=True)
    published_on = serializers.DateField(read_only=True)
    url = Permalink()
    api_url = ApiLink("reuse")

    class Meta:
        model = Reuse
        fields = (
            "code",
            "name",
            "kind",
            "description",
            "address",
            "maker",
            "datasets",
            "published_on",
            "url",
            "api_url",
        )
