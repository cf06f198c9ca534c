"""The log of dynamic adjustments."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalogs.enums import AdjustmentAction, AdjustmentReason
from catalogs.models import Adjustment
from portal.filters.adjustments import AdjustedList
from portal.opendata.api.words import ApiLink, Coded, EntryReference, Permalink, Reference


class Change(serializers.Serializer):
    """What an adjustment changed in one part of the entry; null where there was nothing."""

    part = serializers.CharField(read_only=True)
    old = serializers.JSONField(read_only=True)
    new = serializers.JSONField(read_only=True)


@extend_schema_field(Change(many=True))
class Changes(serializers.Field):
    """Old and new, part by part."""

    def __init__(self) -> None:
        super().__init__(read_only=True, source="*")

    def to_representation(self, row: Adjustment) -> list[dict[str, Any]]:
        return [
            {"part": part, "old": row.former.get(part), "new": new}
            for part, new in row.proposed.items()
        ]


class AdjustmentRow(serializers.ModelSerializer):
    """An addition, revision or abolition that took effect."""

    list = Coded(AdjustedList, source="of_list")
    entry = EntryReference(read_only=True)
    action = Coded(AdjustmentAction)
    reason = Coded(AdjustmentReason)
    department = Reference(read_only=True)
    changes = Changes()
    url = Permalink()
    api_url = ApiLink("adjustment", "pk")

    class Meta:
        model = Adjustment
        fields = (
            "id",
            "list",
            "entry",
            "action",
            "reason",
            "basis",
            "explanation",
            "department",
            "effective_on",
            "changes",
            "url",
            "api_url",
        )
