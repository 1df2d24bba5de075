"""``requirements/install`` gives what is locked, whatever has been released since."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
NEWER = "9999"
LIST = (
    "import json; from importlib.metadata import distributions as all_of; "
    "print(json.dumps({one.metadata['Name']: one.version for one in all_of()}))"
)


def locked(name: str) -> dict[str, str]:
    """The releases of ``requirements/name.txt`` that are for this Python."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    found = map(Requirement, re.findall(r"^(\S+==.+?) \\$", text, re.MULTILINE))
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in found
        if one.marker is None or one.marker.evaluate()
    }


def wheel(folder: Path, name: str, version: str) -> str:
    """A release that holds nothing but what the true one asks for; its hash."""
    stem = name.replace("-", "_")
    path = folder / f"{stem}-{version}-py3-none-any.whl"
    try:
        asked = requires(name) or []
    except PackageNotFoundError:
        asked = []
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    head += [f"Requires-Dist: {one}" for one in asked]
    tags = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    info = f"{stem}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        for part, text in (
            ("METADATA", "\n".join(head)),
            ("WHEEL", tags),
            ("RECORD", ""),
        ):
            file.writestr(zipfile.ZipInfo(f"{info}/{part}"), text)  # without a time
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone that has only its script, and locks of small releases."""
    place = tmp_path / "Kantor é satu"
    (place / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "requirements/install", place / "requirements/install")
    return place


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    folder = tmp_path / "releases"
    folder.mkdir()
    return folder


def lock(clone: Path, name: str, releases: Path, wanted: dict[str, str]) -> None:
    lines = [
        f"{one}=={version} --hash=sha256:{wheel(releases, one, version)}\n"
        for one, version in wanted.items()
    ]
    (clone / "requirements" / f"{name}.txt").write_text("".join(lines))


def install(
    clone: Path, what: str, releases: Path, **env: str
) -> subprocess.CompletedProcess[str]:
    offline = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": releases.as_uri(),
        "PYTHON": sys.executable,
    }
    return subprocess.run(  # noqa: S603 - the script under test
        [str(clone / "requirements/install"), what],
        cwd=clone,
        env={**os.environ, **offline, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def stays(clone: Path, releases: Path, what: str = "base") -> bool:
    """Whether ``.venv`` is good as it is: to make it anew there is no Python here."""
    tools = releases.with_name("tools")
    tools.mkdir(exist_ok=True)
    for tool in ("cat", "cmp", "dirname", "rm"):
        link = tools / tool
        if not link.exists():
            link.symlink_to(shutil.which(tool) or tool)
    done = install(clone, what, releases, PYTHON="", PATH=str(tools))
    assert (done.returncode == 0) != ("Python 3.11" in done.stderr)
    assert (clone / ".venv").exists()
    return done.returncode == 0


def installed(clone: Path) -> dict[str, str]:
    python = clone / ".venv/bin/python"
    said = subprocess.check_output([python, "-I", "-c", LIST], text=True)  # noqa: S603
    told = json.loads(said)
    return {
        canonicalize_name(name): version
        for name, version in told.items()
        if name not in {"pip", "setuptools"}
    }


@pytest.mark.slow
def test_newer_releases_change_nothing(clone: Path, releases: Path) -> None:
    """Every project of the lock has a newer release, and asks for what it asks for.

    pytest-cov asks for ``coverage[toml]``: pip, left to choose, looks past the
    ``coverage`` that is locked and stops at the newest, which is not.
    """
    wanted = locked("dev")
    assert any("coverage[toml]" in one for one in requires("pytest-cov") or [])
    lock(clone, "base", releases, locked("base"))
    lock(clone, "dev", releases, wanted)
    for name in wanted:
        wheel(releases, name, NEWER)
    done = install(clone, "dev", releases)
    assert done.returncode == 0, done.stderr
    assert installed(clone) == wanted


def test_what_is_left_of_an_installation(clone: Path, releases: Path) -> None:
    """Whole, it is left alone; half, moved, of another lock or Python, made anew."""
    lock(clone, "base", releases, {"satu": "1"})
    lock(clone, "dev", releases, {"satu": "1", "dua": "2"})
    done = install(clone, "base", releases)
    assert done.returncode == 0, done.stderr
    assert installed(clone) == {"satu": "1"}
    done = install(clone, "dev", releases)
    assert done.returncode == 0, done.stderr
    assert installed(clone) == {"satu": "1", "dua": "2"}

    assert stays(clone, releases)
    lock(clone, "dev", releases, {"satu": "1", "dua": "2", "tiga": "3"})
    assert not stays(clone, releases)
    lock(clone, "dev", releases, {"satu": "1", "dua": "2"})
    assert stays(clone, releases)
    moved = clone.rename(clone.with_name("pindah"))
    assert not stays(moved, releases)
    moved.rename(clone)
    assert stays(clone, releases)
    (clone / ".venv/bin/python").unlink()  # as an upgrade of the system leaves it
    assert not stays(clone, releases)
    (clone / ".venv/bin/python").symlink_to(sys.executable)
    (clone / ".venv/installed").unlink()  # as an interruption leaves it
    assert not stays(clone, releases)


def test_what_fails_leaves_nothing_broken(clone: Path, releases: Path) -> None:
    lock(clone, "base", releases, {"satu": "1"})
    lock(clone, "dev", releases, {"satu": "1", "dua": "2"})
    nowhere = releases.with_name("nowhere")
    failed = install(clone, "base", nowhere)
    assert failed.returncode == 1
    assert "Pemasangan gagal" in failed.stderr
    assert not (clone / ".venv").exists()

    assert install(clone, "base", releases).returncode == 0
    assert install(clone, "dev", nowhere).returncode == 1
    assert stays(clone, releases)
    assert not stays(clone, releases, "dev")  # what pip left of it is anybody's guess


@pytest.mark.parametrize("python", ["/bin/false", "/nowhere/python3.11", "sh"])
def test_a_python_that_does_not_run(clone: Path, python: str, releases: Path) -> None:
    lock(clone, "base", releases, {"satu": "1"})
    refused = install(clone, "base", releases, PYTHON=python)
    assert refused.returncode == 1
    assert "Python 3.11, 3.12, atau 3.13" in refused.stderr
    assert python in refused.stderr
    assert sorted(clone.iterdir()) == [clone / "requirements"]
