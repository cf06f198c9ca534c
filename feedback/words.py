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


def words_of(text: str) -> list[str]:
    """Return the telling words of ``text`` in their order, in one width and case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in rjieba.cut(plain) if _WORD.fullmatch(word) and word not in _COMMON]
