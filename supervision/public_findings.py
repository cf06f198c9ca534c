"""What everyone reads of an open red finding: on its page, in the feed and in the live dataset."""

from typing import Any

from django.urls import reverse

from supervision.models import Finding
from supervision.rules import RULES

NAMES = {rule.code: rule.name for rule in RULES}
# Rows of other rules are unpublished, or a citizen's own: only the department is told.
NAMED = frozenset(rule.code for rule in RULES if rule.shape.is_named)


def finding_row(row: Finding) -> dict[str, Any]:
    """Return what everyone reads of a finding: the title only where the public knows the row."""
    return {
        "title": row.title if row.rule in NAMED else "",
        "rule": NAMES.get(row.rule, row.rule),
        "rule_url": f"{reverse('supervision:method')}#{row.rule}",
        "department": row.department.display_name,
        "department_url": row.department.get_absolute_url(),
        "field": row.field.display_name if row.field else "",
        "since": row.since or row.opened_on,
        "red_since": row.reddened_on,
        "state": row.get_state_display(),
    }
