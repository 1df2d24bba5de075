"""What the how-to pages promise: a thing of each kind is added in a few files.

Each patch beside this file follows one of those pages and nothing else. They are applied
to a copy, tried with the tests that they bring, and taken back.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.update.release import copy_to

pytestmark = pytest.mark.slow

PATCHES = Path(__file__).parent
# By patch: how many files of code it may touch; the migration is made.
ALLOWED = {"field": 3, "kind-of-step": 3, "register-column": 1}
CHANGED = re.compile(r"^\+\+\+ b/(.+)$", re.MULTILINE)
CODE = ("cms/", "pages/", "reviews/")


def files_of(name: str) -> list[str]:
    return CHANGED.findall((PATCHES / f"{name}.patch").read_text(encoding="utf-8"))


def test_every_patch_is_tried() -> None:
    assert {path.stem for path in PATCHES.glob("*.patch")} == ALLOWED.keys()


@pytest.mark.parametrize("name", ALLOWED)
def test_few_files_are_touched(name: str) -> None:
    code = [path for path in files_of(name) if path.startswith(CODE)]
    assert 0 < len(code) <= ALLOWED[name], code


def test_all_of_them_work_at_once_and_go_again(tmp_path: Path) -> None:
    copy = copy_to(tmp_path / "salinan")
    before = content_of(copy)
    for name in ALLOWED:
        git(copy, "apply", str(PATCHES / f"{name}.patch"))
    run(copy, "manage.py", "makemigrations", "pages", "reviews")
    made = sorted(content_of(copy).keys() - before.keys())
    assert len([path for path in made if "/migrations/" in path]) == 2
    tests = [path for path in made if Path(path).name.startswith("test_")]
    assert len(tests) == len(ALLOWED)
    run(copy, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *tests)
    for name in reversed(ALLOWED):
        git(copy, "apply", "--reverse", str(PATCHES / f"{name}.patch"))
    for path in content_of(copy).keys() - before.keys():
        (copy / path).unlink()  # the migrations
    assert content_of(copy) == before


def git(folder: Path, *arguments: str) -> None:
    """As outside a repository, whichever this is in."""
    subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607
        cwd=folder,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
        check=True,
    )


def run(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    subprocess.run(  # noqa: S603
        [sys.executable, *arguments], cwd=folder, env=environment, check=True
    )


def content_of(folder: Path) -> dict[str, bytes]:
    """The sources, without what running them leaves behind."""
    shutil.rmtree(folder / "var", ignore_errors=True)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
