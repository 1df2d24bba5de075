"""JSON as the API writes it: compact, in UTF-8, always the same for the same values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def compact(value: Any) -> bytes:
    return encoder.encode(value).encode()


def chosen(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The fields ``names`` of ``values``, in the order of ``names``."""
    return {name: values[name] for name in names if name in values}
