"""What cells name: departments, fields and level-1 matters, fetched once for a whole table."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.access import can_write
from catalogs.models import Department, Field, MatterGroup

from .columns import folded


class Lookups:
    """Finds rows by any of their names; remembers the few tables that are small."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self._departments = _by_names(
            Department.objects.all(), ("name", "short_name", "code", "name_en")
        )
        self._fields = _by_names(Field.objects.all(), ("name", "slug", "code", "name_en"))
        self._groups = {
            (group.field_id, folded(group.name)): group
            for group in MatterGroup.objects.select_related("field")
        }
        self._group_codes = {group.code for group in self._groups.values()}
        self.new_groups: list[MatterGroup] = []
        self.may_add_groups = actor is None or actor.has_perm("catalogs.add_mattergroup")

    def department(self, text: str) -> Department:
        """Return the department a cell names; blank means the official's own."""
        if not text:
            own = getattr(self.actor, "department", None)
            if own is None:
                raise ValidationError({"department": _("Name the department.")})
            return own
        found = self._departments.get(folded(text))
        if found is None:
            raise ValidationError(
                {"department": _("“%(name)s” is not a department of this portal.") % {"name": text}}
            )
        return found

    def own_department(self, text: str) -> Department:
        """Return the department a cell names, where the official may write for it."""
        found = self.department(text)
        if self.actor is not None and not can_write(self.actor, found.pk):
            raise ValidationError(
                {
                    "department": _(
                        "The row belongs to another department; it is not yours to import."
                    )
                }
            )
        return found

    def field(self, text: str) -> Field:
        found = self._fields.get(folded(text)) if text else None
        if found is None:
            sentence = (
                _("“%(name)s” is not a field of publicity.") if text else _("Name the field.")
            )
            raise ValidationError({"field": sentence % {"name": text}})
        return found

    def group(self, field: Field, text: str) -> MatterGroup:
        """Return the level-1 matter a cell names, a new one where the official may add it."""
        if not text:
            raise ValidationError({"group": _("Name the level-1 matter.")})
        key = (field.pk, folded(text))
        if key not in self._groups:
            if not self.may_add_groups:
                raise ValidationError(
                    {"group": _("The field has no level-1 matter “%(name)s”.") % {"name": text}}
                )
            group = MatterGroup(field=field, name=text, code=self._free_code(field))
            group.full_clean(exclude={"field"}, validate_unique=False, validate_constraints=False)
            self._groups[key] = group
            self.new_groups.append(group)
        return self._groups[key]

    def _free_code(self, field: Field) -> str:
        number = 1
        while (code := f"{field.code}-{number:02d}") in self._group_codes:
            number += 1
        self._group_codes.add(code)
        return code


def _by_names(rows, names: tuple[str, ...]) -> dict[str, Any]:
    """Return every name of every row → the row; a full name wins over another's short name."""
    found: dict[str, Any] = {}
    rows = list(rows)
    for name in names:
        for row in rows:
            if text := getattr(row, name):
                found.setdefault(folded(text), row)
    return found
