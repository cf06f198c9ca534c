"""Write a workbook as Excel does: texts shared, figures, dates and truth values as such."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    # The second style is a day, the third a moment.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
        '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    ),
}
_FIRST = datetime.fromisoformat("1899-12-30")


def write_book(path: Path, headers: Sequence[tuple[str, str]], rows: Iterable[Sequence]) -> None:
    """Write a sheet whose columns have the names and types of ``headers``."""
    kinds = [kind for _name, kind in headers]
    shared: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in _PARTS.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            # As Excel does, the size stands first; whoever misses it reads the sheet to its end.
            sheet.write(f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:L2"/><sheetData>'.encode())
            names = [name for name, _kind in headers]
            sheet.write(_row(1, names, ["text"] * len(names), shared).encode())
            for number, row in enumerate(rows, start=2):
                sheet.write(_row(number, row, kinds, shared).encode())
            sheet.write(b"</sheetData></worksheet>")
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{texts}</sst>')


def _row(number: int, row: Sequence, kinds: Sequence[str], shared: dict[str, int]) -> str:
    return f'<row r="{number}">{"".join(_cells(number, row, kinds, shared))}</row>'


def _cells(
    number: int, row: Sequence, kinds: Sequence[str], shared: dict[str, int]
) -> Iterator[str]:
    for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
        at = f'r="{chr(65 + place)}{number}"'
        if kind == "text":
            yield f'<c {at} t="s"><v>{shared.setdefault(str(value), len(shared))}</v></c>'
        elif kind == "boolean":
            yield f'<c {at} t="b"><v>{int(value == "true")}</v></c>'
        elif kind in ("date", "datetime"):
            days = datetime.fromisoformat(value) - _FIRST
            style = 1 if kind == "date" else 2
            yield f'<c {at} s="{style}"><v>{days.total_seconds() / 86400!r}</v></c>'
        else:
            yield f"<c {at}><v>{value}</v></c>"
