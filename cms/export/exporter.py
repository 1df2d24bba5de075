"""Bring files in line with what the API answers, and tell where they are not.

Whoever writes asks and writes under one lock. So a withdrawal, which removes files
after its commit and under the same lock, finds every file made before that commit,
and what is made later is made without the page.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from cms.export.addresses import QUERIES, every_address
from cms.export.ask import Reply, ask
from cms.export.bucket import Bucket
from cms.export.files import codings_of, files_of, names_of, plain_name
from cms.export.folder import Folder
from cms.export.lock import FOREVER, Lock
from cms.export.notices import notices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cms.export.addresses import Address
    from cms.export.files import File

STORAGE = "storage:"


class Tree(Protocol):
    """Files by name."""

    def names(self, under: str = "") -> Iterator[str]: ...
    def read(self, name: str) -> bytes | None: ...
    def write(self, file: File) -> None: ...
    def delete(self, name: str) -> None: ...


class Fault(StrEnum):
    """How a file differs from what the API answers; as people read it."""

    MISSING = "hilang"
    DIFFERENT = "berbeda"
    SURPLUS = "berlebih"


def place_of(target: str) -> Folder | Bucket:
    """``storage:ALIAS`` or a folder."""
    alias = target.removeprefix(STORAGE)
    return Bucket(alias) if target.startswith(STORAGE) else Folder(Path(target))


@contextmanager
def exporter(target: str = "", patience: float = FOREVER) -> Iterator[Exporter]:
    """The exporter to ``target``, or to the one of the settings."""
    with closing(Lock("ekspor", patience)) as lock:
        yield Exporter(place_of(target or settings.EXPORT_TARGET), lock)


class Exporter:
    """What can be done to the files of one place."""

    def __init__(self, place: Folder | Bucket, lock: Lock) -> None:
        self.place = place
        self.lock = lock

    def renew(self, seen: Callable[[int], None] = lambda done: None) -> int:
        """Everything anew; returns how many answers had to be written."""
        written = 0
        run = Lock("ekspor-penuh")
        with closing(run), run, self.place.renewed(self.lock) as tree:
            for done, address in enumerate(every_address(), start=1):
                written += self.refresh(address, [tree])
                seen(done)
            self.write_notices(tree)
            self.sweep([tree])
        return written

    def update(self, addresses: Iterable[Address]) -> None:
        """Bring ``addresses`` up to date, wherever readers are or soon will be."""
        for address in addresses:
            self.refresh(address)
        self.sweep(under=QUERIES)

    def remove(self, addresses: Iterable[Address]) -> None:
        """Take ``addresses`` off at once, whatever the API answers."""
        with self.lock:
            for address in addresses:
                for tree in self.place.trees():
                    delete(tree, address.name)

    def refresh(self, address: Address, trees: Iterable[Tree] = ()) -> bool:
        """Ask for one answer and keep it; whether there was something to write."""
        with self.lock:
            reply = ask(address)
            changed = [
                keep(tree, address.name, reply) for tree in trees or self.place.trees()
            ]
        return any(changed)

    def sweep(self, trees: Iterable[Tree] = (), under: str = "") -> None:
        """Delete what is not on the list (any more)."""
        for tree in trees or self.place.trees():
            if any(surplus(tree, under)):
                with self.lock:
                    for name in list(surplus(tree, under)):
                        tree.delete(name)

    def write_notices(self, tree: Tree) -> None:
        """The bodies of errors, for a server without an application behind it."""
        for name, reply in notices().items():
            keep(tree, name, reply)

    def check(self) -> Iterator[tuple[Fault, str]]:
        """Every file that differs, by name; there is none after a run."""
        tree = self.place.served()
        for address in every_address():
            with self.lock:
                fault = fault_of(tree, address.name, ask(address))
            if fault:
                yield fault, address.name
        for name, reply in notices().items():
            if fault := fault_of(tree, name, reply):
                yield fault, name
        yield from ((Fault.SURPLUS, name) for name in surplus(tree))


def keep(tree: Tree, name: str, reply: Reply | None) -> bool:
    """Have ``tree`` hold ``reply``; whether it did not yet."""
    fault = fault_of(tree, name, reply)
    if fault and reply:
        for file in files_of(name, reply):
            tree.write(file)
    elif fault:
        delete(tree, name)
    return fault is not None


def delete(tree: Tree, name: str) -> None:
    for one in names_of(name):
        tree.delete(one)


def fault_of(tree: Tree, name: str, reply: Reply | None) -> Fault | None:
    """How the files of one answer differ from ``reply``."""
    found = tree.read(name)
    if found is None:
        return Fault.MISSING if reply else None
    if reply is None:
        return Fault.SURPLUS
    whole = found == reply.body and all(
        coding.holds(tree.read(name + coding.ending), found)
        for coding in codings_of(name)
    )
    return None if whole else Fault.DIFFERENT


def surplus(tree: Tree, under: str = "") -> Iterator[str]:
    """Files that belong to no address; the files are listed first."""
    present = list(tree.names(under))
    expected = {address.name for address in every_address()} | set(notices())
    return (name for name in present if plain_name(name) not in expected)
