"""The faults that are put in: which there are, and that each one is really there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from types import FunctionType

import pytest

from tests.deep.mutations import mutants, mutated

ROOT = Path(__file__).parents[2]
MODULE = dedent(
    """
    from functools import wraps

    LIMIT = 3 + 4

    class Office:
        def open(self, day: int | None = None) -> bool:
            if day in (6, 7) and not self.special:
                raise ValueError("closed")
            self.asked = day
            note(day)
            return day < LIMIT or self.special

        def rows(self):
            kept: int | None = None
            def inner(row):
                return row if row else None
            return self.all.filter(a=1, b=2).order_by("pk"), [x for x in y if x]
    """
)


def drawn() -> list[str]:
    return [f"{each.function} {each.change}" for each in mutants("office.py", MODULE)]


def test_every_kind_of_change_is_offered_where_it_may_be_made() -> None:
    assert drawn() == [
        "Office.open negate-if",
        "Office.open and-or",
        "Office.open bool-drop0",
        "Office.open bool-drop1",
        "Office.open cmp0",
        "Office.open drop-not",
        "Office.open drop-raise",
        "Office.open drop-assign",
        "Office.open drop-stmt",
        "Office.open return-none",
        "Office.open and-or",
        "Office.open bool-drop0",
        "Office.open bool-drop1",
        "Office.open cmp0",
        "Office.open edge0",
        "Office.rows.inner return-none",
        "Office.rows.inner negate-ifexp",
        "Office.rows return-none",
        "Office.rows drop-call",
        "Office.rows drop-call",
        "Office.rows q-dropkw0",
        "Office.rows q-dropkw1",
        "Office.rows comp-noif",
    ]


def test_a_mutant_names_its_line() -> None:
    third = mutants("office.py", MODULE)[2]
    assert third.place == "office.py:8"
    assert third.source == "if day in (6, 7) and not self.special:"


def answers(text: str) -> set[object]:
    """What the function of ``text`` gives for 2, each mutant in its place."""
    found: set[object] = set()
    for mutant in mutants("one.py", text):
        _, code = mutated(text, mutant)
        found.add(FunctionType(code, {})(2))
    return found


@pytest.mark.parametrize(
    ("expression", "others"),
    [
        ("x == 2", {False, None}),
        ("x > 2", {True, None}),
        ("x - 1", {3, None}),
        ("x and 7", {2, 7, None}),
        ("not x", {2, None}),
        ("8 if x else 9", {9, None}),
        ("x in (1, 3)", {True, None}),
        ("True", {False}),
        ("None", set()),
        ("1 < x < 3", {False, True, None}),
    ],
)
def test_a_mutant_does_otherwise(expression: str, others: set[object]) -> None:
    assert answers(f"def f(x):\n    return {expression}\n") == others


def test_a_method_closes_over_its_class_even_without_the_call_of_super() -> None:
    text = "class A(B):\n    def f(self):\n        return super().f() and self.x\n"
    for mutant in mutants("a.py", text):
        first, code = mutated(text, mutant)
        assert (first, code.co_freevars) == (2, ("__class__",))


def test_a_decorated_function_is_known_by_its_decorator_s_line() -> None:
    text = "@wraps\n@other(\n    1)\ndef f(x):\n    return x\n"
    (mutant,) = mutants("f.py", text)
    assert mutant.line == 5
    first, code = mutated(text, mutant)
    assert (first, code.co_name) == (1, "f")


def test_the_long_proofs_start_before_django_does() -> None:
    """They say themselves under which settings: outside a session of tests."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", "import tests.deep.clocks, tests.deep.mutants"]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=ROOT, env=known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
