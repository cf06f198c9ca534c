"""How a stored CSV is laid out: what its readers must know before they read the first value."""

from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from catalogs.table_headers import TALLEST_HEADER, header_height
from catalogs.table_lines import csv_lines, delimiter_of


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """The delimiter, the lines above the header (titles), and how many rows the header takes."""

    delimiter: str = ","
    skipped_rows: int = 0
    header_rows: int = 1


def csv_layout(file: BinaryIO) -> CsvLayout:
    """Return the layout of a CSV that was released, and so is in UTF-8; its top alone is read."""
    delimiter = delimiter_of(file, "utf-8")
    lines = (
        (number, [cell.strip() for cell in cells])
        for number, cells in csv_lines(file, "utf-8", delimiter)
    )
    top = list(islice((line for line in lines if any(line[1])), TALLEST_HEADER))
    found = header_height([cells for _number, cells in top])
    first, _cells = top[found.title_rows]
    return CsvLayout(delimiter, first - 1, found.header_rows)
