"""The digest a paraf binds to: SHA-256 of the RFC 8785 form of public content."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785


def digest_of(content: dict[str, Any]) -> str:
    """Hex SHA-256 (64 characters) of ``content`` in RFC 8785 canonical JSON.

    ``content`` holds only JSON values: strings, integers, booleans, ``None``,
    lists and string-keyed dicts.
    """
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()
