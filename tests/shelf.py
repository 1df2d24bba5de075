"""What one worker of a run made, for the others to put back."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.rows import World

# The folder; whoever starts the workers makes it, and they find it here.
PLACE = "WORLDS_SHELF"


def set_up() -> str:
    """The folder of the run that begins."""
    os.environ[PLACE] = mkdtemp(prefix="naskah-")
    return os.environ[PLACE]


def put(key: Hashable, world: World) -> World:
    """``world``, or what another worker put there before."""
    if (first := take(key)) or not (path := place(key)):
        return first or world
    half = path.with_suffix(f".{os.getpid()}")
    half.write_bytes(pickle.dumps(world))
    half.replace(path)
    return world


def take(key: Hashable) -> World | None:
    """The one that is still good; None if nobody made it yet."""
    path = place(key)
    if path is None or not path.exists():
        return None
    world: World = pickle.loads(path.read_bytes())  # noqa: S301 - our own, of this run
    return None if world.is_old else world


def place(key: Hashable) -> Path | None:
    if folder := os.environ.get(PLACE):
        return Path(folder) / hashlib.sha256(repr(key).encode()).hexdigest()
    return None
