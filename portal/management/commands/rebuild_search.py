import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.search.backend import IndexBusy
from portal.search.documents import SearchDocument, counts
from portal.search.rebuilding import rebuild

WIDTH = 40
EVERY_SECONDS = 0.1  # between two drawings of the bar
LINES = 10  # printed instead of a bar where the output is not a terminal


class ProgressBar:
    """Shows how far a rebuild is: a bar on a terminal, a line for each tenth elsewhere."""

    def __init__(self, out, total: int) -> None:
        self.out = out
        self.total = total
        self.done = 0
        self.drawn_at = 0.0
        self.on_terminal = bool(getattr(out, "isatty", None) and out.isatty())

    def __call__(self, document: SearchDocument) -> None:
        self.done += 1
        now = time.monotonic()
        if self.on_terminal:
            if now - self.drawn_at >= EVERY_SECONDS or self.done >= self.total:
                self.drawn_at = now
                self.draw()
        elif self.done * LINES // self.total > (self.done - 1) * LINES // self.total:
            self.out.write(f"{self.done} of {self.total} documents")

    def draw(self) -> None:
        share = min(1.0, self.done / self.total)
        filled = round(share * WIDTH)
        bar = "#" * filled + "." * (WIDTH - filled)
        self.out.write(f"\r[{bar}] {share:4.0%} {self.done} of {self.total}", ending="")
        self.out.flush()

    def end(self) -> None:
        if self.on_terminal and self.done:
            self.out.write("")


class Command(BaseCommand):
    help = "Build the search index anew from the database, while readers go on using the old one."

    def handle(self, *args, **options) -> None:
        today = timezone.localdate()
        bar = ProgressBar(self.stdout, max(1, sum(counts(today).values())))
        started = time.monotonic()
        try:
            written = rebuild(today=today, progress=bar)
        except IndexBusy as error:
            raise CommandError("The search index is already being rebuilt.") from error
        seconds = time.monotonic() - started
        bar.end()
        for kind, number in written.items():
            self.stdout.write(f"{kind:12} {number:8}")
        total = sum(written.values())
        self.stdout.write(self.style.SUCCESS(f"{total} documents indexed in {seconds:.1f} s."))
