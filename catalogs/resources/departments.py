"""The table of departments, kept by the administrator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.editing import values_of
from catalogs.enums import DepartmentKind
from catalogs.history import difference, record_many
from catalogs.models import Department

from .columns import Column, folded
from .plans import Plan, PlannedRow, Verdict
from .tabular import BATCH, TableResource, chunked

PLAIN = (
    "code",
    "name",
    "name_en",
    "short_name",
    "organization_code",
    "address",
    "telephone",
    "office_hours",
    "fax",
    "postcode",
    "email",
    "disclosure_guide",
)


class DepartmentResource(TableResource):
    columns = (
        Column("number", "序号", ("no.",)),
        Column("code", "部门编码", ("编码", "department code")),
        Column("name", "部门名称", ("名称", "单位名称", "department name")),
        Column("name_en", "英文名称", ("English name",)),
        Column("short_name", "简称", ("short name",)),
        Column("kind", "类别", ("单位类别", "kind of unit")),
        Column("organization_code", "组织机构代码", ("统一社会信用代码", "organization code")),
        Column("parent", "上级单位编码", ("parent unit",)),
        Column("address", "地址", ("办公地址",)),
        Column("telephone", "电话", ("联系电话",)),
        Column("office_hours", "办公时间", ("office hours",)),
        Column("fax", "传真"),
        Column("postcode", "邮编", ("邮政编码",)),
        Column("email", "电子邮箱", ("邮箱",)),
        Column("disclosure_guide", "公开指南", ("guide to disclosure",)),
        Column("display_order", "排序", ("display order",)),
    )
    required = ("code", "name")

    class Meta(TableResource.Meta):
        model = Department

    def fetched(self, queryset):
        return queryset.select_related("parent")

    def cells_of(self, row: Department) -> dict[str, str]:
        return {
            **{name: getattr(row, name) for name in PLAIN},
            "kind": str(row.get_kind_display()),
            "parent": row.parent.code if row.parent_id else "",
            "display_order": str(row.display_order),
        }

    def prepare(self, lines) -> None:
        rows = self.fetched(Department.objects.all())
        self.present = {row.code: row for row in rows}
        self.owner_of_number = {row.organization_code: row.code for row in self.present.values()}

    def judge(self, planned: PlannedRow, cells: dict[str, str]) -> PlannedRow:
        planned.code, planned.label = cells.get("code", ""), cells.get("name", "")
        if not planned.code:
            raise ValidationError({"code": _("Give the code.")})
        self.once(folded(planned.code), planned.number)
        department = self.present.get(planned.code)
        if department is None:
            department = Department()
            self._read(department, cells, set(cells))
            planned.instance = department
            return planned.settle(Verdict.NEW)
        changed = self.changed_cells(department, cells)
        before = values_of(department)
        self._read(department, cells, set(changed))
        planned.moved = difference(before, values_of(department))
        if not planned.moved:
            return planned.settle(Verdict.SAME)
        planned.changes, planned.instance = self.with_headers(changed), department
        return planned.settle(Verdict.CHANGED)

    def _read(self, row: Department, cells: dict[str, str], names: set[str]) -> None:
        errors: dict[str, Any] = {}
        for name in names:
            try:
                self._read_cell(row, name, cells[name])
            except ValueError as error:
                errors[name] = str(error)
        if errors:
            raise ValidationError(errors)
        self.validate(row)
        number = row.organization_code
        if number and self.owner_of_number.setdefault(number, row.code) != row.code:
            raise ValidationError(
                {"organization_code": _("Another department has this organization code.")}
            )

    def _read_cell(self, row: Department, name: str, text: str) -> None:
        if name in PLAIN:
            setattr(row, name, text)
        elif name == "kind":
            row.kind = self.reading.choice(DepartmentKind, text)
        elif name == "display_order" and text:
            if not text.isdigit():
                raise ValueError(_("Give a whole number."))
            row.display_order = int(text)
        elif name == "parent":
            if text and text not in self.present:
                raise ValueError(_("“%(code)s” is not known.") % {"code": text})
            row.parent = self.present[text] if text else None

    def store(self, plan: Plan, *, head: dict[str, Any]) -> None:
        new, changed = plan.of(Verdict.NEW), plan.of(Verdict.CHANGED)
        for row in (*new, *changed):
            row.instance.prepare()
        for rows in chunked(new):
            Department.objects.bulk_create([row.instance for row in rows])
        names = [*PLAIN, "kind", "parent", "display_order", "sort_key"]
        Department.objects.bulk_update([row.instance for row in changed], names, batch_size=BATCH)
        record_many([row.instance for row in new], actor=self.actor, action="import_create")
        record_many(
            [row.instance for row in changed],
            actor=self.actor,
            action="import_edit",
            changes={row.instance.pk: row.moved for row in changed},
        )
