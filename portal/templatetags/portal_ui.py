"""Small words the templates need: icons, dates as people write them, chosen options."""

import re
from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

DAY = {"zh": "Y年n月j日", "en": "j F Y"}
CHINESE = re.compile("[\u3400-\u9fff]")

MOMENT = {"zh": "Y年n月j日 H:i", "en": "j F Y, H:i"}


def _language() -> str:
    return "zh" if (translation.get_language() or "zh").startswith("zh") else "en"


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.simple_tag
def icon(name: str, extra: str = "") -> str:
    """Draw one sign of the sprite. Decorative: the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("icons/sprite.svg"),
        name,
    )


@register.filter
def day(value: date | None) -> str:
    """Write a date or the local day of a moment: 2026年11月24日 or 24 November 2026."""
    if not value:
        return ""
    return format_date(_local(value), DAY[_language()])


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment to the minute, in the portal's time zone."""
    if not value:
        return ""
    return format_date(_local(value), MOMENT[_language()])


@register.filter
def iso(value: date | None) -> str:
    """Write a date or moment for machines (the datetime attribute and figures in tables)."""
    if not value:
        return ""
    local = _local(value)
    return local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat()


@register.filter
def any_selected(options: list[dict]) -> bool:
    """Say whether one of a facet's options is chosen, so that its group is shown open."""
    return any(option["selected"] for option in options)


@register.filter
def language_tag(code: str) -> str:
    """Turn Django's language code into the tag browsers and readers use: zh-hans to zh-CN."""
    return "zh-CN" if code.startswith("zh") else code


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """List the page numbers to show around this page; None stands for those left out."""
    return [
        number if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]


@register.filter
def lang_attr(text: object) -> str:
    """Give ``lang="zh-CN"`` where an English page shows Chinese, for those who listen to it."""
    if _language() == "en" and CHINESE.search(str(text)):
        return mark_safe('lang="zh-CN"')
    return ""
