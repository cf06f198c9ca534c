"""Which column of a catalogue holds what, however its header is worded."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from catalogs.tables import TableError

# Headers are compared without blanks, brackets and slashes: 公开事项/一级事项 is 公开事项一级事项.
_NOISE = re.compile(r"[\s/|()（）\[\]【】、:：*·]")
_LEVEL = r"^(?:公开)?(?:事项)?{number}级(?:公开)?(?:事项|目录|指标)?(?:名称)?$"
RULES: dict[str, re.Pattern] = {
    name: re.compile(rule)
    for name, rule in {
        "level1": _LEVEL.format(number="[一1]") + "|^level1matter$",
        "level2": _LEVEL.format(number="[二2]") + "|^level2matter$",
        "level3": _LEVEL.format(number="[三3]"),
        "field": r"^(?:试点|公开)?(?:领域|类别)(?:名称)?$|^field$",
        "elements": r"^(?:公开)?内容(?:要素)?$|^(?:公开)?要素(?:内容)?$|^contentelements$",
        "basis": r"^(?:公开|法律|政策)?依据(?:.*)$|^(?:legal)?basis$",
        "time_limit": r"^(?:公开)?时限(?:要求)?$|^timelimit$",
        "subject": r"^(?:公开|责任|公开责任)主体$|^(?:责任|公开)(?:部门|单位)$|^subject$",
        "channels": r"^(?:公开)?渠道(?:和|及|与)?(?:载体|方式)?$|^channels$",
        "whole_society": r"^(?:公开对象)?全社会$|^audienceall(?:01)?$",
        "group": r"^(?:公开对象)?特定群[体众]$|^audiencespecific$",
        "audience": r"^公开对象$",
        "proactive": r"^(?:公开方式)?主动(?:公开)?$",
        "on_application": r"^(?:公开方式)?依?申请(?:公开)?$",
        "mode": r"^公开方式$|^mode(?:proactiveonrequest)?$",
        "county": r"^(?:公开层级)?(?:县|区|市|县区)级$",
        "township": r"^(?:公开层级)?(?:乡|镇|乡镇|街道|乡、?村)级$",
        "levels": r"^公开层级$|^level(?:countytownship)?$",
        "stage": r"^五公开(?:.*)$|^stage$",
    }.items()
}
REQUIRED = ("level1", "level2")


def find_columns(headers: Sequence[str]) -> dict[str, str]:
    """Return what each known column is called in this file, keyed by our names.

    Raises ``TableError`` when the columns of the level-1 or level-2 matter are missing.
    """
    found: dict[str, str] = {}
    for header in headers:
        words = _NOISE.sub("", header).replace("_", "").lower()
        for name, rule in RULES.items():
            if name not in found and rule.match(words):
                found[name] = header
                break
    if missing := [name for name in REQUIRED if name not in found]:
        labels = {
            "level1": _("level-1 matter (一级事项)"),
            "level2": _("level-2 matter (二级事项)"),
        }
        raise TableError(
            _("The column of the %(column)s is missing; the file has: %(headers)s")
            % {"column": labels[missing[0]], "headers": "、".join(headers)}
        )
    return found
