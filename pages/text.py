"""Text that any XML parser accepts."""

from __future__ import annotations

import re

# All that is not a Char of XML 1.0, § 2.2: no escape brings it into a document.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """``text`` without the characters that XML forbids."""
    return FORBIDDEN.sub("", text)
