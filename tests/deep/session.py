"""One pytest session that collects once, makes its database once, and then forks."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.raises import RaisesExc
from _pytest.runner import runtestprotocol
from django.db import connection

from pages.errors import NaskahError
from tests.turns import empties

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

# Nothing that orders, spreads, remembers or prints: what is run is decided here.
QUIETLY = [
    *("-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider", "-s", "-qq"),
    *("--no-header", "--no-summary", "-o", "tmp_path_retention_policy=failed"),
]
ASSERTED = (AssertionError, pytest.fail.Exception)


@dataclass
class Outcome:
    """How one test ended: ``passed``, ``asserted``, ``refused``, ``crashed``.

    *Asserted*: an assertion failed, or ``pytest.raises`` waited in vain or saw another
    exception than it asked for. *Refused*: the product would not let a person do what
    the test has him do. *Crashed*: anything else.
    """

    kind: str = "passed"
    seconds: float = 0.0
    message: str = ""


@dataclass(eq=False)
class Proof:
    """A plugin: when all is collected and the database stands, ``work`` is done."""

    work: Callable[[Proof], None]
    items: dict[str, pytest.Item] = field(default_factory=dict)
    outcome: Outcome = field(default_factory=Outcome)
    fault: Exception | None = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise pytest.UsageError("some tests cannot be collected")
        if connection.vendor != "sqlite":
            raise pytest.UsageError("each child copies the database: SQLite only")
        # Whoever empties the database leaves nothing for those asked after him.
        kept = [item for item in session.items if not empties(item)]
        self.items = {item.nodeid: item for item in kept}
        # What only the session has stays set up for the children: the database above all.
        first = next(item for item in kept if "db" in item.fixturenames)
        runtestprotocol(first, nextitem=self.elsewhere(first), log=False)
        try:
            self.work(self)
        except Exception as fault:  # noqa: BLE001 - told where pytest has ended
            self.fault = fault
        return True

    def elsewhere(self, item: pytest.Item) -> pytest.Item:
        """A test before which all but the session's own fixtures are torn down."""
        return next(each for each in self.items.values() if area(each) != area(item))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[Any]
    ) -> Generator[None, Any, None]:
        report = (yield).get_result()
        if report.failed and self.outcome.kind == "passed":
            error = call.excinfo.value if call.excinfo else AssertionError(report)
            self.outcome.kind = kind_of(error)
            self.outcome.message = f"{type(error).__name__}: {error}"[:300]

    def run(self, name: str) -> Outcome:
        """Run one test, in a child; the session and its database stay."""
        item = self.items[name]
        self.outcome, began = Outcome(), time.process_time()
        runtestprotocol(item, nextitem=self.elsewhere(item), log=False)
        self.outcome.seconds = round(time.process_time() - began, 3)
        return self.outcome


def area(item: pytest.Item) -> str:
    """The folder right below ``tests``."""
    return item.nodeid.split("/")[1]


def remembering(leave: Callable[..., bool]) -> Callable[..., bool]:
    """``pytest.raises`` that marks an exception which it did not ask for."""

    def left(self: RaisesExc, kind: Any, error: Any, trace: Any) -> bool:
        asked = leave(self, kind, error, trace)
        if error is not None and not asked:
            error.unasked = True
        return asked

    return left


def kind_of(error: BaseException) -> str:
    """What a failure says of the product."""
    if getattr(error, "unasked", False):
        return "asserted"
    if isinstance(error, BaseExceptionGroup):  # hypothesis found several at once
        return min(map(kind_of, error.exceptions))
    if isinstance(error, ASSERTED):
        return "asserted"
    return "refused" if isinstance(error, NaskahError) else "crashed"


def hold(paths: list[str], work: Callable[[Proof], None]) -> None:
    """Collect ``paths`` and do ``work``. Raises where pytest itself could not begin."""
    proof = Proof(work)
    RaisesExc.__exit__ = remembering(RaisesExc.__exit__)
    code = pytest.main([*QUIETLY, *paths], plugins=[proof])
    if proof.fault is not None:
        raise proof.fault
    if code is not pytest.ExitCode.OK:
        raise SystemExit(f"pytest: {code!r}")
