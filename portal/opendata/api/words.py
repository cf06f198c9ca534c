"""Codes with their words in both languages, references to other rows, and permanent addresses."""

from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import override
from rest_framework import serializers

from portal.opendata.addresses import permanent, site

CHINESE, ENGLISH = "zh-hans", "en"


@cache
def coded(choices: type[TextChoices], value: str) -> dict[str, str]:
    """Return a code with what it is called: ``code``, ``name``, ``name_en``."""
    said = {"code": value}
    for key, language in (("name", CHINESE), ("name_en", ENGLISH)):
        with override(language):
            said[key] = str(choices(value).label)
    return said


def permalink(row: Any) -> str:
    """Return the absolute address of the Chinese page of ``row``, which never changes."""
    with override(CHINESE):
        return site() + row.get_absolute_url()


class Coded(serializers.Field):
    """A column with ``TextChoices``; null where it is empty."""

    def __init__(self, choices: type[TextChoices], *, optional: bool = False, **options) -> None:
        super().__init__(read_only=True, allow_null=optional, **options)
        self.choices = choices

    def to_representation(self, value: str) -> dict[str, str] | None:
        return dict(coded(self.choices, str(value))) if value else None


class CodedList(serializers.ListField):
    """A list of codes."""

    def __init__(self, choices: type[TextChoices], **options) -> None:
        super().__init__(child=Coded(choices), read_only=True, **options)


class Said(serializers.Field):
    """What a row says of itself in one language."""

    def __init__(self, language: str, **options) -> None:
        super().__init__(read_only=True, source="*", **options)
        self.language = language

    def to_representation(self, row: Any) -> str:
        with override(self.language):
            return str(row)


class Permalink(serializers.Field):
    """The address of a row's page."""

    def __init__(self, **options) -> None:
        super().__init__(read_only=True, source="*", **options)

    def to_representation(self, row: Any) -> str:
        return permalink(row)


class ApiLink(serializers.Field):
    """The address of a row in the API: the view called ``view``, by the row's ``key``."""

    def __init__(self, view: str, key: str = "code", **options) -> None:
        super().__init__(read_only=True, source="*", **options)
        self.view, self.key = view, key

    def to_representation(self, row: Any) -> str:
        return permanent(f"api:{self.view}", getattr(row, self.key))


class Reference(serializers.Serializer):
    """A row of another list: its code and its name."""

    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    name_en = serializers.CharField(read_only=True)


class FieldReference(Reference):
    """A field of publicity; its code is the one in addresses and filters."""

    code = serializers.CharField(source="slug", read_only=True)


class EntryReference(Reference):
    """An entry of one of the lists, with its page."""

    url = Permalink()


class DocumentReference(serializers.Serializer):
    """A document, with its page."""

    index_number = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    title_en = serializers.CharField(read_only=True)
    url = Permalink()
