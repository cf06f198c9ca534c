"""The lists of the API: rows, serializer, filters and orders of each."""

from catalogs.enums import Level
from portal.opendata.api import filters, rows
from portal.opendata.api.serializers import (
    answers,
    changes,
    datasets,
    documents,
    entries,
    places,
    reuses,
)
from portal.opendata.api.views import PublicList, PublicRow

CHANGED = ("updated_at", "pk")
ENTRIES = {"newest": ("-effective_on", "-pk"), "code": ("code", "pk"), "changed": CHANGED}
DOCUMENTS = {"newest": ("-issued_on", "-pk"), "oldest": ("issued_on", "pk"), "changed": CHANGED}
PUBLISHED = {"newest": ("-published_on", "-pk"), "oldest": ("published_on", "pk")}
SHOWN = {"shown": ("display_order", "pk")}


class PowerList(PublicList):
    rows = rows.powers
    serializer_class = entries.PowerEntry
    filterset_class = filters.PowerFilter
    orders = ENTRIES


class PowerRow(PublicRow):
    rows = rows.powers
    serializer_class = entries.PowerEntry
    beside = {"level": Level.COUNTY}


class ServiceList(PublicList):
    rows = rows.services
    serializer_class = entries.ServiceEntry
    filterset_class = filters.ServiceFilter
    orders = ENTRIES


class ServiceRow(PublicRow):
    rows = rows.services
    serializer_class = entries.ServiceEntry


class MatterList(PublicList):
    rows = rows.matters
    serializer_class = entries.MatterEntry
    filterset_class = filters.MatterFilter
    orders = ENTRIES


class MatterRow(PublicRow):
    rows = rows.matters
    serializer_class = entries.MatterEntry


class PublicationList(PublicList):
    rows = rows.publications
    serializer_class = documents.PublicationRecord
    filterset_class = filters.PublicationFilter
    orders = DOCUMENTS


class PublicationRow(PublicRow):
    rows = rows.documents
    serializer_class = documents.WholePublication
    lookup_field = "index_number"


class InterpretationList(PublicList):
    rows = rows.interpretations
    serializer_class = documents.InterpretationRecord
    filterset_class = filters.InterpretationFilter
    orders = DOCUMENTS


class InterpretationRow(PublicRow):
    rows = rows.interpreting_documents
    serializer_class = documents.WholeInterpretation
    lookup_field = "index_number"


class AdjustmentList(PublicList):
    rows = rows.adjustments
    serializer_class = changes.AdjustmentRow
    filterset_class = filters.AdjustmentFilter
    orders = {
        "newest": ("-effective_on", "-pk"),
        "oldest": ("effective_on", "pk"),
        "changed": ("applied_at", "pk"),
    }


class AdjustmentRow(PublicRow):
    rows = rows.adjustments
    serializer_class = changes.AdjustmentRow
    lookup_field = "pk"


class DepartmentList(PublicList):
    rows = rows.departments
    serializer_class = places.DepartmentRow
    filterset_class = filters.DepartmentFilter
    orders = SHOWN


class DepartmentRow(PublicRow):
    rows = rows.departments
    serializer_class = places.DepartmentRow


class FieldList(PublicList):
    rows = rows.fields
    serializer_class = places.FieldRow
    filterset_class = filters.FieldFilter
    orders = SHOWN


class FieldRow(PublicRow):
    rows = rows.fields
    serializer_class = places.FieldRow
    lookup_field = "slug"


class KnowledgeList(PublicList):
    rows = rows.knowledge
    serializer_class = answers.Knowledge
    filterset_class = filters.KnowledgeFilter
    orders = {**PUBLISHED, "changed": ("reviewed_at", "pk")}


class KnowledgeRow(PublicRow):
    rows = rows.knowledge
    serializer_class = answers.Knowledge
    lookup_field = "pk"


class ReplyList(PublicList):
    rows = rows.replies
    serializer_class = answers.Reply
    filterset_class = filters.ReplyFilter
    orders = PUBLISHED


class ReplyRow(PublicRow):
    rows = rows.replies
    serializer_class = answers.Reply
    lookup_field = "pk"


class AnsweredRequestList(PublicList):
    rows = rows.answered_requests
    serializer_class = answers.AnsweredRequest
    filterset_class = filters.AnsweredRequestFilter
    orders = PUBLISHED


class AnsweredRequestRow(PublicRow):
    rows = rows.answered_requests
    serializer_class = answers.AnsweredRequest
    lookup_field = "pk"


class DatasetList(PublicList):
    rows = rows.datasets
    serializer_class = datasets.DatasetEntry
    filterset_class = filters.DatasetFilter
    orders = {"newest": ("-updated_on", "-pk"), "code": ("code", "pk"), "changed": CHANGED}


class DatasetRow(PublicRow):
    rows = rows.whole_datasets
    serializer_class = datasets.DatasetDetail


class ReuseList(PublicList):
    rows = rows.reuses
    serializer_class = reuses.ReuseRow
    filterset_class = filters.ReuseFilter
    orders = PUBLISHED


class ReuseRow(PublicRow):
    rows = rows.reuses
    serializer_class = reuses.ReuseRow
