"""The processes that one ``make run`` starts, and that must end with it."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 10  # seconds to end by itself
PR_SET_PDEATHSIG = 1


@dataclass
class Children:
    """All of them in this process group, with ``env`` as their environment."""

    env: Mapping[str, str]
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """This Python with ``arguments``."""
        child = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, *arguments],
            env=dict(self.env),
            preexec_fn=ends_with_parent,  # noqa: PLW1509 - we have no threads
        )
        self.started.append(child)
        return child

    def run(self, *arguments: str) -> int:
        return self.start(*arguments).wait()

    def stop(self) -> None:
        """End them all: asked first, and killed if they do not."""
        running = [child for child in self.started if child.poll() is None]
        for child in running:
            child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in running:
            try:
                child.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def ends_with_parent() -> None:
    """A child leaves Ctrl-C to its parent, and does not outlive it, even killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
