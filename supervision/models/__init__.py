"""Models of supervision, one module a topic."""

from .expected import ExpectedPublication
from .findings import Finding
from .inspections import Inspection, RuleRun
from .pilot import MonthlyReport, PilotStage, PilotTask
from .rectifications import Evidence, Rectification
from .reports import SupervisionReport
from .rounds import (
    AssessmentRound,
    DepartmentNote,
    ManualItem,
    ManualMark,
    RoundResult,
)
from .rules import RuleSetting
from .scores import IndicatorWeight, Score
from .tallies import Tally

__all__ = [
    "AssessmentRound",
    "DepartmentNote",
    "Evidence",
    "ExpectedPublication",
    "Finding",
    "IndicatorWeight",
    "Inspection",
    "ManualItem",
    "ManualMark",
    "MonthlyReport",
    "PilotStage",
    "PilotTask",
    "Rectification",
    "RoundResult",
    "RuleRun",
    "RuleSetting",
    "Score",
    "SupervisionReport",
    "Tally",
]
