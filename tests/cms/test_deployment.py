"""What is documented, handed on by compose and read by the settings is the same."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"`([A-Z][A-Z0-9_]+)`")
READ = re.compile(r'env\.(?:text|flag|number|words|url|one_of)\(\s*"([A-Z0-9_]+)"')
READ_THERE = re.compile(r'(?:places)\("([A-Z0-9_]+)"\)')
# Of make run, of the image, of the tests; boto reads its keys itself.
OF_MAKE_RUN = {"PORT", "HOST"}
OF_THE_IMAGE = {"VAR_DIR", "STATIC_ROOT"}
OF_BOTO = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
UNTOLD = {"DEBUG", "TEST_DIR", "AWS_DEFAULT_REGION"}


def documented() -> set[str]:
    """The variables in the first column of a table of ``configuration.md``."""
    lines = (ROOT / "docs" / "reference" / "configuration.md").read_text().splitlines()
    firsts = [line.split("|")[1] for line in lines if line.startswith("| `")]
    return {name for first in firsts for name in NAME.findall(first)}


def read_by_settings() -> set[str]:
    files = [*(ROOT / "cms" / "settings").glob("*.py"), ROOT / "cms" / "storage.py"]
    text = "".join(file.read_text() for file in files)
    return set(READ.findall(text)) | set(READ_THERE.findall(text))


def handed_on() -> set[str]:
    """What compose gives to the application, from the variable of that name."""
    text = (ROOT / "compose.yaml").read_text()
    pairs = re.findall(r"^      ([A-Z0-9_]+): \$\{([A-Z0-9_]+)", text, re.MULTILINE)
    return {name for name, source in pairs if name == source and "POSTGRES" not in name}


def test_what_is_documented_is_read() -> None:
    assert documented() - OF_MAKE_RUN - OF_BOTO == read_by_settings() - UNTOLD


def test_compose_hands_on_what_is_documented() -> None:
    assert handed_on() == documented() - OF_MAKE_RUN - OF_THE_IMAGE
    assert len(handed_on()) > 35


def test_every_server_of_ours_starts_its_workers_again() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "--respawn-failed-workers" in dockerfile[dockerfile.rindex("CMD [") :]
