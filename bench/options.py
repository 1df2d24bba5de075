"""How much to measure."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.servers import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

MAIN = 10_000
DOC = "Measures this API beside stock Wagtail, bare programs and nginx."


@dataclass(frozen=True)
class Options:
    """One run: its sizes, and how long it looks."""

    work: Path
    sizes: tuple[int, ...]
    seconds: int
    repeats: int
    publications: int
    asgi: bool
    write: bool
    reuse: bool

    @property
    def main(self) -> int:
        """The size at which everything is compared."""
        return MAIN if MAIN in self.sizes else max(self.sizes)

    @property
    def growth(self) -> tuple[int, int] | None:
        small, large = min(self.sizes), max(self.sizes)
        return (small, large) if small < large else None

    def __str__(self) -> str:
        return f"{self.main:,} articles, medians of {self.repeats} rounds of {self.seconds} s"


def parse(arguments: Sequence[str]) -> Options:
    given = parser().parse_args(arguments)
    usual = "1000" if given.quick else "1000,10000"
    sizes = given.sizes or ("1000,10000,100000" if given.full else usual)
    return Options(
        work=given.work.resolve(),
        sizes=tuple(int(size) for size in sizes.split(",")),
        seconds=given.seconds or 1,
        repeats=given.repeats or (1 if given.quick else 9),
        publications=10 if given.quick else 100,
        asgi=given.asgi,
        write=not (given.quick or given.no_write),
        reuse=given.reuse,
    )


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("python -m bench", description=DOC)
    made.add_argument("--quick", action="store_true", help="1,000 articles, one round")
    made.add_argument("--full", action="store_true", help="up to 100,000 articles")
    made.add_argument("--sizes", metavar="N,N", help="numbers of articles")
    made.add_argument("--seconds", type=int, help="of one load in one round")
    made.add_argument("--repeats", type=int, help="rounds")
    made.add_argument("--asgi", action="store_true", help="a bare ASGI program, too")
    made.add_argument("--reuse", action="store_true", help="databases as they are")
    made.add_argument("--no-write", action="store_true", help="leave docs/ as it is")
    made.add_argument(
        "--work", type=Path, default=ROOT / "var" / "bench", help="for the databases"
    )
    return made
