"""Cloth patterns of the demo's pictures: kawung and parang."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cms.demo.canvas import Canvas, Palette, mix

if TYPE_CHECKING:
    import random


def kawung(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Batik kawung: four seeds around each crossing."""
    canvas.box(0, 0, canvas.wide, 100, palette.dark)
    for row in range(4):
        for column in range(7):
            flower(canvas, palette, column * 33 - 10, row * 33)


def flower(canvas: Canvas, palette: Palette, x: float, y: float) -> None:
    for turn in range(4):
        angle = math.pi / 4 + turn * math.pi / 2
        petal(canvas, x, y, angle, (20.6, 7.2), palette.warm)
        petal(canvas, x, y, angle, (18.2, 5.4), palette.main)
        cx, cy = x + 11.6 * math.cos(angle), y + 11.6 * math.sin(angle)
        canvas.circle(cx, cy, 1.2, palette.pale)
    canvas.circle(x, y, 2, palette.accent)
    for dx, dy in ((16.5, 0), (0, 16.5)):
        canvas.circle(x + dx, y + dy, 1.6, palette.accent)


def petal(
    canvas: Canvas,
    x: float,
    y: float,
    angle: float,
    size: tuple[float, float],
    fill: tuple[int, int, int],
) -> None:
    """A seed from the centre outwards: ``size`` is its length and half width."""
    length, half = size
    edge = []
    for at in range(33):
        turn = 2 * math.pi * at / 32
        u = 11.6 + (length / 2) * math.cos(turn)
        v = half * math.sin(turn)
        cos, sin = math.cos(angle), math.sin(angle)
        edge.append((x + u * cos - v * sin, y + u * sin + v * cos))
    canvas.shape(edge, fill)


def parang(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Batik parang: slanting rows of waves, set off by small squares."""
    canvas.box(0, 0, canvas.wide, 100, palette.pale)
    for band, start in enumerate(range(-110, 200, 26)):
        tone = palette.main if band % 2 else palette.dark
        canvas.shape(
            [(start, 100), (start + 20, 100), (start + 120, 0), (start + 100, 0)], tone
        )
        for along in range(0, 110, 10):
            wave(canvas, palette, start + 10 + along, 100 - along)
        for along in range(2, 104, 7):
            canvas.shape(diamond(start + 23 + along, 100 - along, 1.3), palette.accent)


def wave(canvas: Canvas, palette: Palette, x: float, y: float) -> None:
    canvas.circle(x - 1.6, y - 1.6, 4.4, palette.warm)
    canvas.circle(x + 0.6, y - 3.4, 3.4, mix(palette.main, palette.dark, 0.5))
    canvas.circle(x + 3.4, y + 2.4, 1.5, palette.warm)


def diamond(x: float, y: float, r: float) -> list[tuple[float, float]]:
    return [(x, y - r), (x + r, y), (x, y + r), (x - r, y)]
