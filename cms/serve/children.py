"""The processes that one ``make run`` starts, and that must end with it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 10  # seconds to end by itself
PR_SET_PDEATHSIG = 1


@dataclass
class Children:
    """Each leads a group of its own, which Ctrl-C does not reach: we end them."""

    env: Mapping[str, str]
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """This Python with ``arguments``."""
        child = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, *arguments],
            env=dict(self.env),
            process_group=0,
            preexec_fn=ends_with_parent,  # noqa: PLW1509 - we have no threads
        )
        self.started.append(child)
        return child

    def run(self, *arguments: str) -> int:
        return self.start(*arguments).wait()

    def end_rest_of(self, child: subprocess.Popen[bytes]) -> None:
        """Of a child that has just ended by itself: its workers would keep the port."""
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)

    def stop(self) -> None:
        """End them all: asked first, and killed with all of theirs if they do not."""
        running = [child for child in self.started if child.poll() is None]
        for child in running:
            child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in running:
            try:
                child.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def ends_with_parent() -> None:
    """A child does not outlive its parent, even if that is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
