"""A folder that a web server reads: whole releases, and files replaced whole.

``current`` is a symbolic link to the release that is served, ``releases/…``. A run
builds a release of its own, of hard links to what has not changed, and moves the link.
"""

from __future__ import annotations

import os
import shutil
import time
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.export.files import File
    from cms.export.lock import Lock


class Tree:
    """One release. What is read here is never a file that is being written."""

    def __init__(self, root: Path, drafts: Path) -> None:
        self.root = root
        self.drafts = drafts

    def names(self, under: str = "") -> Iterator[str]:
        """Every file below the folder ``under``."""
        for folder, _, files in os.walk(self.root / under):
            for name in files:
                yield Path(folder, name).relative_to(self.root).as_posix()

    def read(self, name: str) -> bytes | None:
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, file: File) -> None:
        """Put ``file`` in the place of the one before, in one step.

        nginx makes its validators of length and second of change, so no file is of
        the same second as the one it replaces.
        """
        path = self.root / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat().st_mtime if path.exists() else 0
        draft = self.drafts / uuid.uuid4().hex
        draft.write_bytes(file.body)
        at = max(int(time.time()), int(before) + 1)
        os.utime(draft, (at, at))
        draft.replace(path)

    def delete(self, name: str) -> None:
        path = self.root / name
        path.unlink(missing_ok=True)
        with suppress(OSError):  # the folder still holds something
            path.parent.rmdir()

    def link(self, other: Tree) -> None:
        """Take over every file of ``other`` that is not here, without its bytes."""
        for name in other.names():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # Somebody may publish or withdraw meanwhile: in both releases.
            with suppress(FileExistsError, FileNotFoundError):
                path.hardlink_to(other.root / name)


class Folder:
    """The folder ``top`` with all its releases."""

    def __init__(self, top: Path) -> None:
        self.top = top.absolute()
        self.releases = self.top / "releases"
        self.current = self.top / "current"
        self.drafts = self.top / "drafts"
        for folder in (self.releases, self.drafts):
            folder.mkdir(parents=True, exist_ok=True)

    def __str__(self) -> str:
        return str(self.top)

    def served(self) -> Tree:
        """What readers get now; nothing, before the first run has ended."""
        return self.tree(self.current)

    def trees(self) -> list[Tree]:
        """The release that is served, and the one that is being built."""
        return [self.tree(root) for root in sorted(self.releases.iterdir())]

    def tree(self, root: Path) -> Tree:
        return Tree(root, self.drafts)

    @contextmanager
    def renewed(self, lock: Lock) -> Iterator[Tree]:
        """A release to bring up to date; it is served when the block ends well."""
        self.clear(lock)
        root = self.releases / uuid.uuid4().hex
        root.mkdir()
        tree = self.tree(root)
        tree.link(self.served())
        yield tree
        with lock:
            self.point_to(root)
        self.clear(lock)

    def point_to(self, root: Path) -> None:
        """Have ``current`` be another release from one request to the next."""
        draft = self.drafts / uuid.uuid4().hex
        draft.symlink_to(root.relative_to(self.top))
        draft.replace(self.current)

    def clear(self, lock: Lock) -> None:
        """Remove releases that are not served, and what a crash has left."""
        kept = self.current.resolve()
        with lock:
            for root in self.releases.iterdir():
                if root != kept:
                    root.rename(self.drafts / root.name)
            left = list(self.drafts.iterdir())
        for path in left:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
