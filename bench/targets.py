"""The targets, and whether they are reached; nothing but arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure import Results


@dataclass(frozen=True)
class Target:
    """``value`` must be at least (``>=``) or at most (``<=``) ``limit``."""

    what: str
    sign: str
    limit: float
    value: float | None  # None: not measured

    @property
    def verdict(self) -> str:
        if self.value is None:
            return "not measured"
        at_least = self.sign == ">="
        held = self.value >= self.limit if at_least else self.value <= self.limit
        return "reached" if held else "not reached"


def targets(results: Results, sizes: tuple[int, int] | None) -> Iterator[Target]:
    """Every target of the project, in the order in which they were set."""
    for what in ("list", "detail"):
        warm = f"warm {what}"
        yield rates(results, warm, f"bare {what}", 0.8, "the bare program")
        yield rates(results, warm, f"v3 {what}", 100, "stock Wagtail v3")
        yield rates(results, warm, f"v2 {what}", 100, "stock Wagtail v2")
        yield rates(results, f"cold {what}", f"v3 {what}", 15, "stock Wagtail v3")
    for stock in ("v2", "v3"):
        yield rates(
            results, "cold search", f"{stock} search", 100, f"stock Wagtail {stock}"
        )
    yield latency(results, sizes)
    yield rates(
        results, "nginx exported", "nginx other", 0.95, "any other file under nginx"
    )
    yield from growth(results, sizes)
    yield from inside(results)


def rates(results: Results, ours: str, other: str, limit: float, name: str) -> Target:
    return Target(f"{ours}, against {name}", ">=", limit, results.share(ours, other))


def latency(results: Results, sizes: tuple[int, int] | None) -> Target:
    """In the largest database, one reader at a time: else it would be a queue's p99."""
    key = plan.alone(max(sizes)) if sizes else "cold search, alone"
    one = results.loads.get(key)
    raw = results.facts.get("raw search p99")
    value = one.p99 / raw if one and raw else None
    return Target(
        "p99 of a cold search, against that of the raw full-text query", "<=", 3, value
    )


def growth(results: Results, sizes: tuple[int, int] | None) -> Iterator[Target]:
    for what in ("list", "detail", "search"):
        value = None
        label = "the largest against the smallest database"
        if sizes:
            small, large = sizes
            value = results.share(f"{what} at {small}", f"{what} at {large}")
            label = f"{large:,} against {small:,} articles"
        yield Target(f"time of a cold {what}, {label}", "<=", 1.3, value)


def inside(results: Results) -> Iterator[Target]:
    facts = results.facts
    for what in ("lists", "details", "search"):
        yield Target(f"queries of a cold request: {what}", "<=", 2, facts.get(what))
    yield Target(
        "publishing one page, against a stock Wagtail publish",
        "<=",
        1.5,
        quotient(facts, "ours", "stock"),
    )
    yield Target(
        "memory of a worker, largest against smallest database",
        "<=",
        1.3,
        quotient(facts, "memory large", "memory small"),
    )


def quotient(facts: dict[str, float], one: str, other: str) -> float | None:
    return facts[one] / facts[other] if one in facts and other in facts else None
