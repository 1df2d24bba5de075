"""A next release: this one with its fields and blocks changed in each way there is.

What a developer writes then is what ``docs/how-to/fields-and-blocks.md`` says, and
no more; the migrations are real ones.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PARTS = (
    *("cms", "pages", "reviews", "static", "tests", "requirements"),
    *("manage.py", "pyproject.toml"),
)
UNUSED = shutil.ignore_patterns("node_modules", "__pycache__")
# By file: what stands there now, and what the next release has in its place.
EDITS = {
    "pages/models/informasi_publik.py": [
        # A field more.
        (
            '    bahaya_dampak = models.TextField("potensi bahaya',
            '    catatan = models.TextField("catatan", blank=True)\n'
            '    tingkat = models.CharField("tingkat", max_length=9, default="biasa")\n'
            '    potensi_bahaya = models.TextField("potensi bahaya',
        ),
        # One of another name.
        (
            '    "bahaya_dampak",\n',
            '    "potensi_bahaya",\n    "catatan", "tingkat",\n',
        ),
        (
            'Form("informasi-publik")',
            'Form("informasi-publik", keys={"potensi_bahaya": "bahaya_dampak"})',
        ),
        # One less.
        ('    "cara_pengumuman",\n', ""),
        (
            '    cara_pengumuman = models.TextField("cara pengumuman", blank=True)\n',
            "",
        ),
        # One in another place.
        (
            '        "jangka_simpan",\n        "berkas",\n',
            '        "berkas",\n        "jangka_simpan",\n',
        ),
    ],
    "pages/site/types/informasi_publik.py": [
        ("    bahaya_dampak: str\n", "    potensi_bahaya: str\n"),
        ("    cara_pengumuman: str\n", ""),
    ],
    "pages/models/berita.py": [
        # A stream that loses all its blocks.
        ("import BerkasBlock, IsiBlock", "import IsiBlock, TautanBlock"),
        ("        BerkasBlock(", "        TautanBlock("),
    ],
    "reviews/papers/laporan.py": [
        # A laporan with more to say, and less.
        (
            '    ditutup_pada = models.DateTimeField("ditutup',
            '    tindak = models.TextField("tindak lanjut", blank=True)\n'
            '    ditutup_pada = models.DateTimeField("ditutup',
        ),
        ('        "kode_verifikasi": "naskah.kode_verifikasi",\n', ""),
        (
            '        "laporan": "laporan",\n',
            '        "laporan": "laporan",\n        "tindak": "tindak",\n',
        ),
    ],
    "pages/blocks.py": [
        # A stream of other blocks.
        (
            "class BerkasBlock(blocks.StreamBlock):\n",
            "class TautanBlock(blocks.StreamBlock):\n"
            "    tautan = HttpsURLBlock()\n\n\n"
            "class BerkasBlock(blocks.StreamBlock):\n",
        ),
        # Other JSON, alone and in a list.
        (
            '        icon = "image"\n        label = "Gambar"\n',
            '        icon = "image"\n        label = "Gambar"\n'
            '        form = Form(keys={"keterangan": "teks"}, steps=(with_teks,))\n',
        ),
        (
            "class GambarBlock(",
            "def with_teks(old: Any) -> Any:\n"
            '    keys = {"keterangan": "teks"}\n'
            "    return {keys.get(key, key): value for key, value in old.items()}\n\n\n"
            "class GambarBlock(",
        ),
        # In one block: a part more, and one of another name.
        (
            '    sumber = blocks.CharBlock(label="Sumber", required=False, max_length=255)',
            '    tahun = blocks.CharBlock(label="Tahun", required=False)\n'
            '    oleh = blocks.CharBlock(label="Oleh", required=False, max_length=255)',
        ),
        (
            '        icon = "openquote"\n',
            '        icon = "openquote"\n        form = Form(keys={"oleh": "sumber"})\n',
        ),
        # A block less, another of another name, and all in another order.
        (
            '    subjudul = blocks.CharBlock(label="Subjudul", icon="title", max_length=255)\n',
            "",
        ),
        ("    embed = EmbedBlock()\n", ""),
        (
            '        label = "Isi"\n',
            '        label = "Isi"\n        form = Form(keys={"sematan": "embed"})\n',
        ),
        (
            "    gambar = GambarBlock()\n",
            "    sematan = EmbedBlock()\n    gambar = GambarBlock()\n",
        ),
        # A part less.
        (
            '    judul = blocks.CharBlock(label="Judul", max_length=255)\n',
            "",
        ),
        (
            "from wagtail.rich_text import RichText\n",
            "from wagtail.rich_text import RichText\n\nfrom pages.content.form import Form\n",
        ),
    ],
    "pages/site/api/html.py": [
        ('value["sumber"]\n    cite', 'value["oleh"]\n    cite'),
        ('    "subjudul": subjudul,\n', ""),
        ('    "embed": embed,\n', '    "sematan": embed,\n'),
        ('        value["judul"],\n', '        value["url"],\n'),
    ],
}
MIGRATION = Path(__file__).parent / "migration.py.txt"


class Checkout:
    """A release in ``folder``, run on the database and files of ``environment``."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment

    def __call__(self, *does: str) -> dict[str, Any]:
        """What ``tests.update.rounds`` says of what it did."""
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "tests.update.rounds", *does],
            cwd=self.folder,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        said: dict[str, Any] = json.loads(done.stdout)
        return said


def copy_to(folder: Path) -> Path:
    """This release, as far as it runs, in ``folder``."""
    folder.mkdir()
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=UNUSED)
        else:
            shutil.copy(source, folder / name)
    return folder


def make(folder: Path) -> Path:
    """The next release, in ``folder``."""
    copy_to(folder)
    for name, changes in EDITS.items():
        path = folder / name
        text = path.read_text()
        for old, new in changes:
            if old not in text:
                raise LookupError(f"{name} has no {old!r} any more")
            text = text.replace(old, new, 1)
        path.write_text(text)
    migrations = folder / "pages" / "migrations"
    last = max(path.stem for path in migrations.glob("0*.py"))
    written = MIGRATION.read_text().replace("LAST", last)
    (migrations / "9999_next.py").write_text(written)
    return folder


@contextmanager
def names_forgotten(folder: Path) -> Iterator[None]:
    """The release as one would ship it who has not read the how-to."""
    paths = [
        folder / name
        for name in ("pages/models/informasi_publik.py", "pages/blocks.py")
    ]
    texts = {path: path.read_text() for path in paths}
    for path, text in texts.items():
        path.write_text(re.sub(r"keys=\{[^}]*\}(, )?", "", text))
    yield
    for path, text in texts.items():
        path.write_text(text)
