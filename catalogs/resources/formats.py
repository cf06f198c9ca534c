"""The file formats of import and export, on the portal's own table reader and writer."""

from collections.abc import Iterator

import tablib
from django.utils.translation import gettext_lazy as _
from import_export.formats.base_formats import Format

from catalogs.tables import read_table, write_csv, write_xlsx

# The number of the row in the file, carried beside its cells.
ROW_NUMBER = "#"
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class TableFormat(Format):
    """Reads whatever of the three formats the content is; writes its own."""

    name = ""
    extension = ""
    content_type = ""
    title = _("Table")

    def create_dataset(self, in_stream: bytes, *, filename: str = "") -> tablib.Dataset:
        """Return the rows of a file; raises ``TableError`` with a sentence for its sender."""
        table = read_table(in_stream, filename=filename or f"table.{self.extension}")
        dataset = tablib.Dataset(headers=[ROW_NUMBER, *table.headers])
        for row in table:
            cells = [_unguarded(row.cells.get(header, "")) for header in table.headers]
            dataset.append([row.number, *cells])
        return dataset

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        return b"".join(self.chunks(dataset.headers, iter(dataset)))

    def chunks(self, headers: list[str], rows: Iterator[tuple]) -> Iterator[bytes]:
        """Write rows as they come, so that a long export does not wait in memory."""
        raise NotImplementedError

    def get_title(self):
        return self.title

    def get_extension(self) -> str:
        return self.extension

    def get_content_type(self) -> str:
        return self.content_type

    @classmethod
    def is_available(cls) -> bool:
        return True

    def is_binary(self) -> bool:
        return True

    def can_import(self) -> bool:
        return True

    def can_export(self) -> bool:
        return True


class Xlsx(TableFormat):
    name = "xlsx"
    extension = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    title = _("Excel workbook (XLSX)")

    def chunks(self, headers, rows):
        yield write_xlsx(rows, headers)


class CsvUtf8(TableFormat):
    name = "csv"
    extension = "csv"
    content_type = "text/csv; charset=utf-8"
    title = _("CSV (UTF-8)")

    def chunks(self, headers, rows):
        return write_csv(rows, headers)


class CsvGbk(TableFormat):
    name = "gbk"
    extension = "csv"
    content_type = "text/csv; charset=gb18030"
    title = _("CSV (GBK)")

    def chunks(self, headers, rows):
        return write_csv(rows, headers, encoding="gb18030")


FORMATS: dict[str, type[TableFormat]] = {kind.name: kind for kind in (Xlsx, CsvUtf8, CsvGbk)}


def _unguarded(text: str) -> str:
    """Take back the apostrophe that an export puts before what looks like a formula."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA_STARTS) else text
