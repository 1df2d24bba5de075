"""Each long proof once: what it runs, and which files it is about."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE = (sys.executable, "-m")
PYTEST = (*MODULE, "pytest", "-q", "-n", "2")
PACKAGES = ("pyproject.toml", "requirements/dev.txt")
APPS = ("cms", "pages", "reviews")
PRODUCT = (
    *PACKAGES,
    *(f"{app}/**/*.{kind}" for app in APPS for kind in ("py", "html", "yaml")),
)
ENGINE = (*PACKAGES, "reviews/**/*.py", "reviews/**/*.yaml", "pages/**/*.py")
DEEP = {"PROOF": "deep"}


@dataclass(frozen=True)
class Proof:
    """A change of what it is about outdates it: ``about`` are globs, ``tests`` paths.

    What tests share, every file that is no ``test_*.py``, belongs to each proof.
    """

    name: str
    command: tuple[str, ...]
    about: tuple[str, ...]
    tests: tuple[str, ...] = ("tests",)
    environment: dict[str, str] = field(default_factory=dict)
    on_postgres: bool = False

    def digest(self, root: Path) -> str:
        """SHA-256 over the paths and bytes of the files that this is about."""
        found = {path for glob in self.about for path in root.glob(glob)}
        found.update(self.sources(root))
        whole = hashlib.sha256()
        for path in sorted(path for path in found if path.is_file()):
            whole.update(f"{path.relative_to(root)}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()

    def needs(self, path: Path) -> bool:
        """What runs the proofs that are made of all tests is nothing to the others."""
        return "deep" not in path.parts or self.tests == ("tests",)

    def sources(self, root: Path) -> Iterator[Path]:
        for path in root.glob("tests/**/*.py"):
            shared = not path.name.startswith("test_") and self.needs(path)
            if shared or str(path.relative_to(root)).startswith(self.tests):
                yield path


def of_tests(
    name: str, about: tuple[str, ...], *tests: str, on_postgres: bool = False
) -> Proof:
    """These tests with their larger numbers."""
    return Proof(name, (*PYTEST, *tests), about, tests, DEEP, on_postgres)


PROOFS = (
    of_tests("requests", PRODUCT, "tests/cms/test_schemathesis.py"),
    of_tests("state-machine", ENGINE, "tests/whole/test_machine.py"),
    of_tests(
        "threads",
        (*ENGINE, "cms/storage.py"),
        "tests/whole/test_threads.py",
        "tests/whole/test_file_races.py",
        "tests/whole/test_storage_outages.py",
        on_postgres=True,
    ),
    of_tests(
        "properties",
        PRODUCT,
        "tests/whole/test_crash.py",
        "tests/reviews/engine/adoption/test_adopt.py",
        "tests/whole/test_walk_random.py",
        "tests/pages/test_media_forms.py",
        "tests/whole/test_missing_fields.py",
        "tests/pages/reading/test_under_change.py",
        "tests/pages/site/search/test_hostile.py",
        "tests/pages/search/test_narrow.py",
    ),
    of_tests("forgery", ENGINE, "tests/reviews/trail/test_forgery.py"),
    of_tests(
        "forgery-postgresql",
        ENGINE,
        "tests/reviews/trail/test_forgery.py",
        on_postgres=True,
    ),
    of_tests("crawl", PRODUCT, "tests/whole/test_crawl.py"),
    of_tests(
        "crawl-postgresql", PRODUCT, "tests/whole/test_crawl.py", on_postgres=True
    ),
    Proof("mutants", (*MODULE, "tests.deep.mutants", "--sample", "400"), ENGINE),
    of_tests(
        "installation",
        (*PRODUCT, "docs/how-to/pemasangan.md", "docs/nginx/**/*", "docs/systemd/*"),
        "tests/installation/test_guide.py",
    ),
    Proof("clocks", (*MODULE, "tests.deep.clocks"), PRODUCT),
    Proof("sqlite", (*PYTEST, "--cov"), PRODUCT),
    Proof("postgresql", PYTEST, PRODUCT, on_postgres=True),
)
