"""An update of the product never changes what was approved.

The next release (:mod:`tests.update.release`) takes over the site that the latest one
left, with a text or a dossier at every kind of step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.update import release
from tests.update.kept import latest, said_by, unpacked

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_every_proof_answers_as_before_and_every_round_goes_on(tmp_path: Path) -> None:
    name = latest()
    told = said_by(name)
    with unpacked(name, tmp_path) as environment:
        later = release.Checkout(release.make(tmp_path / "rilis"), environment)
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
