"""``docs/why/architecture.md`` draws the house as it stands, and its tests mirror it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import grimp
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| (`.+`) \| .+ \| (.+) \|$", re.MULTILINE)
APPS = ("cms", "pages", "reviews")
# Tests of more than a room: of the whole, and of what stands beside the product.
CROSSING = {
    *("bench", "browser", "deep", "golden", "how_to", "installation", "update"),
    "whole",
}
TESTS = ROOT / "tests"
GRAPH = grimp.build_graph(*APPS, exclude_type_checking_imports=True)


def drawn(app: str) -> dict[str, set[str]]:
    """The rooms of ``app`` and what each imports, as the page says."""
    text = (ROOT / "docs" / "why" / "architecture.md").read_text()
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    (part,) = (each for each in section if re.match(rf"{app}\b", each))
    return {
        room: set() if known == "nothing" else set(known.split(", "))
        for rooms, known in ROW.findall(part)
        for room in re.findall(r"`(\w+)`", rooms)
    }


def built(app: str) -> dict[str, set[str]]:
    """The same as the code says; migrations apart."""
    found: dict[str, set[str]] = {}
    for module in GRAPH.find_descendants(app):
        room = module.split(".")[1]
        if room == "migrations":
            continue
        known = found.setdefault(room, set())
        for other in GRAPH.find_modules_directly_imported_by(module):
            if other.startswith(f"{app}."):
                known.add(other.split(".")[1])
    return {room: known - {room} for room, known in found.items()}


@pytest.mark.parametrize("app", ["reviews", "pages"])
def test_rooms_and_arrows_are_as_drawn(app: str) -> None:
    assert drawn(app) == built(app)


def test_no_room_is_too_large() -> None:
    for app in ("reviews", "pages"):
        for room in built(app):
            files = [*(ROOT / app / room).rglob("*.py"), ROOT / app / f"{room}.py"]
            lines = sum(len(f.read_text().splitlines()) for f in files if f.exists())
            assert lines <= 4000, (app, room, lines)


def imported(path: Path) -> Iterator[str]:
    """Every name that the file imports, whole."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_nothing_is_imported_from_a_test_file() -> None:
    """What two of them share is a module, named for what it is."""
    files = [path for path in TESTS.rglob("*.py") if "client" not in path.parts]
    names = [(path.name, name) for path in files for name in imported(path)]
    assert [each for each in names if re.match(r"tests\.(.+\.)?test_", each[1])] == []


def test_tests_stand_in_the_room_of_what_they_test() -> None:
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("*/test_*.py")}
    assert {folder.parts[0] for folder in folders} <= {*APPS, *CROSSING}
    mirrors = [folder for folder in folders if folder.parts[0] in APPS]
    assert [
        each for each in mirrors if not (ROOT / each / "__init__.py").exists()
    ] == []
