"""PostgreSQL: a tsvector beside each row of ``SearchText``, in a GIN index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.search.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

CREATE = (
    "ALTER TABLE pages_searchtext ADD COLUMN tsv tsvector, ADD COLUMN tsv_judul tsvector",
    # No list of pending entries: readers would pay for it.
    "CREATE INDEX pages_searchindex ON pages_searchtext USING gin (tsv)"
    " WITH (fastupdate = off)",
    # Titles apart: of a word in a title the planner would know nothing, and read all.
    "CREATE INDEX pages_searchindex_judul ON pages_searchtext USING gin (tsv_judul)"
    " WITH (fastupdate = off)",
)
DROP = ("ALTER TABLE pages_searchtext DROP COLUMN tsv, DROP COLUMN tsv_judul",)
# Words are told apart in Python (``words``): PostgreSQL's own parser takes "dan/atau"
# for a file and keeps a hyphenated word whole.
VECTOR = " || ".join(
    f"setweight(to_tsvector('simple', %s), '{weight}')" for weight in "ABCD"
)
INSERT = (
    "INSERT INTO pages_searchtext"  # noqa: S608 - own names
    " (kunci, page_id, judul, ringkasan, isi, saring, tsv, tsv_judul) VALUES"
    f" (%s, %s, %s, %s, %s, %s, {VECTOR}, to_tsvector('simple', %s))"
)
# D (filter words), C (isi), B (ringkasan), A (judul), as SQLite's weights are.
FOLLOWED_BY = " <-> "
SCORE = "-ts_rank_cd('{0, 0.1, 0.4, 1.0}', tsv, %s::tsquery)"


class Postgres:
    begins = "LIKE"
    wildcard = "%"

    def create(self, cursor: Any) -> None:
        for statement in CREATE:
            cursor.execute(statement)

    def drop(self, cursor: Any) -> None:
        for statement in DROP:
            cursor.execute(statement)

    def insert(self, cursor: Any, rows: Sequence[tuple[Any, ...]]) -> None:
        cursor.executemany(INSERT, [(*row, *vectors(row)) for row in rows])

    def faults(self, cursor: Any) -> list[str]:
        cursor.execute("SELECT COUNT(*) FROM pages_searchtext WHERE tsv IS NULL")
        missing = cursor.fetchone()[0]
        return [f"indeks: {missing} teks belum terindeks"] if missing else []

    def expression(
        self, groups: Sequence[Sequence[str]], *, part: str, needed: Sequence[str]
    ) -> str:
        """A tsquery of quoted words only, so that no word can be an operator."""
        alternatives = (" | ".join(map(phrase_of, phrases)) for phrases in groups)
        words = " & ".join(f"({one})" for one in alternatives)
        return words + "".join(f" & '{word}'" for word in needed)

    def hits(
        self,
        tier: int,
        limit: int,
        expression: str,
        span: tuple[int, int],
        *,
        part: str,
        scored: bool,
    ) -> tuple[str, list[Any]]:
        column = "tsv_judul" if part else "tsv"
        score = SCORE if scored else "0.0"
        sql = (
            f"SELECT * FROM (SELECT kunci AS k, {tier} AS t, {score} AS s"  # noqa: S608
            " FROM (SELECT kunci, tsv FROM pages_searchtext"
            f" WHERE {column} @@ %s::tsquery AND kunci BETWEEN %s AND %s"
            f" ORDER BY {newest(expression, rare=scored)} LIMIT {limit}) AS n) AS h"
        )
        return sql, [*([expression] if scored else ()), expression, *span]

    def matching(self, expression: str, limit: int) -> tuple[str, list[Any]]:
        sql = (
            "SELECT page_id FROM pages_searchtext WHERE tsv @@ %s::tsquery"  # noqa: S608
            f" ORDER BY {newest(expression, rare=False)} LIMIT %s"
        )
        return sql, [expression, limit]


def vectors(row: Sequence[Any]) -> list[str]:
    """The words of the columns from judul to saring, and those of the title's own."""
    judul, ringkasan, isi, saring = (" ".join(words(text)) for text in row[2:])
    return [judul, ringkasan, isi, saring, f"{judul} {saring}"]


def newest(expression: str, *, rare: bool) -> str:
    """The order of time; ``kunci + 0`` so that the index of words has to be used.

    Left alone, the planner reads the table from its newest row on and looks for the
    words. That is right for words in every tenth text. Of rarer ones it thinks too
    little of unpacking each text, and how often words follow each other it cannot know.
    """
    return "kunci + 0 DESC" if rare or FOLLOWED_BY in expression else "kunci DESC"


def phrase_of(phrase: str) -> str:
    """Words that follow each other; ``kata*`` is a beginning."""
    if phrase.endswith("*"):
        return f"'{phrase[:-1]}':*"
    words_of = (f"'{word}'" for word in phrase.split())
    return f"({FOLLOWED_BY.join(words_of)})"
