"""docs/reference/configuration.md, read."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"`([A-Z][A-Z0-9_]+)`")


def documented() -> set[str]:
    """The variables in the first column of a table of docs/reference/configuration.md."""
    lines = (ROOT / "docs" / "reference" / "configuration.md").read_text().splitlines()
    firsts = [line.split("|")[1] for line in lines if line.startswith("| `")]
    return {name for first in firsts for name in NAME.findall(first)}
