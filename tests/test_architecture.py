"""``docs/why/architecture.md`` draws the house as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| (`.+`) \| .+ \| (.+) \|$", re.MULTILINE)
GRAPH = grimp.build_graph("cms", "pages", "reviews", exclude_type_checking_imports=True)


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
