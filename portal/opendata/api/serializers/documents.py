"""Publications: the metadata record, and with it the text, the files and what they explain."""

from rest_framework import serializers

from catalogs.enums import (
    Audience,
    DocumentKind,
    Effectiveness,
    Genre,
    InterpretationForm,
    InterpretationPhase,
    PublicationForm,
    PublicityMode,
    PublicityTerm,
    PublicStage,
    Theme,
)
from catalogs.markdown import to_html
from catalogs.models import Attachment, Publication
from portal.opendata.api.words import (
    ApiLink,
    Coded,
    CodedList,
    DocumentReference,
    EntryReference,
    FieldReference,
    Permalink,
    Reference,
)

RECORD = (
    "index_number",
    "kind",
    "title",
    "title_en",
    "document_number",
    "department",
    "field",
    "formed_on",
    "issued_on",
    "publicity_term",
    "public_until",
    "forms",
    "mode",
    "audience",
    "audience_group",
    "valid_from",
    "valid_until",
    "effectiveness",
    "procedure",
    "theme",
    "genre",
    "stage",
    "keywords",
    "summary",
    "summary_en",
    "interpretation_form",
    "interpretation_phase",
    "media_address",
    "published_at",
    "updated_at",
)


class PublicationRecord(serializers.ModelSerializer):
    """The metadata record of the national catalogue."""

    index_number = serializers.CharField(read_only=True)
    kind = Coded(DocumentKind)
    department = Reference(read_only=True)
    field = FieldReference(read_only=True, allow_null=True)
    issued_on = serializers.DateField(read_only=True)
    publicity_term = Coded(PublicityTerm)
    forms = CodedList(PublicationForm)
    mode = Coded(PublicityMode)
    audience = Coded(Audience)
    effectiveness = Coded(Effectiveness)
    theme = Coded(Theme)
    genre = Coded(Genre)
    stage = Coded(PublicStage, optional=True)
    keywords = serializers.ListField(child=serializers.CharField(), read_only=True)
    interpretation_form = Coded(InterpretationForm, optional=True)
    interpretation_phase = Coded(InterpretationPhase, optional=True)
    published_at = serializers.DateTimeField(read_only=True)
    url = Permalink()
    api_url = ApiLink("publication", "index_number")

    class Meta:
        model = Publication
        fields = (*RECORD, "url", "api_url")


class InterpretationRecord(PublicationRecord):
    """The record of an interpretation, with the policies it explains."""

    interprets = DocumentReference(many=True, read_only=True)
    api_url = ApiLink("interpretation", "index_number")

    class Meta(PublicationRecord.Meta):
        fields = (*RECORD, "interprets", "url", "api_url")


class File(serializers.ModelSerializer):
    """A file of a document; ``checksum`` is its SHA-256."""

    url = Permalink()

    class Meta:
        model = Attachment
        fields = ("name", "content_type", "size", "checksum", "text_alternative", "url")


class BodyHtml(serializers.Field):
    """The text as HTML that is safe to show."""

    def __init__(self, **options) -> None:
        super().__init__(read_only=True, source="body", **options)

    def to_representation(self, text: str) -> str:
        return str(to_html(text))


class WholePublication(PublicationRecord):
    """A whole document: record, text (Markdown and HTML), files, matters and interpretations."""

    body = serializers.CharField(read_only=True)
    body_html = BodyHtml()
    attachments = File(many=True, read_only=True)
    matters = EntryReference(many=True, read_only=True)
    interprets = DocumentReference(many=True, read_only=True)
    interpretations = DocumentReference(many=True, read_only=True)

    class Meta(PublicationRecord.Meta):
        fields = (
            *RECORD,
            "body",
            "body_html",
            "attachments",
            "matters",
            "interprets",
            "interpretations",
            "url",
            "api_url",
        )


class WholeInterpretation(WholePublication):
    """A whole interpretation."""

    api_url = ApiLink("interpretation", "index_number")
