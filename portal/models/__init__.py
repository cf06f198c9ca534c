"""Tables of the top floor: the search index in the database, and keys of the open API."""

from .api_keys import ApiKey, ApiKeyUse
from .search import SearchRow, SearchWord, TermsField

__all__ = ["ApiKey", "ApiKeyUse", "SearchRow", "SearchWord", "TermsField"]
