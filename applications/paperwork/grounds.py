"""By which article of Decree 711 an answer is given, in the reader's language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.enums import OUTCOME_ARTICLES, VARIANT_ARTICLES, Outcome
from applications.paperwork.answers import WORDINGS
from applications.paperwork.wording import DECREE

# What comes about without a letter of answer.
_CLOSED = {Outcome.NOT_CORRECTED: "第三十条", Outcome.NOT_PAID: "第四十二条"}


def article_of(outcome: str, variant: str = "") -> str:
    """Return Art. 16 (1); in Chinese what the letter cites: 第十六条第一款和第三十六条第（三）项.

    Empty for an unknown outcome.
    """
    if outcome not in OUTCOME_ARTICLES:
        return ""
    if _reads_chinese():
        return _CLOSED.get(outcome) or WORDINGS[variant or outcome].article
    article, item = VARIANT_ARTICLES.get(variant) or OUTCOME_ARTICLES[outcome]
    if item is None:
        return _("Art. %(article)s") % {"article": article}
    return _("Art. %(article)s (%(item)s)") % {"article": article, "item": item}


def grounds_of(outcome: str, variant: str = "") -> str:
    """Return the article together with the name of the decree; empty for an unknown outcome."""
    article = article_of(outcome, variant)
    if not article or _reads_chinese():
        return article and f"{DECREE}{article}"
    return _("%(article)s of the Regulations on Government Information") % {"article": article}


def _reads_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")
