"""Filters of the public lists: what an address may ask, and what each choice would find."""

from .adjustments import AdjustmentFilter
from .datasets import DatasetFilter
from .documents import DocumentFilter
from .entries import MatterFilter, PowerFilter, ServiceFilter
from .faceted import FacetedFilter

__all__ = [
    "AdjustmentFilter",
    "DatasetFilter",
    "DocumentFilter",
    "FacetedFilter",
    "MatterFilter",
    "PowerFilter",
    "ServiceFilter",
]
