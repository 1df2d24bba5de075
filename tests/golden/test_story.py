"""Everything that others read, byte for byte; digests and hashes are not masked.

A difference is a change of what people and programs were told: it is named where it is
made. ``UPDATE_GOLDEN=1`` writes the files anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import template

FILES = Path(__file__).parent / "files"
NAMES = sorted(path.name for path in FILES.glob("*.json"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what the story leaves today, told in a database of its own."""
    folder = tmp_path_factory.mktemp("golden")
    with template.own_database(folder / "golden.sqlite3") as url:
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "tests.golden", str(folder)],
            env={**os.environ, "DATABASE_URL": url},
            check=True,
        )
    return folder


@pytest.mark.slow
def test_nothing_else_is_told(told: Path) -> None:
    for path in told.glob("*.json") if os.environ.get("UPDATE_GOLDEN") == "1" else ():
        (FILES / path.name).write_bytes(path.read_bytes())
    assert sorted(path.name for path in told.glob("*.json")) == NAMES
    changed = [name for name in NAMES if text(told, name) != text(FILES, name)]
    assert changed == []


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
