"""Pictures of the demo, drawn here: flat, without people, the same every time."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from cms.demo.batik import kawung, parang
from cms.demo.canvas import WHITE, Canvas, Palette, mix

if TYPE_CHECKING:
    from collections.abc import Callable

    Motif = Callable[[Canvas, Palette, random.Random], None]

SIZE = (1600, 900)
LOGO_SIZE = (512, 512)


def draw_picture(motif: str, palette: Palette, seed: int) -> bytes:
    """A JPEG of ``motif`` (a key of :data:`MOTIFS`), varied by ``seed``."""
    canvas = Canvas(*SIZE, palette.pale)
    MOTIFS[motif](canvas, palette, random.Random(seed))  # noqa: S311 - no secret
    return canvas.jpeg()


def gedung(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """An office with a Nusantara roof before the town."""
    canvas.sky(mix(palette.soft, WHITE, 0.35), WHITE)
    canvas.circle(28 + rng.random() * 20, 26, 9, palette.warm)
    x = -4.0
    while x < canvas.wide:
        w, h = rng.uniform(9, 17), rng.uniform(18, 46)
        canvas.box(
            x, 80 - h, w, h + 1, mix(palette.soft, WHITE, 0.3 + rng.random() / 4)
        )
        x += w + rng.uniform(0.5, 3)
    main_hall(canvas, palette)
    canvas.box(0, 80, canvas.wide, 20, mix(palette.main, WHITE, 0.35))
    canvas.shape(
        [(80, 80), (98, 80), (122, 100), (56, 100)], mix(palette.pale, WHITE, 0.4)
    )
    for tree in (14, 30, 148, 164):
        canvas.box(tree - 0.6, 72, 1.2, 9, palette.dark)
        canvas.circle(tree, 68, 6.5, mix((46, 125, 82), palette.main, 0.25))


def main_hall(canvas: Canvas, palette: Palette) -> None:
    canvas.box(47, 50, 84, 31, WHITE)
    canvas.box(47, 76, 84, 5, palette.soft)
    roof = [(40, 51), (138, 51), (116, 38), (104, 34), (89, 18), (74, 34), (62, 38)]
    canvas.shape(roof, palette.main)
    canvas.shape([(62, 38), (116, 38), (104, 34), (74, 34)], palette.dark)
    for column in (50.6, 60.6, 70.6, 102, 112, 122):
        canvas.box(column, 53, 5.4, 15, mix(palette.soft, WHITE, 0.25), 0.6)
        canvas.box(column, 60, 5.4, 0.8, WHITE)
    canvas.box(81, 57, 16, 24, palette.dark, 1)
    canvas.box(88.6, 57, 0.8, 24, palette.soft)
    canvas.box(88.4, 8, 0.8, 12, palette.dark)
    canvas.box(89.2, 8, 8, 2.6, (206, 17, 38))
    canvas.box(89.2, 10.6, 8, 2.6, WHITE)


def grafik(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Columns, a rising line and a share, on a sheet."""
    canvas.sky(palette.pale, mix(palette.soft, WHITE, 0.4))
    canvas.box(18, 12, 142, 76, mix(palette.soft, palette.dark, 0.12), 3)
    canvas.box(16.5, 10, 142, 76, WHITE, 3)
    for rule in range(24, 76, 12):
        canvas.box(26, rule, 78, 0.35, palette.pale)
    heights = sorted(rng.uniform(14, 48) for _ in range(6))
    tops = []
    for number, height in enumerate(heights):
        x = 30 + number * 12.4
        tone = (
            palette.accent
            if number == 5
            else mix(palette.main, WHITE, 0.35 - number / 20)
        )
        canvas.box(x, 74 - height, 8, height, tone, 1)
        tops.append((x + 4, 68 - height))
    canvas.line(tops, 0.9, palette.dark)
    for x, y in tops:
        canvas.circle(x, y, 1.5, WHITE)
        canvas.circle(x, y, 1, palette.dark)
    canvas.box(26, 74, 78, 0.7, palette.dark)
    share(canvas, palette, rng)


def share(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    corners = canvas.points([(115, 22), (147, 54)])
    part = rng.randint(190, 260)
    canvas.draw.pieslice(corners, -90, part - 90, fill=palette.main)
    canvas.draw.pieslice(corners, part - 90, 270, fill=palette.warm)
    canvas.circle(131, 38, 8.6, WHITE)
    for number, tone in enumerate((palette.main, palette.warm)):
        canvas.box(115, 62 + number * 7, 4, 4, tone, 0.8)
        canvas.box(122, 63 + number * 7, 25 - number * 7, 2, palette.pale, 1)


def dokumen(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Papers with a stamp, a pen beside them."""
    canvas.sky(mix(palette.main, WHITE, 0.25), mix(palette.main, WHITE, 0.5))
    for shift, tone in ((10, palette.soft), (5, palette.pale)):
        canvas.box(52 + shift, 12 - shift / 2, 62, 80, tone, 2)
    canvas.box(52, 12, 62, 80, WHITE, 2)
    canvas.box(59, 19, 9, 9, palette.main, 4.5)
    canvas.box(71, 20.5, 34, 2.6, palette.dark, 1)
    canvas.box(71, 25, 24, 1.8, palette.soft, 1)
    canvas.box(59, 32, 48, 0.6, palette.main)
    for row in range(7):
        canvas.box(
            59,
            37 + row * 4.6,
            rng.uniform(34, 48),
            1.6,
            mix(palette.pale, palette.soft, 0.4),
            0.8,
        )
    canvas.ring(94, 79, 7.4, 0.9, palette.accent)
    canvas.ring(94, 79, 5.4, 0.4, palette.accent)
    canvas.line([(90.5, 79), (93.2, 81.8), (98, 76.4)], 1.2, palette.accent)
    canvas.shape([(130, 22), (136, 25), (119, 71), (113, 68)], palette.dark)
    canvas.shape([(113, 68), (119, 71), (112.6, 77)], palette.warm)
    canvas.shape([(130, 22), (136, 25), (138, 19.6), (132, 16.6)], palette.accent)
    canvas.circle(30, 70, 13, mix(palette.main, WHITE, 0.35))
    canvas.circle(30, 70, 9.5, palette.dark)
    canvas.circle(30, 70, 7.8, mix(palette.accent, palette.dark, 0.6))


def jaringan(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Posts of a network around one hub."""
    canvas.sky(palette.dark, mix(palette.main, palette.dark, 0.3))
    hub = (canvas.wide / 2, 50.0)
    nodes = []
    for number in range(11):
        angle = 2 * math.pi * number / 11 + rng.uniform(-0.12, 0.12)
        reach = rng.uniform(0.72, 1)
        nodes.append(
            (
                hub[0] + 66 * reach * math.cos(angle),
                hub[1] + 39 * reach * math.sin(angle),
            )
        )
    for number, node in enumerate(nodes):
        canvas.line([hub, node], 0.5, palette.soft)
        canvas.line(
            [node, nodes[(number + 1) % 11]], 0.3, mix(palette.main, WHITE, 0.35)
        )
    for number, (x, y) in enumerate(nodes):
        canvas.circle(x, y, 4.6, palette.pale)
        canvas.circle(x, y, 3.2, palette.accent if number % 3 == 0 else palette.main)
    canvas.circle(*hub, 17, mix(palette.main, palette.dark, 0.1))
    canvas.circle(*hub, 14, WHITE)
    canvas.box(hub[0] - 8, 43, 16, 11, palette.main, 1.2)
    canvas.box(hub[0] - 6.6, 44.4, 13.2, 8.2, palette.pale)
    canvas.box(hub[0] - 1.4, 54, 2.8, 3, palette.main)
    canvas.box(hub[0] - 5, 56.6, 10, 1.4, palette.main, 0.7)


def gunung(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Mountains and terraced fields under a morning sun."""
    canvas.sky(mix(palette.accent, WHITE, 0.7), WHITE)
    canvas.circle(118, 34, 13, mix(palette.accent, WHITE, 0.25))
    for depth, (base, tall) in enumerate(((62, 44), (70, 34), (78, 24))):
        tone = mix(palette.soft, palette.main, 0.15 + depth * 0.4)
        ridge: list[tuple[float, float]] = [(-2, 100)]
        x = -14.0 + depth * 11
        while x < canvas.wide + 24:
            peak = base - tall * rng.uniform(0.6, 1)
            ridge += [(x, base), (x + rng.uniform(17, 23), peak)]
            x += 46 - depth * 6
        ridge += [(canvas.wide + 30, base), (canvas.wide + 30, 100)]
        canvas.shape(ridge, tone)
    for row in range(5):
        tone = mix((118, 171, 94), palette.main, row / 9)
        canvas.oval(-30 + row * 6, 76 + row * 5, canvas.wide + 70, 44, tone)


def air(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Rain, a rising river and the gauge that reads it."""
    canvas.sky(mix(palette.dark, WHITE, 0.3), mix(palette.soft, WHITE, 0.2))
    for x, y, size in ((34.0, 22.0, 1.0), (88.0, 15.0, 1.3), (146.0, 24.0, 0.9)):
        cloud(canvas, mix(palette.pale, WHITE, 0.3), x, y, size)
    for _ in range(80):
        x, y = rng.uniform(0, canvas.wide), rng.uniform(34, 66)
        canvas.line([(x, y), (x - 1.4, y + 4)], 0.4, mix(palette.soft, WHITE, 0.4))
    canvas.box(124, 34, 8, 60, WHITE, 0.8)
    for mark in range(10):
        tone = (
            (200, 48, 48) if mark < 3 else palette.accent if mark < 6 else palette.main
        )
        canvas.box(124, 36 + mark * 5.6, 8 if mark % 2 == 0 else 5, 2.6, tone)
    river = mix((36, 116, 158), palette.main, 0.15)
    for depth in range(4):
        tone = mix(river, (12, 44, 70), depth * 0.22)
        crest = [
            (x, 68 + depth * 8 + 1.6 * math.sin(x / (7 + depth) + depth * 2))
            for x in range(-2, round(canvas.wide) + 4)
        ]
        canvas.shape([*crest, (canvas.wide + 4, 100), (-2, 100)], tone)


def cloud(
    canvas: Canvas, fill: tuple[int, int, int], x: float, y: float, size: float
) -> None:
    for dx, dy, r in ((-9, 2, 6), (-2, -2, 8.5), (7, 1, 7), (14, 3.4, 4.6)):
        canvas.circle(x + dx * size, y + dy * size, r * size, fill)
    canvas.box(x - 14 * size, y + 2 * size, 32 * size, 6 * size, fill, 3 * size)


def ruang(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """A training room: screen, desks, empty chairs."""
    canvas.sky(mix(palette.pale, WHITE, 0.3), palette.pale)
    canvas.box(0, 66, canvas.wide, 34, mix(palette.accent, WHITE, 0.62))
    canvas.box(0, 65, canvas.wide, 1.4, palette.soft)
    canvas.box(52, 10, 74, 44, palette.dark, 1.5)
    canvas.box(54, 12, 70, 40, WHITE, 0.8)
    canvas.box(60, 18, 30, 3.4, palette.main, 1)
    for row in range(4):
        canvas.circle(61.4, 28 + row * 5.4, 1.1, palette.accent)
        canvas.box(65, 27.2 + row * 5.4, rng.uniform(16, 26), 1.7, palette.soft, 0.8)
    for number, height in enumerate((8, 13, 11, 18)):
        canvas.box(99 + number * 5.4, 46 - height, 3.6, height, palette.main, 0.5)
    for x in (14, 142):
        canvas.box(x, 16, 22, 30, mix(palette.soft, WHITE, 0.35), 1)
        canvas.box(x + 10.5, 16, 1, 30, WHITE)
        canvas.box(x, 30.5, 22, 1, WHITE)
    for row, (y, w) in enumerate(((70, 20), (82, 25))):
        for number in range(5):
            desk(canvas, palette, canvas.wide / 2 + (number - 2) * (w + 6), y, w, row)


def desk(
    canvas: Canvas, palette: Palette, x: float, y: float, w: float, row: int
) -> None:
    size = 1 + row * 0.2
    canvas.box(x - 4 * size, y - 6 * size, 8 * size, 8 * size, palette.main, 1.6)
    canvas.box(x - w / 2, y, w, 2.2 * size, palette.dark, 0.6)
    for leg in (x - w / 2 + 1, x + w / 2 - 2.2):
        canvas.box(leg, y + 2, 1.2, 9 * size, mix(palette.dark, WHITE, 0.2))
    canvas.box(x - 3, y - 0.8, 6, 0.9, WHITE)


def neraca(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """Scales before the columns of a court."""
    canvas.sky(palette.pale, WHITE)
    for column in range(8, 180, 22):
        tone = mix(palette.soft, WHITE, 0.55)
        canvas.box(column, 18, 10, 68, tone)
        canvas.box(column + 2.4, 18, 1.2, 68, mix(tone, WHITE, 0.6))
        canvas.box(column + 6, 18, 1.2, 68, mix(tone, WHITE, 0.6))
        canvas.box(column - 2, 13, 14, 5, mix(tone, palette.soft, 0.4), 0.8)
    canvas.box(0, 5, canvas.wide, 8, mix(palette.soft, WHITE, 0.25))
    canvas.box(0, 84, canvas.wide, 16, palette.main)
    canvas.box(0, 84, canvas.wide, 3, palette.dark)
    middle, tilt = canvas.wide / 2, rng.choice((-2, 0, 2))
    canvas.box(middle - 1.4, 22, 2.8, 56, palette.dark, 1)
    canvas.box(middle - 14, 78, 28, 6, palette.dark, 2)
    canvas.line([(middle - 34, 30 + tilt), (middle + 34, 30 - tilt)], 2.2, palette.dark)
    canvas.circle(middle, 24, 4, palette.accent)
    for side in (-1, 1):
        pan(canvas, palette, middle + side * 34, 30 - side * tilt)


def pan(canvas: Canvas, palette: Palette, x: float, y: float) -> None:
    for side in (-13, 13):
        canvas.line([(x, y), (x + side, y + 26)], 0.6, palette.dark)
    corners = canvas.points([(x - 15, y + 16), (x + 15, y + 36)])
    canvas.draw.pieslice(corners, 0, 180, fill=palette.accent)
    canvas.circle(x, y, 1.6, palette.accent)


def perisai(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
    """A shield over rows of data: information security."""
    canvas.sky(palette.dark, mix(palette.main, palette.dark, 0.5))
    for row in range(10):
        x = rng.uniform(-10, 4)
        while x < canvas.wide:
            w = rng.uniform(4, 18)
            tone = mix(palette.dark, palette.main, rng.uniform(0.25, 0.8))
            canvas.box(x, 6 + row * 9.4, w, 3.6, tone, 1.8)
            x += w + 4
    for half, tone in ((30, palette.pale), (26.5, palette.main)):
        canvas.shape(shield(canvas.wide / 2, 50, half), tone)
    right = [(max(x, canvas.wide / 2), y) for x, y in shield(canvas.wide / 2, 50, 26.5)]
    canvas.shape(right, mix(palette.main, palette.dark, 0.3))
    check = [
        (canvas.wide / 2 - 12, 48),
        (canvas.wide / 2 - 3, 57),
        (canvas.wide / 2 + 13, 37),
    ]
    canvas.line(check, 4.6, WHITE)
    for x, y in check:
        canvas.circle(x, y, 2.3, WHITE)


def shield(x: float, y: float, half: float) -> list[tuple[float, float]]:
    edge = [(x, y - half * 1.25), (x + half, y - half * 0.85)]
    for at in range(1, 13):
        turn = at / 12 * math.pi / 2
        edge.append((x + half * math.cos(turn), y + half * 1.35 * math.sin(turn)))
    return edge + [(2 * x - px, py) for px, py in reversed(edge[1:])]


MOTIFS: dict[str, Motif] = {
    "gedung": gedung,
    "kawung": kawung,
    "parang": parang,
    "grafik": grafik,
    "dokumen": dokumen,
    "jaringan": jaringan,
    "gunung": gunung,
    "air": air,
    "ruang": ruang,
    "neraca": neraca,
    "perisai": perisai,
}


def draw_logo(palette: Palette, seed: int) -> bytes:
    """A PNG: an office's shield with a star of as many rays as ``seed`` says."""
    canvas = Canvas(*LOGO_SIZE, WHITE)
    for half, tone in ((38, palette.dark), (35, palette.accent), (32, palette.main)):
        canvas.shape(shield(50, 48, half), tone)
    rays = 5 + seed % 4
    star = []
    for at in range(rays * 2):
        reach = 20 if at % 2 == 0 else 10
        angle = math.pi * at / rays - math.pi / 2
        star.append((50 + reach * math.cos(angle), 42 + reach * math.sin(angle)))
    canvas.shape(star, palette.warm)
    canvas.circle(50, 42, 6.5, palette.main)
    canvas.circle(50, 42, 3.6, WHITE)
    for row in range(2):
        wavy = [(x, 70 + row * 6 + math.sin(x / 3)) for x in range(32, 69)]
        canvas.line(wavy, 2, palette.warm)
    return canvas.png()
