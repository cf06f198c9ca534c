"""Departments and fields."""

from rest_framework import serializers

from catalogs.enums import DepartmentKind
from catalogs.models import Department, Field
from portal.opendata.api.words import ApiLink, Coded, Permalink, Reference


class DepartmentRow(serializers.ModelSerializer):
    """A unit that holds powers, gives services or publishes, with how to reach it."""

    kind = Coded(DepartmentKind)
    parent = Reference(read_only=True, allow_null=True)
    url = Permalink()
    api_url = ApiLink("department")

    class Meta:
        model = Department
        fields = (
            "code",
            "name",
            "name_en",
            "short_name",
            "kind",
            "organization_code",
            "parent",
            "address",
            "postcode",
            "telephone",
            "fax",
            "email",
            "office_hours",
            "disclosure_guide",
            "url",
            "api_url",
        )


class FieldRow(serializers.ModelSerializer):
    """A field of publicity; ``code`` is the one in filters, ``number`` the catalogue's."""

    code = serializers.CharField(source="slug", read_only=True)
    number = serializers.CharField(source="code", read_only=True)
    url = Permalink()
    api_url = ApiLink("field", "slug")

    class Meta:
        model = Field
        fields = ("code", "number", "name", "name_en", "is_pilot", "url", "api_url")
