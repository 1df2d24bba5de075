"""Runs the loads in rounds, so that what disturbs the machine disturbs all alike."""

from __future__ import annotations

import base64
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from bench import wrk
from bench.wrk import FailedRunError, Figures, middle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from bench.corpus import Paths
    from bench.plan import Cell
    from bench.servers import Server

PATIENCE = 60  # seconds
IDLE = 0.02  # seconds of processor time in a tenth of a second
FAR = 7_919  # addresses from where one round begins to where the next does
# The server writes these itself, for the bare program too.
BY_SERVER = {"date", "server", "connection", "content-length", "transfer-encoding"}


@dataclass
class Results:
    """Figures of each round by the key of their load, and single numbers by name."""

    rounds: dict[str, list[Figures]] = field(default_factory=dict)
    facts: dict[str, float] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)  # why, by key

    @property
    def loads(self) -> dict[str, Figures]:
        """The median of each figure over the rounds, by load."""
        return {key: middle(runs) for key, runs in self.rounds.items()}

    def share(self, one: str, other: str) -> float | None:
        """How many times as many requests a second ``one`` answers as ``other``.

        The median of what the rounds gave: in one round both had the same machine.
        """
        pairs = zip(self.rounds.get(one, ()), self.rounds.get(other, ()), strict=False)
        shares = [ours.rate / theirs.rate for ours, theirs in pairs]
        return median(shares) if shares else None


@dataclass
class Bench:
    """Servers that run, and the address files of each."""

    servers: Mapping[str, Server]
    paths: Mapping[str, Paths]  # by server
    seconds: int
    repeats: int
    say: Callable[[str], None]
    results: Results = field(default_factory=Results)

    def measure(self, cells: Iterable[Cell]) -> None:
        """Every load once per round, in as many rounds as ``repeats``.

        Every other round goes backwards: neither of two is always the first.
        """
        ready = [made for cell in cells if (made := self.check(cell))]
        for cell, headers in ready:
            with suppress(FailedRunError):  # a slow one may not answer within a second
                self.load(cell, headers, seconds=1)
        for number in range(self.repeats):
            self.say(f"round {number + 1} of {self.repeats}")
            for cell, headers in ready[:: -1 if number % 2 else 1]:
                seconds = cell.seconds or self.seconds
                found = self.load(cell, headers, seconds=seconds, begin=number * FAR)
                self.results.rounds.setdefault(cell.key, []).append(found)

    def check(self, cell: Cell) -> tuple[Cell, dict[str, str]] | None:
        """The headers for ``cell``, if its server answers as it should."""
        server = self.servers.get(cell.server)
        if server is None:
            self.results.missing[cell.key] = f"{cell.server} is not there"
            return None
        path = first_line(self.paths[cell.server][cell.paths])
        _, plain, _ = server.ask(path)
        etag = dict(plain).get("etag", '"none"')
        headers = {name: v.format(etag=etag) for name, v in cell.headers.items()}
        status, _, _ = server.ask(path, headers)
        if status != cell.status:
            self.results.missing[cell.key] = f"{path} gave {status}"
            return None
        return cell, headers

    def load(
        self, cell: Cell, headers: dict[str, str], *, seconds: int, begin: int = 0
    ) -> Figures:
        server = self.servers[cell.server]
        before = server.cpu()
        try:
            found = wrk.run(
                server.port,
                self.paths[cell.server][cell.paths],
                seconds=seconds,
                connections=cell.connections,
                begin=begin,
                headers=headers,
            )
        except FailedRunError as error:
            raise FailedRunError(f"{cell.key}: {error}") from error
        spent = (server.cpu() - before) / (found.rate * seconds)
        settle(server)
        return replace(found, cpu=spent * 1e6)


def settle(server: Server) -> None:
    """Wait until ``server`` is idle: it still works on what wrk has given up."""
    before, deadline = server.cpu(), time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        time.sleep(0.1)
        now = server.cpu()
        if now - before < IDLE:
            return
        before = now


def first_line(file: Path) -> str:
    with file.open() as lines:
        return lines.readline().strip()


def learn_answers(api: Server, paths: Iterable[str], file: Path) -> None:
    """Write what ``api`` answers to ``paths`` for the bare programs to repeat."""
    answers = {}
    for path in paths:
        status, headers, body = api.ask(path)
        if status != 200:
            raise FailedRunError(f"{path} gave {status}")
        kept = [(n, v) for n, v in headers if n.lower() not in BY_SERVER]
        answers[path] = (kept, base64.b64encode(body).decode())
    file.write_text(json.dumps(answers))


def check_same(api: Server, bare: Server, paths: Iterable[str]) -> None:
    """The bare program is a fair measure only if it sends as much."""
    for path in paths:
        ours, theirs = api.ask(path), bare.ask(path)
        if ours[2] != theirs[2] or names(ours[1]) != names(theirs[1]):
            raise FailedRunError(
                f"{bare.name} differs at {path}: {names(ours[1])}, {names(theirs[1])}"
            )


def names(headers: list[tuple[str, str]]) -> list[str]:
    return sorted(name.lower() for name, _ in headers)
