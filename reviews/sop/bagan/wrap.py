"""Lines of text in a column, by an estimate of how wide letters are.

The server has no font to measure; a sans-serif face is close enough to these widths,
and columns keep a margin.
"""

from __future__ import annotations

from typing import Final

NARROW: Final = frozenset("iljtfrI.,;:'|!()[]/- ")
WIDE: Final = frozenset("mwMW@%")
FONT: Final = 11
"""Size of the letters, in pixels."""
LINE: Final = 14


def width_of(text: str) -> float:
    """Pixels that ``text`` takes on one line."""
    return FONT * sum(
        0.36
        if letter in NARROW
        else 0.98
        if letter in WIDE
        else 0.76
        if letter.isupper()
        else 0.62
        for letter in text
    )


def wrap(text: str, width: float) -> list[str]:
    """``text`` in lines no wider than ``width``; written line breaks stay."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            for piece in pieces(word, width):
                joined = f"{line} {piece}".strip()
                if line and width_of(joined) > width:
                    lines.append(line)
                    line = piece
                else:
                    line = joined
        lines.append(line)
    return [line for line in lines if line]


def pieces(word: str, width: float) -> list[str]:
    """``word``, cut where it is wider than the whole column."""
    found, piece = [], ""
    for letter in word:
        if piece and width_of(piece + letter) > width:
            found.append(piece)
            piece = ""
        piece += letter
    return [*found, piece]
