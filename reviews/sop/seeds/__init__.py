"""The five source SOPs: what this product is measured by."""

from __future__ import annotations

from pathlib import Path

SEEDS = tuple(sorted(Path(__file__).parent.glob("*.yaml")))
