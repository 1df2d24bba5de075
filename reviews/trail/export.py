"""The trail as files, to be checked where there is no database.

A line a row (``FOLDER/<kantor>.jsonl``), the heads (``rantai.json``), and the public keys
(``kunci/*.pub``). Whoever checks takes the keys from somewhere that he believes.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from reviews.papers.jejak import Row
from reviews.papers.rantai import RantaiJejak
from reviews.trail.check import CHUNK, Progress, row_faults
from reviews.trail.fault import Fault, place, whole
from reviews.trail.links import End, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADS, KEYS = "rantai.json", "kunci"


def export(folder: Path) -> int:
    """Write the whole trail to ``folder``; how many rows there are."""
    (folder / KEYS).mkdir(parents=True, exist_ok=True)
    for path in Path(settings.TRAIL_KEYS).glob("*.pub"):
        shutil.copy(path, folder / KEYS)
    heads, count = {}, 0
    for rantai in RantaiJejak.objects.order_by("pk"):
        heads[str(rantai.kantor)] = End(rantai.jumlah, rantai.hash)
        rows = stored(rantai).only(*Row._fields)
        with (folder / f"{rantai.kantor}.jsonl").open("w", encoding="utf-8") as file:
            for row in rows.iterator(chunk_size=CHUNK):
                line = json.dumps(row.as_row().exported(), ensure_ascii=False)
                file.write(line + "\n")
                count += 1
    (folder / HEADS).write_text(json.dumps(heads, indent=1), encoding="utf-8")
    return count


def exported(path: Path) -> Iterator[Row]:
    """The rows of one chain; none if there is no file of it."""
    if path.exists():
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield Row.imported(json.loads(line))


def export_faults(folder: Path, progress: Progress) -> Iterator[Fault]:
    """The same as of a trail in its database, of rows, order and signatures."""
    yield from whole(HEADS, file_faults(folder, progress))


def file_faults(folder: Path, progress: Progress) -> Iterator[Fault]:
    """Each chain that there is a head or a file of."""
    heads = json.loads((folder / HEADS).read_text(encoding="utf-8"))
    for kantor in sorted(heads.keys() | {path.stem for path in folder.glob("*.jsonl")}):
        head = End(*heads.get(kantor, ()))
        rows = exported(folder / f"{kantor}.jsonl")
        yield from whole(place(kantor), row_faults(kantor, rows, head, progress))
