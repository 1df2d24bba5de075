"""What is measured on: a database of N articles, and the addresses to ask for."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench.servers import PYTHON, ROOT, environment
from cms.seeding.articles import HEADINGS
from cms.seeding.words import SIZE, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

BERITA = "/api/v3/berita/"
CARI = "/api/v3/cari/"
V2 = "/api/v2/pages/"
V3 = "/api/v3/pages/"
OTHER = "/other.json"  # a file that nginx serves as it would without us
ORDERS = ("-tanggal", "tanggal", "judul")
# Every list has pages of the same length at every size, down to the smallest.
SMALLEST = 1_000
EVEN = (200, 500)  # texts of the words by which sizes are compared
SEED = "bench"
Paths = dict[str, "Path"]


@dataclass(frozen=True)
class Corpus:
    """``var`` holds the database; ``paths`` a file of addresses by name."""

    size: int
    var: Path
    paths: Paths


def prepare(
    work: Path, size: int, say: Callable[[str], None], *, reuse: bool = False
) -> Corpus:
    """Seed ``size`` articles, unless a run of the same code has left them.

    With ``reuse`` those of any code will do.
    """
    var = work / f"{size}-{fingerprint()}"
    left = [folder.parent for folder in work.glob(f"{size}-*/ready")]
    if reuse and left:
        var = left[0]
    if var not in left:
        for old in work.glob(f"{size}-*"):
            shutil.rmtree(old)
        say(f"seeding {size} articles")
        begin_with(work, size, var)
        manage(var, "migrate", "-v0")
        if not (var / "kunci-jejak").exists():  # a smaller database brings its key
            manage(var, "trail_key")
        manage(var, "seed_berita", str(size))
        (var / "ready").touch()
    return Corpus(size, var, write_paths(var, ids_of(var), even_words(var)))


def begin_with(work: Path, size: int, var: Path) -> None:
    """Take over the largest smaller database: seeding adds what is missing."""
    ready = work.glob(f"*-{fingerprint()}/ready")
    sizes = [n for one in ready if (n := int(one.parent.name.split("-")[0])) < size]
    if sizes:
        smaller = work / f"{max(sizes)}-{fingerprint()}"
        left = shutil.ignore_patterns("ready", "*.txt", "export", "others")
        shutil.copytree(smaller, var, ignore=left)


def fingerprint() -> str:
    """Changes with whatever decides what lies in the database."""
    folders = ("pages", "reviews", "cms/seeding", "cms/settings")
    files = sorted(file for name in folders for file in (ROOT / name).rglob("*.py"))
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:8]


def manage(var: Path, *arguments: str) -> str:
    """A management command, or a module of bench, on the database in ``var``."""
    done = subprocess.run(  # noqa: S603
        [PYTHON, str(ROOT / "manage.py"), *arguments],
        cwd=ROOT,
        env=environment(var),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def inside(var: Path, what: str, *arguments: str) -> dict[str, float]:
    """What ``bench.inside`` measures within one process on the database in ``var``."""
    done = subprocess.run(  # noqa: S603
        [PYTHON, "-m", "bench.inside", what, *arguments],
        cwd=ROOT,
        env=environment(var, READ_CACHE_BYTES="0", API_RATE_LIMIT="0"),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def ids_of(var: Path) -> list[int]:
    """The ids of all articles, in an order that follows no index."""
    shell = "from pages.models import BeritaPage as B; print(*B.objects.live().values_list('pk', flat=True))"
    ids = [int(pk) for pk in manage(var, "shell", "-v0", "-c", shell).split()]
    Random(SEED).shuffle(ids)  # noqa: S311
    return ids


def even_words(var: Path) -> list[str]:
    """Words that stand in :data:`EVEN` texts, whatever the size of the database."""
    shell = f"from pages.models import SearchWord as W; print(*W.objects.filter(jumlah__range={EVEN}).order_by('kata').values_list('kata', flat=True))"
    return manage(var, "shell", "-v0", "-c", shell).split()


def write_paths(folder: Path, ids: list[int], even: list[str]) -> Paths:
    """One file for each way of asking, one address a line."""
    newest = urlencode({"type": "pages.BeritaPage", "order": "-tanggal", "limit": 20})
    fields = "fields=tanggal,ringkasan,penulis"
    some = ids[: SMALLEST // 2]
    lines: dict[str, Iterable[str]] = {
        "list": [f"{BERITA}?limit=20"],
        "detail": [f"{BERITA}{ids[0]}/"],
        "exported": [f"{BERITA}{ids[0]}/"],
        "other": [OTHER],
        "lists": shuffled(lists()),
        "details": [f"{BERITA}{pk}/" for pk in ids],
        "deep": shuffled(f"{BERITA}?offset={n}" for n in range(0, len(ids) - 20, 7)),
        "search-even": shuffled(f"{CARI}?{urlencode({'q': word})}" for word in even),
        "search": [f"{CARI}?{urlencode({'q': words})}" for words in queries()],
        "v2-list": [f"{V2}?{newest}&{fields}"],
        "v3-list": [f"{V3}?{newest}"],
        "v2-details": [f"{V2}{pk}/" for pk in some],
        "v3-details": [f"{V3}{pk}/" for pk in some],
        "v2-search": [stock_search(V2, words) for words in queries()],
        "v3-search": [stock_search(V3, words) for words in queries()],
    }
    return {name: write(folder / f"{name}.txt", found) for name, found in lines.items()}


def write(file: Path, lines: Iterable[str]) -> Path:
    file.write_text("\n".join(lines) + "\n")
    return file


def lists() -> list[str]:
    """Every page of the whole list and of each category, in each order."""
    whole = [
        {"urut": urut, "offset": offset}
        for urut, offset in product(ORDERS, range(SMALLEST - 20))
    ]
    filed = [
        {"kategori": kategori, "urut": urut, "offset": offset}
        for kategori, urut, offset in product(HEADINGS, ORDERS, range(70))
    ]
    return [f"{BERITA}?{urlencode(query)}" for query in (*whole, *filed)]


def shuffled(lines: Iterable[str]) -> list[str]:
    mixed = list(lines)
    Random(SEED).shuffle(mixed)  # noqa: S311
    return mixed


def queries(count: int = 2_000) -> list[str]:
    """One or two words, from those in every seventh text to those in one of 500.

    Drawn evenly over the logarithm of the rank: people search for rarer words than
    they write.
    """
    rng = Random(SEED)  # noqa: S311
    words = vocabulary()

    def word() -> str:
        return words[int(200 * (SIZE / 200) ** rng.random()) - 1]

    return [" ".join(word() for _ in range(1 + n % 2)) for n in range(count)]


def stock_search(base: str, words: str) -> str:
    asked = {"type": "pages.BeritaPage", "search": words, "limit": 20}
    return f"{base}?{urlencode(asked)}"
