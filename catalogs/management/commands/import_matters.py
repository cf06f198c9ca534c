"""Import a county's catalogue of publicity matters from CSV or XLSX."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalogs.matter_import import dry_run_lines, read_matters, write_matters
from catalogs.models import Department
from catalogs.tables import TableError


class Command(BaseCommand):
    help = "Import publicity matters with the official Chinese headers or the English ones."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report only; write nothing")
        parser.add_argument("--field", default="", help="field, for files without that column")
        parser.add_argument(
            "--department", help="code of the department for subjects that are none of ours"
        )
        parser.add_argument(
            "--in-force", type=date.fromisoformat, help="bring into force from this date"
        )
        parser.add_argument("--basis", default="", help="by what the list is brought into force")
        parser.add_argument("--encoding", default="", help="of a CSV file; found out by itself")
        parser.add_argument("--skip-bad", action="store_true", help="write the sound rows")

    def handle(self, *args, file: Path, **options):
        try:
            read = read_matters(
                file.read_bytes(),
                filename=file.name,
                field_name=options["field"],
                department=self._department(options["department"]),
                encoding=options["encoding"],
            )
        except (OSError, TableError) as error:
            raise CommandError(str(error)) from error
        if options["dry_run"]:
            self.stdout.write("\n".join(dry_run_lines(read)))
            return
        for bad in read.bad:
            self.stderr.write(f"row {bad.number}: {' '.join(bad.reasons)}")
        if read.bad and not options["skip_bad"]:
            raise CommandError(
                f"{len(read.bad)} of {read.total} rows are bad; nothing was changed. "
                "Mend the file, or leave them out with --skip-bad."
            )
        written = write_matters(
            read.rows,
            actor=None,
            basis=options["basis"] or file.name,
            in_force=options["in_force"],
        )
        self.stdout.write(
            f"{len(written.created)} matters written, {written.adopted} of them in force; "
            f"{written.present} were in the list already; {len(read.bad)} bad rows left out."
        )

    def _department(self, code: str | None) -> Department | None:
        if not code:
            return None
        if (department := Department.objects.filter(code=code).first()) is None:
            raise CommandError(f"There is no department with the code {code}.")
        return department
