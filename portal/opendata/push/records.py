"""The record a departmental system pushes, as serializers: what the open API's schema shows."""

import base64
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from catalogs import enums
from catalogs.forms.keywords import MOST_KEYWORDS
from catalogs.pushed_records import PushedFile, PushedMatter, PushedRecord

MOST_PARTS = 100
# In place of a sentence that names types of Python.
NO_LIST = {"not_a_list": _("Give a list.")}
# What is not a column of the publication.
PARTS = ("field", "matters", "interprets", "interpretation_plan", "attachments")


class StrictSerializer(serializers.Serializer):
    """Refuses what it does not know: a name misspelt would else be lost without a word."""

    # In place of a sentence that names types of Python.
    default_error_messages = {"invalid": _("Give an object with the fields it has.")}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values, errors = {}, {}
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as error:
            errors = dict(error.detail)
        if isinstance(data, Mapping):
            unknown = [str(name) for name in data if name not in self.fields]
            errors |= {name: [_("The record has no such field.")] for name in unknown}
        if errors:
            raise serializers.ValidationError(errors)
        return values


class ContentField(serializers.CharField):
    """The bytes of a file, written in base64."""

    def to_internal_value(self, data: Any) -> bytes:
        try:
            return base64.b64decode(super().to_internal_value(data), validate=True)
        except ValueError as error:  # the plain one is raised for letters that are not ASCII
            raise serializers.ValidationError(_("The content is not base64.")) from error


class AttachmentSerializer(StrictSerializer):
    name = serializers.CharField(
        help_text=_("File name with its extension, as readers will see it.")
    )
    content = ContentField(
        help_text=_("The file in base64; what it is, is checked by its content.")
    )
    text_alternative = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class MatterSerializer(StrictSerializer):
    code = serializers.CharField(help_text=_("Code of a publicity matter of the department."))
    elements = serializers.ListField(
        error_messages=NO_LIST,
        child=serializers.CharField(),
        required=False,
        max_length=MOST_PARTS,
        help_text=_("Content elements covered, each by its name or its number in the matter."),
    )


class PlanSerializer(StrictSerializer):
    form = serializers.ChoiceField(enums.InterpretationForm.choices)
    phase = serializers.ChoiceField(enums.InterpretationPhase.choices)
    responsible = serializers.CharField(max_length=100)
    outline = serializers.CharField(required=False, allow_blank=True)


def _text(**options: Any) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, **options)


def _choice(choices: Any, **options: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices.choices, required=False, **options)


def _day() -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True)


class RecordSerializer(StrictSerializer):
    """The metadata record of a publication with its text, its matters and its files."""

    kind = _choice(enums.DocumentKind)
    title = serializers.CharField(max_length=300)
    title_en = _text(max_length=300)
    document_number = _text(max_length=80)
    formed_on = serializers.DateField()
    field = serializers.CharField(required=False, help_text=_("Code of the field of publicity."))
    mode = _choice(enums.PublicityMode)
    audience = _choice(enums.Audience)
    audience_group = _text(max_length=200)
    forms = serializers.ListField(
        error_messages=NO_LIST,
        child=serializers.ChoiceField(enums.PublicationForm.choices),
        required=False,
    )
    publicity_term = _choice(enums.PublicityTerm)
    public_until = _day()
    valid_from = _day()
    valid_until = _day()
    procedure = _text(max_length=300)
    theme = _choice(enums.Theme)
    genre = _choice(enums.Genre)
    stage = _choice(enums.PublicStage, allow_blank=True)
    keywords = serializers.ListField(
        error_messages=NO_LIST,
        child=serializers.CharField(max_length=60),
        required=False,
        max_length=MOST_KEYWORDS,
    )
    summary = _text()
    summary_en = _text()
    body = _text(help_text=_("Markdown."))
    interpretation_form = _choice(enums.InterpretationForm, allow_blank=True)
    interpretation_phase = _choice(enums.InterpretationPhase, allow_blank=True)
    media_address = serializers.URLField(required=False, allow_blank=True, max_length=500)
    matters = MatterSerializer(
        many=True, required=False, max_length=MOST_PARTS, error_messages=NO_LIST
    )
    interprets = serializers.ListField(
        error_messages=NO_LIST,
        child=serializers.CharField(),
        required=False,
        max_length=MOST_PARTS,
        help_text=_("Index numbers of the department's policies that the document interprets."),
    )
    interpretation_plan = PlanSerializer(required=False)
    attachments = AttachmentSerializer(
        many=True, required=False, max_length=MOST_PARTS, error_messages=NO_LIST
    )


class PushedSerializer(serializers.Serializer):
    """What became of a pushed publication."""

    key = serializers.CharField(help_text=_("The idempotency key it was pushed under."))
    state = serializers.ChoiceField(enums.PublicationState.choices)
    index_number = serializers.CharField(
        allow_null=True, help_text=_("Empty until it is approved.")
    )
    status_address = serializers.URLField(help_text=_("Where its state can be asked."))
    permalink = serializers.URLField(allow_null=True, help_text=_("Its page, once it is public."))
    held_for_review = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text=_("Why it went to review although the system may release straight."),
    )


class StatusSerializer(PushedSerializer):
    """The present state of a pushed publication."""

    title = serializers.CharField()
    issued_on = serializers.DateField(allow_null=True)
    returned_reason = serializers.CharField(allow_null=True, help_text=_("Why it was returned."))
    withdrawal_reason = serializers.CharField(allow_null=True, help_text=_("Why it was withdrawn."))


class FaultSerializer(serializers.Serializer):
    field = serializers.CharField(help_text=_("The place in the record: matters[0].code."))
    detail = serializers.CharField()


class RefusalSerializer(serializers.Serializer):
    """Why nothing was written (RFC 9457), every fault that could be found at once."""

    type = serializers.URLField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FaultSerializer(many=True, required=False)


def record_of(values: Mapping[str, Any]) -> PushedRecord:
    """Return the record that the checked ``values`` of ``RecordSerializer`` say."""
    plan = values.get("interpretation_plan")
    return PushedRecord(
        values={name: value for name, value in values.items() if name not in PARTS},
        field=values.get("field", ""),
        matters=tuple(
            PushedMatter(matter["code"], tuple(matter.get("elements", ())))
            for matter in values.get("matters", ())
        ),
        interprets=tuple(values.get("interprets", ())),
        plan=dict(plan) if plan else None,
        files=tuple(PushedFile(**file) for file in values.get("attachments", ())),
    )
