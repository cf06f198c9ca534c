"""Several processes that live and die together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process of the group: what people call it, how it is started, and its handle."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the process; the variables of ``environment`` are added to this process's own."""
        self.process = subprocess.Popen(
            self.command, env=os.environ | self.environment, **child_options()
        )


def child_options(*, last_signal: int = signal.SIGTERM) -> dict:
    """Return the ``Popen`` options of a child that must not outlive this process.

    A session of its own keeps the terminal's Ctrl-C from reaching it: the group stops in order.
    On Linux the kernel sends it ``last_signal`` even where this process is killed without a word.
    """
    options: dict = {"start_new_session": True}
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        options["preexec_fn"] = lambda: libc.prctl(PR_SET_PDEATHSIG, last_signal)
    return options


class Group:
    """The children in the order they start; they stop in the reverse order."""

    def __init__(self, report: Callable[[str], object]) -> None:
        self.children: list[Child] = []
        self.report = report
        self.asked_to_stop = False

    def add(self, child: Child) -> None:
        """Take in a child, starting it unless it runs already."""
        self.children.append(child)
        if child.process is None:
            child.start()

    def listen_to_signals(self) -> None:
        """Let SIGINT (Ctrl-C) and SIGTERM end ``watch`` instead of this process."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_asked)

    def _stop_asked(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def dead(self) -> Child | None:
        """Return the first child that has ended, if any."""
        return next((c for c in self.children if c.process.poll() is not None), None)

    def watch(self, *, poll_seconds: float = 0.2) -> int:
        """Wait until a signal comes or a child ends; return the exit code of the whole group.

        0 after a signal; 1 when a child ended by itself, which is reported by name.
        """
        while not self.asked_to_stop:
            child = self.dead()
            if child:
                self.report(
                    f"The {child.name} ended with code {child.process.returncode}: stopping all."
                )
                return 1
            time.sleep(poll_seconds)
        return 0

    def stop(self) -> None:
        """End all children, the last started first; what does not end in time is killed."""
        for child in reversed(self.children):
            if child.process and child.process.poll() is None:
                child.process.terminate()
                try:
                    child.process.wait(timeout=STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    self.report(f"The {child.name} does not stop: killing it.")
                    child.process.kill()
                    child.process.wait()
