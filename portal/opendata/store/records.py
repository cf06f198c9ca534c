"""What the folder of a built version says of itself: ``record.json``."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from catalogs.data_enums import ColumnType
from catalogs.models import DatasetVersion
from portal.opendata.store.columns import StoredColumn

NAME = "record.json"
# Grows when the files are made otherwise than before: older ones are then made again.
LAYOUT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """The columns of a version in their order, its size, and how its files were made."""

    number: int
    checksum: str
    row_count: int
    columns: tuple[StoredColumn, ...]
    layout: int = LAYOUT

    @classmethod
    def of(cls, version: DatasetVersion, columns: Sequence[StoredColumn]) -> Self:
        return cls(version.number, version.checksum, version.row_count, tuple(columns))

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Return the record of a folder; None where it is missing, broken or of another layout."""
        try:
            values = json.loads((folder / NAME).read_text(encoding="utf-8"))
            columns = tuple(
                StoredColumn(**{**column, "type": ColumnType(column["type"])})
                for column in values.pop("columns")
            )
            record = cls(columns=columns, **values)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return record if record.layout == LAYOUT else None

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / NAME).write_text(text, encoding="utf-8")

    def is_for(self, version: DatasetVersion, *, marked: set[str]) -> bool:
        """Whether these are the rows of the version, with the indexes that are wanted."""
        indexed = {column.name for column in self.columns if column.is_indexed}
        return self.checksum == version.checksum and indexed == marked
