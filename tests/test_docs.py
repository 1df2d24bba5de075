"""What the pages and the code lead to is there, and every page is found from the index."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviews.sop.document import load_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [
    page
    for glob in ("*.md", "docs/**/*.md", "bench/*.md", "tests/deep/*.md")
    for page in sorted(ROOT.glob(glob))
]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# A path of this repository in a page, and a page of docs/ in a file of code.
PATH = re.compile(r"`((?:bench|cms|docs|pages|requirements|reviews|tests)/[\w./-]*)`")
NAMED = re.compile(r"\bdocs/[\w./-]+\.(?:md|conf)\b")
FOLDERS = ("bench", "cms", "pages", "reviews", "tests")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    words = (
        re.sub(r"[^\w\- ]", "", each) for each in HEADING.findall(page.read_text())
    )
    return {each.lower().replace(" ", "-") for each in words}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for path, anchor in LINK.findall(page.read_text()):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


# The changelog speaks of what was.
@pytest.mark.parametrize("page", [p for p in PAGES if p.stem != "CHANGELOG"], ids=name)
def test_paths_are_there(page: Path) -> None:
    named = PATH.findall(page.read_text())
    assert [path for path in named if not (ROOT / path).exists()] == []


def code() -> Iterator[Path]:
    for glob in ("*.toml", "*.yaml", "*.py", "docs/systemd/*"):
        yield from ROOT.glob(glob)
    for folder in FOLDERS:
        yield from (ROOT / folder).rglob("*.py")
        yield from (ROOT / folder).rglob("*.po")


def test_the_code_names_pages_that_are_there() -> None:
    named = {page for file in code() for page in NAMED.findall(file.read_text())}
    assert len(named) > 10
    assert sorted(page for page in named if not (ROOT / page).exists()) == []


def test_the_index_names_every_page() -> None:
    links = LINK.findall((DOCS / "README.md").read_text())
    linked = {(DOCS / path).resolve() for path, _ in links}
    index = DOCS / "why" / "decisions" / "README.md"
    records = {(index.parent / path) for path, _ in LINK.findall(index.read_text())}
    pages = {*DOCS.rglob("*.md")} - {DOCS / "README.md"}
    assert pages - linked == records


def test_the_sop_of_the_tutorial_has_the_fault_that_is_told(tmp_path: Path) -> None:
    text = (DOCS / "tutorial" / "first-sop.md").read_text()
    file = tmp_path / "sop.yaml"
    file.write_text(text.partition("```yaml\n")[2].partition("```")[0])
    (fault,) = load_documents([file])[1]
    assert "dikembalikan_ke" in str(fault)
    file.write_text(
        file.read_text().replace("dikembalikan_ke: 3", "dikembalikan_ke: 1")
    )
    loaded, faults = load_documents([file])
    assert (len(loaded), faults) == (1, [])
