"""Entries of the three lists, with their guides."""

from typing import Any

from rest_framework import serializers

from catalogs.channels import Channel
from catalogs.enums import (
    Audience,
    EntryState,
    Level,
    MatterLevel,
    PowerCategory,
    ProviderKind,
    PublicityMode,
    PublicStage,
    ServiceAudience,
)
from catalogs.models import (
    Guide,
    GuideMaterial,
    GuideStep,
    MatterChannel,
    PowerItem,
    PublicityMatter,
    ServiceItem,
    TimeLimit,
)
from catalogs.models.guides import DayUnit, MaterialForm
from catalogs.time_limits import DayCount, LimitKind
from portal.opendata.api.words import (
    CHINESE,
    ENGLISH,
    ApiLink,
    Coded,
    CodedList,
    EntryReference,
    FieldReference,
    Permalink,
    Reference,
    Said,
)

ENTRY = ("code", "name", "name_en", "department", "field", "legal_basis", "state", "effective_on")
LINKS = ("updated_at", "url", "api_url")


class Step(serializers.ModelSerializer):
    class Meta:
        model = GuideStep
        fields = ("name", "description", "post", "limit")


class Material(serializers.ModelSerializer):
    form = Coded(MaterialForm)

    class Meta:
        model = GuideMaterial
        fields = ("name", "form", "copies", "is_required", "source")


class GuideParts(serializers.ModelSerializer):
    """How a power is exercised or a service is given, step by step."""

    limit_unit = Coded(DayUnit)
    steps = Step(many=True, read_only=True)
    materials = Material(many=True, read_only=True)

    class Meta:
        model = Guide
        fields = (
            "conditions",
            "statutory_limit",
            "commitment_limit",
            "limit_unit",
            "limit_note",
            "result",
            "steps",
            "materials",
        )


class StandardReference(EntryReference):
    """The item of an upper level that a power implements."""

    level = Coded(Level)


class Entry(serializers.ModelSerializer):
    """What every entry of the three lists has."""

    department = Reference(read_only=True)
    field = FieldReference(read_only=True)
    state = Coded(EntryState)
    effective_on = serializers.DateField(read_only=True)
    url = Permalink()


class PowerEntry(Entry):
    """An entry of the list of powers and responsibilities."""

    category = Coded(PowerCategory)
    level = Coded(Level)
    standard = StandardReference(read_only=True, allow_null=True)
    guide = GuideParts(read_only=True, allow_null=True, default=None)
    api_url = ApiLink("power")

    class Meta:
        model = PowerItem
        fields = (
            *ENTRY,
            "category",
            "level",
            "standard",
            "office",
            "target",
            "scope",
            "responsibilities",
            "supervision",
            "remedies",
            "accountability",
            "intermediary_services",
            "guide",
            *LINKS,
        )


class ServiceEntry(Entry):
    """An entry of the list of public services."""

    provider = Coded(ProviderKind)
    audience = Coded(ServiceAudience)
    guide = GuideParts(read_only=True, allow_null=True, default=None)
    api_url = ApiLink("service")

    class Meta:
        model = ServiceItem
        fields = (
            *ENTRY,
            "provider",
            "content",
            "accepting_unit",
            "audience",
            "fee",
            "consultation",
            "complaint",
            "place",
            "hours",
            "online_url",
            "guide",
            *LINKS,
        )


class Limit(serializers.ModelSerializer):
    """A time limit of publicity as it was read from the words of the catalogue."""

    kind = Coded(LimitKind)
    day_count = Coded(DayCount, optional=True)
    text = Said(CHINESE)
    text_en = Said(ENGLISH)

    class Meta:
        model = TimeLimit
        fields = ("kind", "scope", "amount", "day_count", "text", "text_en")


class ChannelName(serializers.ModelSerializer):
    """A channel; ``name`` is filled for one outside the national template."""

    channel = Coded(Channel)

    class Meta:
        model = MatterChannel
        fields = ("channel", "name")


class Levels(CodedList):
    """The levels at which a matter is published: two columns of yes or no."""

    def __init__(self) -> None:
        super().__init__(MatterLevel, source="*")

    def to_representation(self, row: PublicityMatter) -> list[Any]:
        flags = {MatterLevel.COUNTY: row.at_county, MatterLevel.TOWNSHIP: row.at_township}
        return super().to_representation([level for level, holds in flags.items() if holds])


class MatterEntry(Entry):
    """An entry of the list of publicity matters."""

    group = Reference(read_only=True)
    elements = serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)
    time_limits = Limit(many=True, read_only=True)
    channels = ChannelName(many=True, read_only=True)
    audience = Coded(Audience)
    mode = Coded(PublicityMode)
    stage = Coded(PublicStage, optional=True)
    levels = Levels()
    powers = EntryReference(many=True, read_only=True)
    services = EntryReference(many=True, read_only=True)
    api_url = ApiLink("matter")

    class Meta:
        model = PublicityMatter
        fields = (
            *ENTRY,
            "group",
            "elements",
            "time_limit_text",
            "time_limits",
            "channels",
            "audience",
            "audience_group",
            "mode",
            "levels",
            "stage",
            "work_post",
            "work_authority",
            "work_procedure",
            "work_limit",
            "powers",
            "services",
            *LINKS,
        )
