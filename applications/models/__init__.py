"""The tables of disclosure on application; one module a topic."""

from .aftermath import PublishedRequest, Rating, Remedy
from .annual_chapters import AnnualChapters
from .annual_figures import AnnualFigures
from .applications import Application
from .corrections import Correction
from .drafts import ApplicationDraft, DraftFile
from .fees import FeeNotice
from .files import ApplicationFile
from .handling import CoHandling, ExtensionRequest, Note
from .inquiries import Inquiry
from .papers import Paper

__all__ = [
    "AnnualChapters",
    "AnnualFigures",
    "Application",
    "ApplicationDraft",
    "ApplicationFile",
    "CoHandling",
    "Correction",
    "DraftFile",
    "ExtensionRequest",
    "FeeNotice",
    "Inquiry",
    "Note",
    "Paper",
    "PublishedRequest",
    "Rating",
    "Remedy",
]
