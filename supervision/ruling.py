"""The settings of the rules: each rule has its row, changed by an administrator with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogs.access import role_of
from catalogs.enums import Role
from catalogs.history import difference, record
from catalogs.models import Official
from catalogs.workflow import MoveRefused
from supervision.models import RuleSetting
from supervision.rules import RULES, find

COLUMNS = ("is_active", "level", "weight", "red_after", "parameters")


def settings_of_rules() -> dict[str, RuleSetting]:
    """Return the setting of every rule by its code, made where it was missing."""
    known = set(RuleSetting.objects.values_list("code", flat=True))
    RuleSetting.objects.bulk_create(
        [
            RuleSetting(
                code=rule.code,
                level=rule.level,
                weight=rule.weight,
                red_after=rule.red_after,
                parameters=rule.defaults(),
            )
            for rule in RULES
            if rule.code not in known
        ],
        ignore_conflicts=True,
    )
    codes = [rule.code for rule in RULES]
    return {row.code: row for row in RuleSetting.objects.filter(code__in=codes)}


@transaction.atomic
def change_rule(
    setting: RuleSetting,
    *,
    actor: Official,
    reason: str,
    values: Mapping[str, Any],
    at: datetime | None = None,
) -> RuleSetting:
    """Set columns of a rule, parameters among them, from the next inspection on.

    Raises ``ValidationError`` by column or parameter, ``MoveRefused`` for other roles.
    """
    if role_of(actor) != Role.ADMINISTRATOR:
        raise MoveRefused(_("An administrator changes the rules."), code="role")
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    setting = RuleSetting.objects.select_for_update().get(pk=setting.pk)
    before = {name: getattr(setting, name) for name in COLUMNS}
    for name in COLUMNS:
        if name in values:
            setattr(setting, name, values[name])
    setting.parameters = find(setting.code).check(setting.parameters)
    setting.full_clean()
    setting.save()
    after = {name: getattr(setting, name) for name in COLUMNS}
    if changes := difference(before, after):
        record(setting, actor=actor, action="change_rule", reason=reason, changes=changes, at=at)
    return setting
