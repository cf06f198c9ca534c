"""What was asked and answered: the knowledge list, published replies and answered requests."""

from rest_framework import serializers

from applications.models import PublishedRequest
from feedback.enums import SubmissionKind
from feedback.models import KnowledgeEntry, PublishedReply
from portal.opendata.api.words import (
    ApiLink,
    Coded,
    EntryReference,
    FieldReference,
    Permalink,
    Reference,
)


class Knowledge(serializers.ModelSerializer):
    """A question often asked, with its answer (Markdown) and basis."""

    field = FieldReference(read_only=True)
    department = Reference(read_only=True)
    matters = EntryReference(many=True, read_only=True)
    services = EntryReference(many=True, read_only=True)
    published_on = serializers.DateField(read_only=True)
    url = Permalink()
    api_url = ApiLink("knowledge", "pk")

    class Meta:
        model = KnowledgeEntry
        fields = (
            "id",
            "question",
            "answer",
            "basis",
            "field",
            "department",
            "matters",
            "services",
            "version",
            "published_on",
            "url",
            "api_url",
        )


class Reply(serializers.ModelSerializer):
    """A question to the government and its answer, in an editor's words, with consent."""

    kind = Coded(SubmissionKind)
    department = Reference(read_only=True)
    field = FieldReference(read_only=True, allow_null=True)
    url = Permalink()
    api_url = ApiLink("reply", "pk")

    class Meta:
        model = PublishedReply
        fields = (
            "id",
            "kind",
            "title",
            "question",
            "answer",
            "department",
            "field",
            "published_on",
            "url",
            "api_url",
        )


class AnsweredRequest(serializers.ModelSerializer):
    """A request for disclosure and its answer, in an editor's words, with consent."""

    department = Reference(read_only=True)
    url = Permalink()
    api_url = ApiLink("answered-request", "pk")

    class Meta:
        model = PublishedRequest
        fields = (
            "id",
            "title",
            "question",
            "answer",
            "lesson",
            "is_typical",
            "department",
            "published_on",
            "url",
            "api_url",
        )
