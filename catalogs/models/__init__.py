"""The ground floor's tables; one module a topic."""

from .adjustments import Adjustment
from .attachments import Attachment
from .calendar import CalendarDay
from .checked_links import CheckedLink
from .data_access import DataAccessRequest, DataAccessUse
from .dataset_parts import DatasetColumn, DatasetUse, DatasetVersion
from .dataset_uploads import DatasetUpload
from .datasets import Dataset
from .departments import Department
from .encryption import EncryptedTextField
from .entries import CatalogEntry, EntryQuerySet
from .fields import Field
from .guides import Guide, GuideMaterial, GuideStep
from .handling import DepartmentPart, InternalNote
from .history import HistoryRow
from .index_numbers import IndexSequence
from .interpretations import InterpretationPlan
from .letters import Letter
from .matters import MatterChannel, MatterElement, MatterGroup, PublicityMatter
from .officials import Official
from .powers import PowerItem
from .private_files import PrivateFile
from .publications import Publication
from .pushing import PushDelivery, PushSystem
from .receipts import ReceiptSequence
from .reuses import Reuse
from .reviews import NonDisclosureReview
from .services import ServiceItem
from .time_limits import TimeLimit

__all__ = [
    "Adjustment",
    "Attachment",
    "CalendarDay",
    "CatalogEntry",
    "CheckedLink",
    "DataAccessRequest",
    "DataAccessUse",
    "Dataset",
    "DatasetColumn",
    "DatasetUpload",
    "DatasetUse",
    "DatasetVersion",
    "Department",
    "DepartmentPart",
    "EncryptedTextField",
    "EntryQuerySet",
    "Field",
    "Guide",
    "GuideMaterial",
    "GuideStep",
    "HistoryRow",
    "IndexSequence",
    "InternalNote",
    "InterpretationPlan",
    "Letter",
    "MatterChannel",
    "MatterElement",
    "MatterGroup",
    "NonDisclosureReview",
    "Official",
    "PowerItem",
    "PrivateFile",
    "Publication",
    "PublicityMatter",
    "PushDelivery",
    "PushSystem",
    "ReceiptSequence",
    "Reuse",
    "ServiceItem",
    "TimeLimit",
]
