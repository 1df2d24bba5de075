"""SQLite: an FTS5 index over the rows of ``SearchText``, kept by triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction

from pages.search.entry import PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

COLUMNS = "judul, ringkasan, isi, saring"
ADD = (
    f"INSERT INTO pages_searchindex (rowid, {COLUMNS})"  # noqa: S608 - own names
    " VALUES (new.kunci, new.judul, new.ringkasan, new.isi, new.saring);"
)
REMOVE = (
    f"INSERT INTO pages_searchindex (pages_searchindex, rowid, {COLUMNS})"  # noqa: S608
    " VALUES ('delete', old.kunci, old.judul, old.ringkasan, old.isi, old.saring);"
)
# The text itself lies in pages_searchtext alone. Whoever lets Django make that table
# anew (an altered column does) must make the triggers anew, too.
CREATE = (
    f"CREATE VIRTUAL TABLE pages_searchindex USING fts5({COLUMNS},"
    " content='pages_searchtext', content_rowid='kunci',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER pages_searchtext_insert AFTER INSERT ON pages_searchtext"
    f" BEGIN {ADD} END",
    "CREATE TRIGGER pages_searchtext_delete AFTER DELETE ON pages_searchtext"
    f" BEGIN {REMOVE} END",
    "CREATE TRIGGER pages_searchtext_update AFTER UPDATE ON pages_searchtext"
    f" BEGIN {REMOVE} {ADD} END",
)
DROP = (
    "DROP TRIGGER pages_searchtext_update",
    "DROP TRIGGER pages_searchtext_delete",
    "DROP TRIGGER pages_searchtext_insert",
    "DROP TABLE pages_searchindex",
)
# Weighs judul above ringkasan above isi; filter words weigh nothing.
SCORE = "bm25(pages_searchindex, 10.0, 4.0, 1.0, 0.0)"


class SQLite:
    begins = "GLOB"
    wildcard = "*"

    def create(self, cursor: Any) -> None:
        for statement in CREATE:
            cursor.execute(statement)

    def drop(self, cursor: Any) -> None:
        for statement in DROP:
            cursor.execute(statement)

    def insert(self, cursor: Any, rows: Sequence[tuple[Any, ...]]) -> None:
        cursor.executemany(
            "INSERT INTO pages_searchtext (kunci, page_id, judul, ringkasan, isi, saring)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            rows,
        )

    def faults(self, cursor: Any) -> list[str]:
        """FTS5's own comparison of the index with the texts."""
        check = "INSERT INTO pages_searchindex (pages_searchindex, rank) VALUES ('integrity-check', 1)"
        try:
            with transaction.atomic():
                cursor.execute(check)
        except DatabaseError as error:
            return [f"indeks: {error}"]
        return []

    def expression(
        self, groups: Sequence[Sequence[str]], *, part: str, needed: Sequence[str]
    ) -> str:
        """A query of quoted words only, so that no word can be an operator."""
        column = f"{part} : " if part else ""
        alternatives = (" OR ".join(map(phrase_of, phrases)) for phrases in groups)
        words = " AND ".join(f"({one})" for one in alternatives)
        filters = "".join(f' AND "{word}"' for word in needed)
        return f"{column}({words}){filters}"

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
        score = SCORE if scored else "0.0"
        sql = (
            f"SELECT * FROM (SELECT rowid AS k, {tier} AS t, {score} AS s"  # noqa: S608
            " FROM pages_searchindex WHERE pages_searchindex MATCH %s"
            f" AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT {limit})"
        )
        return sql, [expression, *span]

    def matching(self, expression: str, limit: int) -> tuple[str, list[Any]]:
        sql = (
            f"SELECT rowid & {PAGE} FROM pages_searchindex"  # noqa: S608 - own names
            " WHERE pages_searchindex MATCH %s ORDER BY rowid DESC LIMIT %s"
        )
        return sql, [expression, limit]


def phrase_of(phrase: str) -> str:
    """Words that follow each other; ``kata*`` is a beginning."""
    return f'"{phrase[:-1]}" *' if phrase.endswith("*") else f'"{phrase}"'
