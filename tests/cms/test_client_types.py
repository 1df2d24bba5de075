"""A site written in TypeScript can trust the document: names, shapes and errors."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from cms.openapi import document
from tests.conftest import missing, node_path

CLIENT = Path(settings.BASE_DIR) / "tests" / "client"
MODULES = CLIENT / "node_modules"


# What somebody who reads the API may get wrong; the types know better.
MISTAKES = [
    ('urut: "-tanggal"', 'urut: "terbaru"'),
    ("berita.judul", "berita.title"),
    ("berita.gambar === null", "berita.gambar === undefined"),
    ("hit.instansi?.nama", "hit.instansi.nama"),
    ('"/api/v3/cari/"', '"/api/v3/search/"'),
]


@pytest.fixture(scope="module")
def node() -> str:
    return node_path() or missing("node")


@pytest.fixture(scope="module")
def project(node: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example client beside types that were generated just now."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "node_modules").symlink_to(MODULES)
    for name in ("package.json", "tsconfig.json", "example.ts"):
        (folder / name).write_text((CLIENT / name).read_text())
    (folder / "openapi.json").write_text(json.dumps(document(), cls=DjangoJSONEncoder))
    generator = ["openapi-typescript/bin/cli.js", "openapi.json", "-o", "api.d.ts"]
    done = run(node, *generator, at=folder)
    assert done.returncode == 0, done.stderr
    return folder


def run(
    node: str, program: str, *arguments: str, at: Path
) -> subprocess.CompletedProcess[str]:
    """One of the installed programs."""
    return subprocess.run(  # noqa: S603
        [node, str(MODULES / program), *arguments],
        cwd=at,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def compile_strictly(node: str, at: Path) -> subprocess.CompletedProcess[str]:
    return run(node, "typescript/bin/tsc", "--strict", "--noEmit", "-p", ".", at=at)


def test_the_example_compiles(node: str, project: Path) -> None:
    done = compile_strictly(node, project)
    assert (done.returncode, done.stdout) == (0, "")


def test_mistakes_do_not(node: str, project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path, symlinks=True, dirs_exist_ok=True)
    text = (tmp_path / "example.ts").read_text()
    files = [f"mistake{number}.ts" for number in range(len(MISTAKES))]
    for name, (written, mistaken) in zip(files, MISTAKES, strict=True):
        assert written in text
        (tmp_path / name).write_text(text.replace(written, mistaken))
    options = json.loads((tmp_path / "tsconfig.json").read_text())
    (tmp_path / "tsconfig.json").write_text(json.dumps({**options, "files": files}))
    said = compile_strictly(node, tmp_path).stdout
    assert [name for name in files if f"{name}(" not in said] == []


def test_the_example_evades_nothing() -> None:
    text = (CLIENT / "example.ts").read_text()
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert re.findall(r"\bany\b|\bas (?!const)\w+|@ts-|[\w)]!", code) == []
