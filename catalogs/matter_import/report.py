"""What an import tells: each wording of the time limit and how it was read, then the sums."""

from collections.abc import Iterator

from catalogs.matter_import.reading import ReadMatters
from catalogs.time_limits import Reading, describe


def dry_run_lines(read: ReadMatters) -> Iterator[str]:
    """Yield the report: wordings by number of rows, sums, subjects, bad rows."""
    for text, count in sorted(read.wordings.items(), key=lambda pair: (-pair[1], pair[0])):
        words = " ".join(text.split()) or "(blank)"
        yield f"{count:>6}  {words}  →  {_told(read.readings[text])}"
    yield ""
    yield f"Rows: {read.total}"
    share = 100 * read.readable / read.worded if read.worded else 0.0
    yield (
        f"Readable: {read.readable} of {read.worded} rows with a time limit ({share:.1f} %); "
        f"{read.total - read.worded} rows have none."
    )
    yield f"Subjects matched by name: {len(read.rows) - _stood_in(read)} rows"
    for (subject, department), count in sorted(
        read.unmatched.items(), key=lambda pair: (-pair[1], pair[0][0])
    ):
        taken = department.code if department else "no department"
        yield f"{count:>6}  {' '.join(subject.split()) or '(blank)'}  →  {taken}"
    yield f"Bad rows: {len(read.bad)}"
    for bad in read.bad:
        yield f"  row {bad.number}: {' '.join(bad.reasons)}"


def _stood_in(read: ReadMatters) -> int:
    return sum(count for (_subject, department), count in read.unmatched.items() if department)


def _told(reading: Reading) -> str:
    if reading.missing:
        return "no time limit"
    if not reading.readable:
        return "NOT READ, kept as worded"
    return "; ".join(describe(limit) for limit in reading.limits)
