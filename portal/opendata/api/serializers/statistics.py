"""Figures the public pages show, in their own words; shares are from 0 to 1."""

from rest_framework import serializers

from applications.enums import ApplicantKind
from applications.enums import Channel as ApplicationChannel
from feedback.enums import Channel as SubmissionChannel
from feedback.enums import SubmissionKind, SubmissionState
from portal.opendata.api.words import Coded, FieldReference, Reference


def count(**options) -> serializers.IntegerField:
    return serializers.IntegerField(read_only=True, min_value=0, **options)


def figure() -> serializers.FloatField:
    return serializers.FloatField(read_only=True, allow_null=True)


def counted(name: str, choices) -> type[serializers.Serializer]:
    """Return the serializer called ``name`` of a code and how often it was counted."""
    members = {"of": Coded(choices), "received": count(), "__doc__": "A code and its number."}
    return type(name, (serializers.Serializer,), members)


ApplicantCount = counted("ApplicantCount", ApplicantKind)
ApplicationChannelCount = counted("ApplicationChannelCount", ApplicationChannel)
SubmissionChannelCount = counted("SubmissionChannelCount", SubmissionChannel)
ApartCount = counted("ApartCount", SubmissionState)


class OutcomeCount(serializers.Serializer):
    """How often outcomes of a heading of the annual report came about."""

    heading = serializers.CharField(read_only=True)
    handled = count()


class ApplicationMonth(serializers.Serializer):
    """A month, one to twelve."""

    month = count()
    received = count()
    handled = count()


class ApplicationDepartment(serializers.Serializer):
    """What one department received and concluded in the year, and what it has open today."""

    department = Reference(read_only=True)
    received = count()
    concluded = count()
    late = count()
    open = count()


class ApplicationStatistics(serializers.Serializer):
    """Disclosure on application in a year; "open" and "overdue" are of today."""

    year = count()
    received = count()
    handled = count()
    open = count()
    overdue = count()
    on_time = figure()
    mean_days = figure()
    mean_mark = figure()
    marks = count()
    outcomes = OutcomeCount(many=True, read_only=True)
    months = ApplicationMonth(many=True, read_only=True)
    channels = ApplicationChannelCount(many=True, read_only=True)
    applicants = ApplicantCount(many=True, read_only=True)
    departments = ApplicationDepartment(many=True, read_only=True)


class SubmissionMonth(serializers.Serializer):
    """A month, one to twelve."""

    month = count()
    received = count()
    answered = count()


class SubmissionKindRow(serializers.Serializer):
    """What came of one kind in the year, and how it was answered."""

    kind = Coded(SubmissionKind)
    received = count()
    answered = count()
    in_time = count()
    mean_days = figure()


class SubmissionDepartment(serializers.Serializer):
    """How one department answered what was received in the year."""

    department = Reference(read_only=True)
    received = count()
    answered = count()
    in_time = count()
    mean_days = figure()
    rated = count()
    satisfied = count()


class InteractionStatistics(serializers.Serializer):
    """Interaction with the public in a year; "open" and "overdue" are of today."""

    year = count()
    received = count()
    answered = count()
    in_time = count()
    mean_days = figure()
    rated = count()
    satisfied = count()
    open = count()
    overdue = count()
    apart = ApartCount(many=True, read_only=True)
    months = SubmissionMonth(many=True, read_only=True)
    kinds = SubmissionKindRow(many=True, read_only=True)
    channels = SubmissionChannelCount(many=True, read_only=True)
    departments = SubmissionDepartment(many=True, read_only=True)


class Scores(serializers.Serializer):
    """Scores of 100; null where nothing was examined."""

    whole = figure()
    completeness = figure()
    timeliness = figure()


class ScoredDepartment(Scores):
    """A department with its rank and how many of its findings are open and red."""

    department = Reference(read_only=True, source="place")
    rank = serializers.IntegerField(read_only=True, allow_null=True)
    open_findings = count()


class ScoredField(Scores):
    """A field with its rank and how many findings in it are open and red."""

    field = FieldReference(read_only=True, source="place")
    rank = serializers.IntegerField(read_only=True, allow_null=True)
    open_findings = count()


class ScoredMonth(Scores):
    """The district's scores of a month."""

    month = serializers.RegexField(r"^\d{4}-\d{2}$", read_only=True)


class SupervisionStatistics(serializers.Serializer):
    """The scoreboard of a month; null where nothing was inspected yet. Findings are of today."""

    month = serializers.RegexField(r"^\d{4}-\d{2}$", read_only=True, allow_null=True)
    counted_on = serializers.DateField(read_only=True, allow_null=True)
    district = Scores(read_only=True, allow_null=True)
    open_findings = count()
    trend = ScoredMonth(many=True, read_only=True)
    departments = ScoredDepartment(many=True, read_only=True)
    fields = ScoredField(many=True, read_only=True)
