"""Each long proof once: what it runs, and which files it is about."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PYTEST = (sys.executable, "-m", "pytest", "-q", "-n", "2")
APPS = ("cms", "pages", "reviews")
MODULE = (sys.executable, "-m")
TESTS = ("tests/**/*.py", "pyproject.toml", "requirements/dev.txt")
PRODUCT = (
    *TESTS,
    *(f"{app}/**/*.{kind}" for app in APPS for kind in ("py", "html", "yaml")),
)
ENGINE = (*TESTS, "reviews/**/*.py", "reviews/**/*.yaml", "pages/**/*.py")
DEEP = {"PROOF": "deep"}


@dataclass(frozen=True)
class Proof:
    """``about`` are globs from the top of the repository; a change outdates it."""

    name: str
    command: tuple[str, ...]
    about: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    on_postgres: bool = False

    def digest(self, root: Path) -> str:
        """SHA-256 over the paths and bytes of the files that this is about."""
        found = {path for glob in self.about for path in root.glob(glob)}
        whole = hashlib.sha256()
        for path in sorted(path for path in found if path.is_file()):
            whole.update(f"{path.relative_to(root)}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()


PROOFS = (
    Proof(
        "requests",
        (*PYTEST, "tests/cms/test_schemathesis.py"),
        PRODUCT,
        {"SCHEMATHESIS_EXAMPLES": "500"},
    ),
    Proof(
        "state-machine",
        (*PYTEST, "tests/reviews/test_machine.py"),
        ENGINE,
        DEEP,
    ),
    Proof(
        "threads",
        (*PYTEST, "tests/reviews/test_threads.py", "tests/reviews/test_file_races.py"),
        ENGINE,
        DEEP,
        on_postgres=True,
    ),
    Proof(
        "properties",
        (
            *PYTEST,
            "tests/reviews/test_crash.py",
            "tests/reviews/test_adopt.py",
            "tests/reviews/test_walk_random.py",
            "tests/reviews/test_broken_files.py",
            "tests/cms/test_missing_fields.py",
            "tests/pages/reading/test_under_change.py",
            "tests/pages/search/test_hostile.py",
            "tests/pages/search/test_narrow.py",
        ),
        PRODUCT,
        DEEP,
    ),
    Proof("crawl", (*PYTEST, "tests/cms/test_crawl.py"), PRODUCT, DEEP),
    Proof(
        "crawl-postgresql",
        (*PYTEST, "tests/cms/test_crawl.py"),
        PRODUCT,
        DEEP,
        on_postgres=True,
    ),
    Proof(
        "mutants",
        (*MODULE, "tests.deep.mutants", "--sample", "400"),
        ENGINE,
    ),
    Proof("clocks", (*MODULE, "tests.deep.clocks"), PRODUCT),
    Proof("sqlite", (*PYTEST, "--cov"), PRODUCT),
    Proof("postgresql", PYTEST, PRODUCT, on_postgres=True),
)
