"""Where the document cannot say what is valid, Schemathesis is told here.

Loaded by Schemathesis' own process; see ``schemathesis.toml``.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import schemathesis


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: Any) -> Any:
    """Valid queries hold no invented cursor, and nothing invisible in an address."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return case
    query = dict(case.query or {})
    query.pop("kursor", None)  # opaque: only an answer before it can name one
    if not unquote(str(query.get("path", ""))).isprintable():
        query["path"] = "/"
    case.query = query
    return case
