"""A site that a release made lives on in this one, whatever was under way in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.update.kept import RELEASES, said_by, unpacked
from tests.update.release import ROOT, Checkout

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", sorted(path.name for path in RELEASES.iterdir()))
def test_all_is_proved_and_answered_as_then_and_goes_on(
    name: str, tmp_path: Path
) -> None:
    then = said_by(name)
    with unpacked(name, tmp_path) as environment:
        today = Checkout(ROOT, environment)
        now = today("migrate")
        for what in ("proofs", "tables", "checks", "answers"):
            assert now[what] == then[what]
        done = today("finish")
    assert done["did"]["waiting"] > 10
    assert done["did"]["left"] == 0
