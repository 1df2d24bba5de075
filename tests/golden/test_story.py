"""Everything that others read, byte for byte; digests and hashes are not masked.

A difference is a change of what people and programs were told: it is named where it is
made. ``UPDATE_GOLDEN=1`` writes the files anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests import template
from tests.update import release

pytestmark = pytest.mark.slow

FILES = Path(__file__).parent / "files"
NAMES = sorted(path.name for path in FILES.glob("*.json"))


def test_nothing_else_is_told(tmp_path: Path) -> None:
    place, var = tmp_path / "told", tmp_path / "var"
    place.mkdir()
    var.mkdir()
    with template.own_database(tmp_path / "golden.sqlite3") as url:
        environment = {"DATABASE_URL": url, "TEST_DIR": str(var)}
        release.Checkout(release.ROOT, environment)("story", str(place))
    for path in place.glob("*.json") if os.environ.get("UPDATE_GOLDEN") == "1" else ():
        (FILES / path.name).write_bytes(path.read_bytes())
    assert sorted(path.name for path in place.glob("*.json")) == NAMES
    changed = [name for name in NAMES if text(place, name) != text(FILES, name)]
    assert changed == []


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
