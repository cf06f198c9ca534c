"""Entries of the data catalogue, with data dictionary, versions and where the rows are."""

from rest_framework import serializers

from catalogs.data_enums import (
    ColumnType,
    DataFormat,
    DataLicence,
    Openness,
    UpdateFrequency,
    UpdateState,
)
from catalogs.enums import Theme
from catalogs.models import Dataset, DatasetColumn, DatasetVersion
from portal.opendata.api.words import (
    ApiLink,
    Coded,
    EntryReference,
    FieldReference,
    Permalink,
    Reference,
)

ENTRY = (
    "code",
    "name",
    "name_en",
    "description",
    "description_en",
    "department",
    "field",
    "theme",
    "keywords",
    "frequency",
    "licence",
    "openness",
    "conditions",
    "published_on",
    "updated_on",
    "next_update_by",
    "update_state",
)
LINKS = ("url", "api_url", "rows_url")


class Column(serializers.ModelSerializer):
    """A column of the data dictionary; ``name`` is the one in the file and in queries."""

    type = Coded(ColumnType)

    class Meta:
        model = DatasetColumn
        fields = ("name", "title", "title_en", "type", "unit", "meaning")


class Version(serializers.ModelSerializer):
    """One state of the data; ``checksum`` is the SHA-256 of its file, which is at ``url``."""

    format = Coded(DataFormat)

    class Meta:
        model = DatasetVersion
        fields = (
            "number",
            "released_at",
            "format",
            "name",
            "size",
            "checksum",
            "row_count",
            "column_count",
            "note",
        )


class DatasetEntry(serializers.ModelSerializer):
    """An entry of the data catalogue with its newest version."""

    department = Reference(read_only=True)
    field = FieldReference(read_only=True)
    theme = Coded(Theme)
    frequency = Coded(UpdateFrequency)
    licence = Coded(DataLicence)
    openness = Coded(Openness)
    keywords = serializers.ListField(child=serializers.CharField(), read_only=True)
    published_on = serializers.DateField(read_only=True)
    updated_on = serializers.DateField(read_only=True)
    next_update_by = serializers.DateField(read_only=True, allow_null=True)
    update_state = Coded(UpdateState)
    latest = Version(read_only=True)
    url = Permalink()
    api_url = ApiLink("dataset")
    rows_url = ApiLink("dataset-rows")

    class Meta:
        model = Dataset
        fields = (*ENTRY, "latest", *LINKS)


class FileVersion(Version):
    """A version with the address of its file."""

    url = Permalink()

    class Meta(Version.Meta):
        fields = (*Version.Meta.fields, "url")


class DatasetDetail(DatasetEntry):
    """The whole entry: dictionary, every version with its file, and the matters it serves."""

    columns = Column(many=True, read_only=True)
    versions = FileVersion(many=True, read_only=True)
    matters = EntryReference(many=True, read_only=True)

    class Meta(DatasetEntry.Meta):
        fields = (*ENTRY, "latest", "columns", "versions", "matters", *LINKS)
