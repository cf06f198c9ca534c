"""A text cut into words: what routing and likeness count with. Pure: no database."""

import re
import unicodedata

import rjieba

_WORD = re.compile(r"\w{2,}")
# Words that stand in every second question and tell nothing of its matter.
_COMMON = frozenset(
    ["请问", "你好", "您好", "如何", "怎么", "怎样", "哪里", "哪些", "什么", "是否", "可以", "能否"]
    + ["需要", "办理", "希望", "建议", "咨询", "问题", "关于", "有关", "相关", "我们", "谢谢"]
    + ["政府", "部门", "单位", "滨湖", "滨湖区", "无锡", "无锡市"]
    + ["the", "and", "for", "how", "what", "where", "can", "you", "is", "to", "of", "in"]
)

# Words of asking and of any procedure: two questions that share them are no more alike.
_OF_ANY_MATTER = frozenset(
    ["打扰", "我是", "本区", "居民", "没有", "有没有", "能不能", "要不要", "时间", "时候", "多久"]
    + ["申请", "材料", "条件", "网上"]
)


def words_of(text: str) -> list[str]:
    """Return the telling words of ``text`` in their order, in one width and case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in rjieba.cut(plain) if _WORD.fullmatch(word) and word not in _COMMON]


def matter_words(text: str) -> list[str]:
    """Return of ``words_of(text)`` those that tell one matter from another."""
    return [word for word in words_of(text) if word not in _OF_ANY_MATTER]
