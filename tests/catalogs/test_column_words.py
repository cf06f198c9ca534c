"""The words other districts write in the columns of powers and services."""

import pytest

from catalogs.enums import Level, PowerCategory, ServiceAudience
from catalogs.resources.columns import Reading

WORDS = [
    (Level.PROVINCE, "省级", "自治区级", "省(自治区、直辖市)级", "province"),
    (Level.CITY, "市级", "地州 市级", "地州市级", "设区市级", "City"),
    (Level.COUNTY, "县级", "区级", "县市区级", "县(市、区)级", "县（市、区）级", "county"),
    (PowerCategory.OTHER, "其他行政权力", "其他类"),
    (ServiceAudience.BOTH, "自然人，法人", "自然人、法人", "公民、法人和其他组织", "自然人；法人"),
    (ServiceAudience.ORGANISATION, "法人", "企业法人", "法人或其他组织"),
    (ServiceAudience.PERSON, "自然人", "个人"),
]
PAIRS = [(code, word) for code, *words in WORDS for word in words]


@pytest.mark.parametrize(("code", "word"), PAIRS, ids=[word for _code, word in PAIRS])
def test_the_word_is_read_as_the_code_it_means(code, word):
    assert Reading().choice(type(code), word) == code


@pytest.mark.parametrize(
    "words", ["乡级", "市县级", "负责本级公共机构节能管理；指导监督下级开展公共机构节能管理", "√"]
)
def test_words_that_name_no_level_are_refused_with_the_levels_there_are(words):
    with pytest.raises(ValueError, match=str(Level.CITY.label)):
        Reading().choice(Level, words)
