"""Text that officials write: Markdown to HTML that is safe whoever wrote it."""

from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(
    ["table", "strikethrough"]
)
_TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote",
    "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
    "table": {"class"},
}


def _aligned(self, tokens, index, options, env):
    """Say the alignment by a class: the security policy allows no style attributes."""
    token = tokens[index]
    style = token.attrs.pop("style", "")
    if str(style).endswith("right"):
        token.attrSet("class", "number")
    return self.renderToken(tokens, index, options, env)


def _styled(self, tokens, index, options, env):
    tokens[index].attrSet("class", "table")
    return self.renderToken(tokens, index, options, env)


_MARKDOWN.add_render_rule("table_open", _styled)
for _name in ("th_open", "td_open"):
    _MARKDOWN.add_render_rule(_name, _aligned)


def to_text(text: str) -> str:
    """Return the words of ``text`` on one line, without the signs of Markdown."""
    html = nh3.clean(_MARKDOWN.render(text), tags=set())
    return " ".join(unescape(html).split())


def links(text: str) -> list[str]:
    """Return where the links of ``text`` lead, in its order."""
    tokens = [child for token in _MARKDOWN.parse(text) for child in token.children or ()]
    return [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]


def to_html(text: str, *, top: int = 2) -> SafeString:
    """Return ``text`` as HTML in which only plain text elements and links are left.

    Raw HTML in the text is shown as text; links go to web and mail addresses or within the site.
    The highest heading of the text becomes one of level ``top``, below the title of the page.
    """
    tokens = _MARKDOWN.parse(text)
    _set_headings(tokens, top)
    html = nh3.clean(
        _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
    return mark_safe(html)


def _set_headings(tokens: list[Token], top: int) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(6, top + int(token.tag[1]) - highest)}"
