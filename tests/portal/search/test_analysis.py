"""How words are cut, folded and meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import analysis
from portal.search.highlight import SNIPPET_LENGTH, Highlighter
from portal.search.queries import LONGEST_QUERY, MOST_UNITS, Query


@pytest.mark.parametrize(
    "written",
    [
        "锡政办发〔2017〕186号",
        "锡政办发[2017]186号",
        "锡政办发［２０１７］第186号",
        "锡政办发(2017) 186",
        "锡政办发2017186",
        "锡政办发【2017】－186号",
    ],
)
def test_a_document_number_is_the_same_however_its_brackets_are_typed(written):
    assert analysis.fold(written) == "锡政办发2017186"


def test_a_chinese_name_gives_words_the_words_inside_them_and_the_pairs():
    terms = set(analysis.title_words("环境影响评价"))

    assert {"环境影响", "环境", "影响", "评价", "响评", "环"} <= terms


def test_english_words_lose_case_endings_and_stop_words():
    assert analysis.words("The Inspections of FIRE engines") == ["inspect", "fire", "engin"]


def test_a_title_may_be_begun_at_any_word_in_characters_pinyin_or_initials():
    found = analysis.starts("食品经营许可")

    assert {"食品经营许可", "许可", "shipinjingyingxuke", "jingyingxuke", "spjyxk", "xk"} <= found


def test_chinese_and_english_words_of_one_meaning_find_each_other():
    (unit,) = Query("fire safety").units
    terms = [alternative.terms for alternative in unit.alternatives]

    assert terms == [("fire", "safeti"), ("消防", "安全")]
    assert unit.alternatives[0].weight > unit.alternatives[1].weight


def test_words_in_quotation_marks_have_no_synonyms():
    assert Query('"fire safety"').phrases == ["firesafety"]
    assert all(len(unit.alternatives) == 1 for unit in Query('"fire safety"').units)


def test_stop_words_typed_alone_are_asked_for_all_the_same():
    assert [unit.surface for unit in Query("的").units] == ["的"]


@given(st.text(max_size=400))
def test_whatever_is_typed_gives_few_terms_of_letters_and_digits_alone(text):
    query = Query(text)

    assert len(query.words) <= LONGEST_QUERY
    assert len(query.units) <= MOST_UNITS
    for unit in query.units:
        for alternative in unit.alternatives:
            assert alternative.terms
            assert all(term.isalnum() or analysis.fold(term) for term in alternative.terms)
            assert not any(sign in term for term in alternative.terms for sign in "'\\:&|!*()<")


@given(st.text(max_size=300), st.text(max_size=30))
def test_marking_adds_marks_and_nothing_else(text, asked):
    from django.utils.html import escape

    marked = str(Highlighter(Query(asked)).marked(text))

    assert marked.replace("<mark>", "").replace("</mark>", "") == escape(text)


def test_a_snippet_shows_the_place_with_most_of_the_words():
    text = "甲" * 300 + "食品" + "乙" * 300 + "食品经营许可的条件" + "丙" * 300

    snippet = str(Highlighter(Query("食品经营许可")).snippet(text))

    assert "<mark>食品经营许可</mark>的条件" in snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert len(snippet) <= SNIPPET_LENGTH + len("……<mark></mark>")


def test_a_text_without_the_words_is_shown_from_its_beginning():
    assert str(Highlighter(Query("食品")).snippet("甲" * 300)) == "甲" * SNIPPET_LENGTH + "…"
