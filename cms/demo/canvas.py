"""A canvas in units of a hundredth of its height, drawn large and reduced once."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageColor, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Sequence

Colour = tuple[int, int, int]
Point = tuple[float, float]

WHITE: Colour = (255, 255, 255)
OVERSAMPLING = 2
QUALITIES = (82, 70, 58, 46)
MAX_BYTES = 150_000


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``share`` of ``other`` in ``one`` (0 to 1)."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


@dataclass(frozen=True)
class Palette:
    """The two colours of an office and what follows from them."""

    main: Colour
    accent: Colour

    @classmethod
    def of(cls, main: str, accent: str) -> Palette:
        return cls(rgb(main), rgb(accent))

    @property
    def dark(self) -> Colour:
        return mix(self.main, (10, 16, 28), 0.45)

    @property
    def pale(self) -> Colour:
        return mix(self.main, WHITE, 0.86)

    @property
    def soft(self) -> Colour:
        return mix(self.main, WHITE, 0.6)

    @property
    def warm(self) -> Colour:
        return mix(self.accent, WHITE, 0.55)


def rgb(text: str) -> Colour:
    red, green, blue = ImageColor.getrgb(text)[:3]
    return red, green, blue


class Canvas:
    """``wide`` by ``high`` pixels; all coordinates in units, 100 to the height."""

    def __init__(self, wide: int, high: int, ground: Colour) -> None:
        self.scale = high * OVERSAMPLING / 100
        self.wide = 100 * wide / high
        size = (wide * OVERSAMPLING, high * OVERSAMPLING)
        self.image = Image.new("RGB", size, ground)
        self.draw = ImageDraw.Draw(self.image)

    def points(self, pairs: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in pairs]

    def box(
        self, x: float, y: float, w: float, h: float, fill: Colour, radius: float = 0
    ) -> None:
        corners = self.points([(x, y), (x + w, y + h)])
        self.draw.rounded_rectangle(corners, radius * self.scale, fill=fill)

    def circle(self, x: float, y: float, r: float, fill: Colour) -> None:
        self.oval(x - r, y - r, 2 * r, 2 * r, fill)

    def oval(self, x: float, y: float, w: float, h: float, fill: Colour) -> None:
        self.draw.ellipse(self.points([(x, y), (x + w, y + h)]), fill=fill)

    def ring(self, x: float, y: float, r: float, width: float, fill: Colour) -> None:
        corners = self.points([(x - r, y - r), (x + r, y + r)])
        self.draw.ellipse(corners, outline=fill, width=round(width * self.scale))

    def shape(self, pairs: Sequence[Point], fill: Colour) -> None:
        self.draw.polygon(self.points(pairs), fill=fill)

    def line(self, pairs: Sequence[Point], width: float, fill: Colour) -> None:
        self.draw.line(
            self.points(pairs), fill, round(width * self.scale), joint="curve"
        )

    def sky(self, top: Colour, bottom: Colour) -> None:
        """A soft ground from ``top`` to ``bottom``, in broad flat bands."""
        bands = 12
        for band in range(bands):
            colour = mix(top, bottom, band / (bands - 1))
            self.box(0, band * 100 / bands, self.wide, 100 / bands + 1, colour)

    def jpeg(self) -> bytes:
        """The finished picture, in the best quality that stays small."""
        finished = self.finished()
        for quality in QUALITIES:
            found = encoded(finished, "JPEG", quality=quality, progressive=True)
            if len(found) <= MAX_BYTES:
                break
        return found

    def png(self) -> bytes:
        return encoded(self.finished(), "PNG", optimize=True)

    def finished(self) -> Image.Image:
        return self.image.reduce(OVERSAMPLING)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()
