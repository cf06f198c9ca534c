"""What both engines find, in what order, and how they count it."""

import pytest

from portal.search.queries import Query

from .documents import ALL, EIA, FIRE, FOOD, FOOD_GUIDE, PLAN, TAX, TRUCKS, document


def keys(engine, text: str, **values) -> list[str]:
    return [hit.key for hit in engine.search(Query(text, **values)).hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("环境影响评价", EIA),
        ("食品经营许可", FOOD),
        ("fire safety", FIRE),
        ('"fire safety"', FIRE),
        ("“Fire Safety”", FIRE),
        ("锡政办发〔2017〕186号", PLAN),
        ("锡政办发[2017]186号", PLAN),
        ("锡政办发(2017)第186号", PLAN),
        ("锡政办发 2017 186", PLAN),
        ("锡政办发2017186", PLAN),
        ("014006438/2017-00137", PLAN),
        ("014006438／2017－00137", PLAN),
        ("实施方案 锡政办发〔2017〕186号", PLAN),
        ("m-0001", FOOD_GUIDE),
        ("0100112000", EIA),
        ("食品经营许可服务指南", FOOD_GUIDE),
        ("个人所得税", TAX),
    ],
)
def test_the_right_entry_comes_first(filled, text, first):
    assert keys(filled, text)[0] == first.key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("环评", EIA),  # a short name for the full one
        ("食品经营许可证", FOOD),  # one character more than the name
        ("EIA", EIA),
        ("food business license", FOOD),  # the other spelling
        ("inspections", FIRE),  # another form of the word
        ("huanjingyingxiang", EIA),
        ("spjyxk", FOOD),
        ("HJYX", EIA),
        ("0100112", EIA),  # the beginning of a code
        ("税", TAX),  # a single character
        ("Ｆｉｒｅ", FIRE),  # full width
        ("inspec", FIRE),  # the beginning of a word
    ],
)
def test_what_a_reader_may_type_instead_is_found(filled, text, found):
    assert found.key in keys(filled, text)


def test_a_quoted_phrase_must_stand_so_in_the_document(filled):
    assert TRUCKS.key in keys(filled, "fire safety")
    assert set(keys(filled, '"fire safety"')) == {FIRE.key, PLAN.key}


def test_all_words_are_required_where_something_has_them_all(filled):
    results = filled.search(Query("食品 服务指南"))

    assert [hit.key for hit in results.hits] == [FOOD_GUIDE.key]
    assert not results.some_words


def test_where_nothing_has_all_words_what_has_some_is_shown_and_said(filled):
    results = filled.search(Query("食品经营许可 航天发射"))

    assert results.hits[0].key == FOOD.key
    assert results.some_words


def test_nothing_is_found_for_words_that_occur_nowhere(filled):
    results = filled.search(Query("xylophone"))

    assert (results.total, results.hits, results.some_words) == (0, [], False)


def test_facets_count_what_matches_and_ignore_their_own_filter(filled):
    results = filled.search(Query("消防安全", filters={"type": ("power",)}))

    # The service is found by the English words of the same meaning.
    assert results.facets["type"] == {"power": 1, "publication": 1, "service": 1}
    assert results.facets["department"] == {"BH-XF": 1}
    assert results.facets["field"] == {"safety": 1}
    assert [hit.key for hit in results.hits] == [FIRE.key]


def test_two_values_of_a_facet_widen_and_two_facets_narrow(filled):
    wide = Query("食品经营许可", filters={"type": ("matter", "publication")})
    narrow = Query("食品经营许可", filters={"type": ("matter",), "department": ("WX-ZFB",)})

    assert filled.search(wide).total == 3
    assert filled.search(narrow).total == 0


def test_a_filter_with_an_unknown_value_finds_nothing(filled):
    assert filled.search(Query("食品", filters={"department": ("nowhere",)})).total == 0


def test_filters_without_words_list_everything_newest_first(filled):
    results = filled.search(Query(filters={"type": ("matter", "publication")}))

    assert [hit.key for hit in results.hits] == [FOOD_GUIDE.key, FOOD.key, PLAN.key]


def test_the_order_may_be_by_date(filled):
    assert keys(filled, "食品经营许可", sort="date") == [FOOD_GUIDE.key, FOOD.key, PLAN.key]


def test_pages_hold_every_result_once_and_a_page_too_far_is_the_last(engine):
    engine.rebuild([document(f"matter:{at}", f"办事公开事项{at}") for at in range(25)])

    pages = [engine.search(Query("办事公开", page=number)) for number in (1, 2, 3, 99)]

    assert [page.page for page in pages] == [1, 2, 3, 3]
    assert [page.total for page in pages] == [25] * 4
    assert len({hit.key for page in pages for hit in page.hits}) == 25


def test_a_replaced_document_is_found_by_its_new_words_only(filled):
    filled.replace(document(FOOD.key, "药品零售许可"))

    assert keys(filled, "药品零售许可") == [FOOD.key]
    assert FOOD.key not in keys(filled, "食品经营许可")
    assert filled.search(Query()).total == len(ALL)


def test_a_removed_document_is_gone_at_once_also_from_counts_and_suggestions(filled):
    filled.remove(FIRE.key)

    assert FIRE.key not in keys(filled, "消防安全")
    assert "power" not in filled.search(Query("消防安全")).facets["type"]
    assert filled.suggest("gongzhong") == []


def test_removing_what_is_not_there_changes_nothing(filled):
    filled.remove("power:999")

    assert filled.search(Query()).total == len(ALL)


def test_a_rebuild_forgets_what_is_not_given_to_it(filled):
    counts = filled.rebuild([EIA, FOOD])

    assert counts == {"power": 1, "matter": 1}
    assert filled.search(Query()).total == 2


def test_what_is_published_and_withdrawn_during_a_rebuild_is_right_after_it(filled):
    def documents():
        yield EIA
        filled.replace(document("matter:9", "新公布的事项"))
        filled.remove(FOOD.key)
        yield FOOD  # read before it was withdrawn
        assert keys(filled, "新公布的事项") == ["matter:9"]  # readers use the old index meanwhile

    filled.rebuild(documents())

    assert keys(filled, "新公布的事项") == ["matter:9"]
    assert FOOD.key not in keys(filled, "食品经营许可")


def test_a_rebuild_that_fails_leaves_the_old_index(filled):
    def documents():
        yield document("matter:1", "食品经营许可服务指南")
        raise OSError("the database is gone")

    with pytest.raises(OSError, match="the database is gone"):
        filled.rebuild(documents())

    assert filled.is_ready()
    assert filled.search(Query("环境影响评价")).hits[0].key == EIA.key
    assert filled.rebuild(ALL) == {"publication": 1, "power": 2, "matter": 2, "service": 2}


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("食品", FOOD.title),
        ("经营", FOOD.title),
        ("shipin", FOOD.title),
        ("spjy", FOOD.title),
        ("huanj", EIA.title),
        ("锡政办发〔20", PLAN.title),
        ("Fire saf", FIRE.title),
        ("insp", FIRE.title),
        ("0200016", FIRE.title),
    ],
)
def test_suggestions_begin_with_what_is_typed(filled, typed, title):
    assert title in [one.title for one in filled.suggest(typed)]


def test_a_title_that_begins_so_is_suggested_before_one_that_has_it_inside(filled):
    filled.replace(document("matter:8", "关于经营场所"))
    filled.replace(document("matter:9", "经营场所登记"))

    assert filled.suggest("经营场所")[0].title == "经营场所登记"


def test_suggestions_have_each_title_once_and_are_few(engine):
    engine.rebuild([document(f"matter:{at}", f"公开事项{at % 12}") for at in range(30)])

    titles = [one.title for one in engine.suggest("公开")]

    assert len(titles) == len(set(titles)) == 8


@pytest.mark.parametrize("typed", ["", " ", "*", "\x00", "。", "不存在的东西"])
def test_nothing_is_suggested_for_nothing(filled, typed):
    assert filled.suggest(typed) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("环境影响平价", "环境影响评价"),  # the same sound
        ("食品经营徐可", "食品经营许可"),
        ("环境形响评价", "环境影响评价"),  # one character off
        ("fire saftey", "fire safety"),
        ("Fier safety", "fire safety"),
        ("inspektion", "inspection"),
    ],
)
def test_a_misspelling_is_corrected_from_the_words_of_the_index(filled, typed, meant):
    assert filled.correct(typed).lower() == meant


@pytest.mark.parametrize("typed", ["食品经营许可", "fire safety", "qqqqqqqq", "", "***", "税"])
def test_what_is_right_or_hopeless_is_not_corrected(filled, typed):
    assert filled.correct(typed) is None


ABUSE = {
    "one letter": "a",
    "one character": "一",
    "signs": "*?[]{}()!~^:\\/\"'",
    "operators": "AND OR NOT && || ! -",
    "field query": "key:power type:* title:[a TO z]",
    "wildcards": "a* *a ?* ******* %_%",
    "fuzzy bomb": "环境~9 fire~999",
    "nested brackets": "(" * 90 + "环境" + ")" * 90,
    "open quote": '"fire safety',
    "only quotes": '""',
    "zero bytes": "\x00\x00环境\x00",
    "surrogate": "环境\ud800",
    "direction marks": "\u202e环境\u200b",
    "tsquery": "'环境' & !'x' | ':*' <-> 'y'",
    "sql": "'; DROP TABLE portal_searchrow; --",
    "emoji": "🔥 safety 👩‍🚒",
    "combining marks": "e\u0301" * 60,
    "long word": "x" * 10_000,
    "long sentence": "环境影响评价" * 2_000,
    "many words": " ".join(f"w{at}" for at in range(3_000)),
}


@pytest.mark.parametrize("text", ABUSE.values(), ids=ABUSE.keys())
def test_odd_input_is_answered_like_any_other(filled, text):
    results = filled.search(Query(text))

    assert results.total >= len(results.hits)
    filled.suggest(text[:200])
    filled.correct(text[:200])
    assert filled.search(Query("环境影响评价")).hits[0].key == EIA.key


def test_signs_alone_find_nothing_rather_than_everything(filled):
    assert filled.search(Query("***")).total == 0


def test_an_entry_of_the_lists_stands_before_documents_and_adjustments_of_its_name(engine):
    engine.rebuild(
        [
            document("adjustment:1", "增加：排污许可证核发"),
            document("publication:1", "排污许可证核发结果"),
            document("matter:1", "排污许可证核发结果公开"),
            document("power:1", "对企业的排污许可证核发和管理", text="环境保护"),
        ]
    )

    found = [hit.type for hit in engine.search(Query("排污许可证核发")).hits]

    assert found == ["power", "matter", "publication", "adjustment"]
