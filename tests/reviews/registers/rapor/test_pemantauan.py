"""The proposal of the monitoring form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviews.registers.rapor.lines import BarisLangkah
from reviews.registers.rapor.pemantauan import KAIDAH, figures, proposal

LINE = BarisLangkah(1, "Memeriksa naskah", "Kabid", baku=60, lintasan=10)


@pytest.mark.parametrize(
    ("changes", "good"),
    [
        ({"menit": (60,) * 8 + (61,) * 2, "dikembalikan": 2}, True),
        ({"menit": (60,) * 7 + (61,) * 3}, False),
        ({"menit": (60,) * 10, "dikembalikan": 3}, False),
        ({"dikembalikan": 2}, True),
        ({"dikembalikan": 3}, False),
        ({"baku": None, "menit": (900,) * 10}, True),
        ({"lintasan": 0}, None),
        ({"lintasan": 0, "dikembalikan": 1}, False),
    ],
    ids=[
        "at-both-limits",
        "late",
        "returned",
        "untimed",
        "untimed-returned",
        "no-baku",
        "nothing",
        "only-returned",
    ],
)
def test_rule(changes: dict[str, object], good: bool | None) -> None:
    assert proposal(replace(LINE, **changes)) is good  # type: ignore[arg-type]


def test_the_rule_and_the_figures_are_said() -> None:
    assert "80 %" in KAIDAH
    assert "20 %" in KAIDAH
    assert figures(replace(LINE, menit=(10, 15) * 5)) == (
        "10 lintasan, 100 % tepat waktu (10 dari 10 yang terukur; median 12,5, "
        "persentil ke-90 15 dari 60 menit kerja); 0 kali dikembalikan ke langkah ini."
    )
    assert "waktu tidak terukur" in figures(LINE)
    assert "tanpa waktu baku" in figures(replace(LINE, baku=None))
    assert "Tidak ada lintasan" in figures(replace(LINE, lintasan=0))
