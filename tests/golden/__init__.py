"""Golden files: an answer must stay what it was, or change in the open.

``UPDATE_GOLDEN=1 pytest …`` writes them anew; look at the difference before you
commit it. What differs from run to run (ids, digests) is masked.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "pages" / "golden"
MASKED_KEYS = frozenset({"id", "digest", "kode_verifikasi"})
MASKED_TEXT = re.compile(r"(?<=/documents/)\d+(?=/)")


def masked(value: Any) -> Any:
    """``value`` without what differs from run to run."""
    if isinstance(value, dict):
        return {
            key: "…" if key in MASKED_KEYS and item is not None else masked(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [masked(item) for item in value]
    return MASKED_TEXT.sub("…", value) if isinstance(value, str) else value


def assert_golden(name: str, value: Any, folder: Path = FOLDER) -> None:
    """Compare ``value`` with ``folder/name.json``."""
    path = folder / f"{name}.json"
    # Sorted, because PostgreSQL keeps the keys of stored JSON in an order of its own.
    text = (
        json.dumps(masked(value), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    )
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
