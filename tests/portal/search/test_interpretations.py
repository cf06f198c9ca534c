"""An interpretation is found by what kind it is, in the words of either language."""

import pytest

from catalogs.enums import InterpretationForm, InterpretationPhase
from portal.search.backend import get_backend
from portal.search.documents import document_of
from portal.search.queries import Query
from tests.factories import PublicationFactory

pytestmark = pytest.mark.django_db


def keys(text: str) -> list[str]:
    return [hit.key for hit in get_backend().search(Query(text)).hits]


def test_kind_form_and_phase_are_searched_in_both_languages(indexed):
    row = PublicationFactory(
        published=True,
        interpretation=True,
        title="公共法律服务办法说明",
        body="正文",
        interpretation_form=InterpretationForm.VIDEO,
        interpretation_phase=InterpretationPhase.BEFORE,
    )
    indexed()
    for words in ("政策解读", "视频解读", "Policy interpretation", "video"):
        assert keys(words) == [f"publication:{row.pk}"], words


def test_a_document_that_interprets_nothing_is_not_called_one(today):
    row = PublicationFactory(published=True)
    assert "解读" not in document_of("publication", row.pk, today).also
