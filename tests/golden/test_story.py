"""Everything that others read, byte for byte; digests and hashes are not masked.

A difference is a change of what people and programs were told: it is named where it is
made. ``UPDATE_GOLDEN=1`` writes the files anew. The same story then goes on in the next
release: an update of the product never changes what was approved.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import template
from tests.update import release

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

FILES = Path(__file__).parent / "files"
NAMES = sorted(path.name for path in FILES.glob("*.json"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("golden")


@pytest.fixture(scope="module")
def environment(place: Path) -> Iterator[dict[str, str]]:
    """A database and a place for files that nobody else uses."""
    (place / "var").mkdir()
    with template.own_database(place / "golden.sqlite3") as url:
        yield {"DATABASE_URL": url, "TEST_DIR": str(place / "var")}


@pytest.fixture(scope="module")
def told(place: Path, environment: dict[str, str]) -> dict[str, Any]:
    """What is proved when the story is told, once for both tests."""
    return release.Checkout(release.ROOT, environment)("tell", str(place))


def test_nothing_else_is_told(told: dict[str, Any], place: Path) -> None:
    for path in place.glob("*.json") if os.environ.get("UPDATE_GOLDEN") == "1" else ():
        (FILES / path.name).write_bytes(path.read_bytes())
    assert sorted(path.name for path in place.glob("*.json")) == NAMES
    changed = [name for name in NAMES if text(place, name) != text(FILES, name)]
    assert changed == []


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def test_every_proof_answers_as_before_and_every_round_goes_on(
    told: dict[str, Any], place: Path, environment: dict[str, str]
) -> None:
    later = release.Checkout(release.make(place / "rilis"), environment)
    updated = later("update")
    assert updated["proofs"] == told["proofs"]
    assert updated["tables"] == told["tables"]
    assert updated["checks"] == told["checks"]
    with release.names_forgotten(later.folder):
        forgotten = later("prove")
    assert forgotten["proofs"] != told["proofs"]
    assert forgotten["tables"] != told["tables"]
    done = later("finish")
    assert done["did"]["waiting"] > 10
    assert done["did"]["left"] == 0
    for code, before in told["proofs"].items():
        after = done["proofs"][code]  # of a dossier that went on, with further paraf
        further = after["paraf"][len(before["paraf"]) :]
        assert after == {**before, "paraf": [*before["paraf"], *further]}
