"""The tables of interaction with the public; one module a topic."""

from .aftermath import SATISFIED_FROM, PublishedReply, SubmissionRating
from .candidates import KnowledgeCandidate, ProposalRun
from .consultations import Consultation, ConsultationComment
from .extensions import SubmissionExtension
from .files import SubmissionFile
from .handling import JointHandling, SubmissionNote
from .knowledge import KnowledgeEntry, KnowledgeVersion, UsefulVote
from .opinions import IncentiveRecord, OpinionCase, OpinionLimit
from .people import CONTACT_FIELDS
from .rules import LimitRule, RoutingRule
from .submissions import Submission
from .surveys import (
    Evaluation,
    Survey,
    SurveyAnswer,
    SurveyOption,
    SurveyQuestion,
    SurveyResponse,
)

__all__ = [
    "CONTACT_FIELDS",
    "SATISFIED_FROM",
    "Consultation",
    "ConsultationComment",
    "Evaluation",
    "IncentiveRecord",
    "JointHandling",
    "KnowledgeCandidate",
    "KnowledgeEntry",
    "KnowledgeVersion",
    "LimitRule",
    "OpinionCase",
    "OpinionLimit",
    "ProposalRun",
    "PublishedReply",
    "RoutingRule",
    "Submission",
    "SubmissionExtension",
    "SubmissionFile",
    "SubmissionNote",
    "SubmissionRating",
    "Survey",
    "SurveyAnswer",
    "SurveyOption",
    "SurveyQuestion",
    "SurveyResponse",
    "UsefulVote",
]
