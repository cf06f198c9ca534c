"""Models of supervision, one module a topic."""

from .expected import ExpectedPublication
from .findings import Finding
from .inspections import Inspection, RuleRun
from .rules import RuleSetting
from .scores import IndicatorWeight, Score
from .tallies import Tally

__all__ = [
    "ExpectedPublication",
    "Finding",
    "IndicatorWeight",
    "Inspection",
    "RuleRun",
    "RuleSetting",
    "Score",
    "Tally",
]
