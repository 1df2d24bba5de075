"""Targets and tables of the bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import report
from bench.corpus import SMALLEST, lists, queries
from bench.measure import Results
from bench.options import parse
from bench.plan import CELLS, FILES, growth
from bench.targets import Target, targets
from bench.wrk import Figures
from cms.seeding.words import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (1_000, 100_000)


def results(**rates: float) -> Results:
    return Results(
        {key.replace("_", " "): [Figures(rate, 1, 2)] for key, rate in rates.items()}
    )


def verdict_of(made: Results, what: str) -> Target:
    return next(one for one in targets(made, SIZES) if one.what == what)


@pytest.mark.parametrize(
    ("sign", "value", "verdict"),
    [
        (">=", 0.8, "reached"),
        (">=", 0.79, "not reached"),
        ("<=", 1.3, "reached"),
        ("<=", 1.31, "not reached"),
        ("<=", None, "not measured"),
    ],
)
def test_verdicts(sign: str, value: float | None, verdict: str) -> None:
    limit = 0.8 if sign == ">=" else 1.3
    assert Target("x", sign, limit, value).verdict == verdict


def test_a_ratio_is_ours_over_theirs() -> None:
    made = results(warm_list=85.0, bare_list=100.0)
    assert verdict_of(made, "warm list, against the bare program").value == 0.85


def test_a_share_is_the_median_of_what_the_rounds_gave() -> None:
    """A round in which the machine was slow for one of them does not count for more."""
    ours = [Figures(rate, 1, 2) for rate in (90, 10, 45)]
    theirs = [Figures(rate, 1, 2) for rate in (100, 100, 50)]
    assert Results({"a": ours, "b": theirs}).share("a", "b") == 0.9
    assert Results({"a": ours}).share("a", "b") is None


def test_growth_is_in_time_and_not_in_requests() -> None:
    made = results(list_at_1000=3000.0, list_at_100000=2000.0)
    target = verdict_of(made, "time of a cold list, 100,000 against 1,000 articles")
    assert (target.value, target.verdict) == (1.5, "not reached")


def test_single_numbers() -> None:
    made = Results(facts={"ours": 45.0, "stock": 30.0, "lists": 3.0})
    what = "publishing one page, against a stock Wagtail publish"
    assert verdict_of(made, what).value == 1.5
    queries = verdict_of(made, "queries of a cold request: lists")
    assert (queries.value, queries.verdict) == (3.0, "not reached")


def test_every_target_reads_a_load_that_is_measured() -> None:
    """A key that is misspelt would say "not measured" for ever."""
    cells = (*CELLS, *FILES, *growth(SIZES))
    made = results(**{cell.key: 1.0 for cell in cells})
    inside = "lists,details,search,ours,stock,memory large,memory small,raw search p99"
    made.facts = dict.fromkeys(inside.split(","), 1.0)
    assert [one.what for one in targets(made, SIZES) if one.value is None] == []


def test_a_table_is_straight() -> None:
    lines = report.table(("what", "n"), [("a", "1,234"), ("longer", "5")])
    assert lines == [
        "| what   |     n |",
        "| ------ | ----: |",
        "| a      | 1,234 |",
        "| longer |     5 |",
    ]


@pytest.mark.parametrize(
    ("value", "text"), [(12345.6, "12,346"), (45.67, "45.7"), (0.851, "0.85")]
)
def test_numbers_have_three_digits(value: float, text: str) -> None:
    assert report.number(value) == text


def test_only_what_stands_between_the_markers_is_written(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    report.write("new \\1\n", document)
    report.write("newer \\1\n", document)
    assert document.read_text() == (
        f"before\n{report.BEGIN}\nnewer \\1\n{report.END}\nafter\n"
    )


def test_a_document_without_markers_is_not_overwritten(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("by hand\n")
    with pytest.raises(ValueError, match="no markers"):
        report.write("new\n", document)
    assert document.read_text() == "by hand\n"


def test_the_document_can_be_written_to() -> None:
    assert report.BEGIN in report.DOCUMENT.read_text()


def test_cold_addresses_are_all_different() -> None:
    assert len(set(lists())) == len(lists()) > 3 * (SMALLEST - 20)
    assert len(set(queries())) > 0.9 * len(queries())


def test_searched_words_are_none_of_the_commonest() -> None:
    searched = {word for words in queries() for word in words.split()}
    assert searched.isdisjoint(vocabulary()[:198])


def test_options() -> None:
    usual, quick, full = parse([]), parse(["--quick"]), parse(["--full"])
    assert (usual.main, usual.growth, usual.write) == (10_000, (1_000, 10_000), True)
    assert (quick.main, quick.growth, quick.write) == (1_000, None, False)
    assert full.growth == SIZES
