"""The table of publicity matters, in the layout of the national standard catalogue."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogs.channels import Channel, parse_channels
from catalogs.enums import (
    Audience,
    MatterLevel,
    NonDisclosureGround,
    PublicityMode,
    PublicStage,
)
from catalogs.matter_parts import channel_rows, element_rows, limit_rows, save_matter_parts
from catalogs.models import (
    CatalogEntry,
    MatterChannel,
    MatterElement,
    PowerItem,
    PublicityMatter,
    ServiceItem,
    TimeLimit,
)
from catalogs.time_limits import is_ditto
from catalogs.wordings import (
    levels_of_ticks,
    mode_of_ticks,
    parse_audience,
    parse_levels,
    parse_mode,
    split_elements,
)

from .columns import folded
from .entries import EntryResource
from .matter_cells import cells_of_matter
from .matter_columns import COLUMNS, match_county_headers
from .tabular import BATCH, chunked

PARTS = ("elements", "channels", "powers", "services")
# Columns that say one thing together are read together, at the first of them.
MODE = ("mode_proactive", "mode_on_application", "mode")
LEVEL = ("at_county", "at_township", "level")
AUDIENCE = ("audience_all", "audience_group")


class MatterResource(EntryResource):
    columns = COLUMNS
    required = ("name",)
    fill_down = ("field", "group")

    class Meta(EntryResource.Meta):
        model = PublicityMatter

    def fetched(self, queryset):
        return queryset.with_guide_parts().prefetch_related("powers", "services")

    def cells_of(self, row: PublicityMatter) -> dict[str, str]:
        return cells_of_matter(row)

    # Plan

    def match_headers(self, headers):
        return match_county_headers(headers, self.readable)

    def prepare(self, lines) -> None:
        last = ""
        for cells in lines:
            limit = cells.get("time_limit_text", "")
            if limit and not is_ditto(limit):
                last = limit
            elif limit:
                cells["time_limit_text"] = last or limit
        super().prepare(lines)
        self.items = {
            "powers": _items(PowerItem.objects.of_district(), lines, "powers"),
            "services": _items(ServiceItem.objects.all(), lines, "services"),
        }
        self.codes: dict[str, set[str]] = {}

    def find_present(self, lines):
        """By code; rows without one by their names, within the department."""
        found = super().find_present(lines)
        names = list({cells.get("name", "") for cells in lines if not cells.get("code")} - {""})
        for some in chunked(names):
            for row in self.fetched(PublicityMatter.objects.filter(name__in=some)):
                found[self._names_of(row)] = row
        return found

    def _names_of(self, row: PublicityMatter) -> tuple:
        return row.department_id, row.field_id, folded(row.group.name), row.name

    def key_in(self, cells):
        if cells.get("code"):
            return cells["code"]
        department = self.lookups.own_department(cells.get("department", ""))
        field = self.lookups.field(cells.get("field", ""))
        return department.pk, field.pk, folded(cells.get("group", "")), cells.get("name", "")

    def reading_order(self, names):
        order = super().reading_order(names)
        for together in (MODE, LEVEL, AUDIENCE):
            several = [name for name in order if name in together]
            order = [name for name in order if name not in several[1:]]
        # The level-1 matter is looked for in the field.
        if "group" in order and "field" not in order:
            return order
        return sorted(order, key=lambda name: name != "field")

    def read_cell(self, entry: CatalogEntry, name: str, text: str, cells) -> dict[str, Any] | None:
        if name == "group":
            field = entry.field if entry.field_id else self.lookups.field(cells.get("field", ""))
            entry.group = self.lookups.group(field, text)
        elif name == "elements":
            elements = split_elements(text)
            if not elements:
                raise ValidationError({"elements": _("Name the content to be published.")})
            return {"elements": list(elements)}
        elif name == "channels":
            return {"channels": _channels(text)}
        elif name in self.items:
            return {name: self._linked(name, text)}
        elif name in MODE:
            self._read_mode(entry, cells)
        elif name in LEVEL:
            self._read_level(entry, cells)
        elif name in AUDIENCE:
            self._read_audience(entry, cells)
        elif name == "stage":
            entry.stage = self.reading.choice(PublicStage, text) if text else ""
        elif name == "non_disclosure_ground":
            entry.non_disclosure_ground = (
                self.reading.choice(NonDisclosureGround, text) if text else ""
            )
        else:
            return super().read_cell(entry, name, text, cells)
        return None

    def _read_mode(self, entry, cells) -> None:
        ticks = cells.get("mode_proactive", ""), cells.get("mode_on_application", "")
        words = cells.get("mode", "")
        mode = (parse_mode(words) if words else None) or mode_of_ticks(*ticks)
        if mode is None and any((*ticks, words)):
            raise ValidationError(
                {
                    "mode_proactive": _(
                        "Tick either proactive disclosure or disclosure on application."
                    )
                }
            )
        entry.mode = mode or entry.mode or PublicityMode.PROACTIVE

    def _read_level(self, entry, cells) -> None:
        ticks = cells.get("at_county", ""), cells.get("at_township", "")
        words = cells.get("level", "")
        levels = set(parse_levels(words) if words else ()) | set(levels_of_ticks(*ticks))
        if levels:
            entry.at_county = MatterLevel.COUNTY in levels
            entry.at_township = MatterLevel.TOWNSHIP in levels
        elif any((*ticks, words)):
            raise ValidationError(
                {"at_county": _("Tick the county level, the township level or both.")}
            )

    def _read_audience(self, entry, cells) -> None:
        reading = parse_audience(cells.get("audience_all", ""), cells.get("audience_group", ""))
        named = reading.specific and not reading.whole_society
        entry.audience = Audience.NAMED_GROUP if named else Audience.WHOLE_SOCIETY
        entry.audience_group = reading.group

    def _linked(self, name: str, text: str) -> list[str]:
        codes = [code for code in text.replace("，", " ").replace(",", " ").split() if code]
        strange = [code for code in codes if code not in self.items[name]]
        if strange:
            raise ValidationError({name: _("“%(code)s” is not known.") % {"code": strange[0]}})
        return codes

    def finish_new(self, entry: PublicityMatter) -> None:
        super().finish_new(entry)
        if entry.field_id is None:
            entry.field = self.lookups.field("")
        if not entry.code:
            entry.code = self._free_code(entry.group)

    def _free_code(self, group) -> str:
        """Number on within the level-1 matter."""
        prefix = f"{group.code}-"
        if prefix not in self.codes:
            taken = PublicityMatter.objects.filter(code__startswith=prefix)
            self.codes[prefix] = set(taken.values_list("code", flat=True))
        number = len(self.codes[prefix]) + 1
        while (code := f"{prefix}{number:03d}") in self.codes[prefix]:
            number += 1
        self.codes[prefix].add(code)
        return code

    def parts_of(self, values):
        parts = {name: values[name] for name in PARTS if name in values}
        if "powers" in parts:
            parts["powers"] = [f"county:{code}" for code in parts["powers"]]
        return parts

    # Apply

    def bind(self, entry: PublicityMatter) -> None:
        entry.group = entry.group  # its key is known once it is saved

    def store_parts(self, rows, *, fresh):
        if fresh:
            elements, channels, limits = [], [], []
            for matter, values in rows:
                elements += element_rows(matter, values.get("elements", ()))
                channels += channel_rows(matter, values.get("channels", ()))
                limits += limit_rows(matter, matter.time_limit_text)
            MatterElement.objects.bulk_create(elements, batch_size=BATCH)
            MatterChannel.objects.bulk_create(channels, batch_size=BATCH)
            TimeLimit.objects.bulk_create(limits, batch_size=BATCH)
        else:
            for matter, values in rows:
                save_matter_parts(
                    matter,
                    elements=values.get("elements"),
                    channels=values.get("channels"),
                    time_limit_text=matter.time_limit_text,
                )
        for matter, values in rows:
            for name, items in self.items.items():
                if values.get(name) or (name in values and not fresh):
                    getattr(matter, name).set([items[code] for code in values[name]])


def _channels(text: str) -> list[list[str]]:
    reading = parse_channels(text)
    named = [[str(code), ""] for code in reading.channels if code != Channel.OTHER]
    others = reading.others or (("",) if Channel.OTHER in reading.channels else ())
    return named + [[str(Channel.OTHER), words] for words in others]


def _items(queryset, lines, name: str) -> dict[str, Any]:
    codes = set()
    for cells in lines:
        codes.update(cells.get(name, "").replace("，", " ").replace(",", " ").split())
    return {
        row.code: row for some in chunked(sorted(codes)) for row in queryset.filter(code__in=some)
    }
