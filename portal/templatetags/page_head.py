"""Tags for the heads of pages: what machines and other sites read of a page."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from portal import structured_data

register = template.Library()


@register.simple_tag(takes_context=True)
def block_text(context: template.Context, name: str) -> SafeString:
    """Return what the page writes in a block once more, on one line, for an attribute."""
    written = context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)
    return mark_safe(" ".join(strip_tags(written).split()).replace('"', "&quot;"))


@register.simple_tag
def breadcrumbs_data(trail: list[Mapping[str, Any]], here: str) -> SafeString:
    return structured_data.breadcrumbs(trail, here=here)


@register.simple_tag
def question_data(text: str, answer: str) -> SafeString:
    return structured_data.question(text, answer)
