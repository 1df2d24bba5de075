"""PyYAML's complaints, said in Indonesian."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import yaml

SYNTAX: Final[tuple[tuple[str, str], ...]] = (
    (
        "mapping values are not allowed",
        "titik dua tidak pada tempatnya; diharapkan teks yang memuat ': ' diberi "
        "tanda kutip dan kunci sejajar dengan kunci lainnya",
    ),
    ("'\\t'", "baris menjorok dengan tab; diharapkan spasi"),
    (
        "unexpected end of stream",
        "tanda kutip atau kurung tidak ditutup; diharapkan penutupnya",
    ),
    (
        "expected ',' or",
        "daftar atau pemetaan dalam kurung tidak ditutup; diharapkan koma atau penutupnya",
    ),
    ("could not find expected ':'", "kunci tanpa titik dua; diharapkan 'kunci: isi'"),
    (
        "expected <block end>",
        "lekukan baris tidak sejajar atau tanda kutip sebelumnya belum ditutup; diharapkan lekukan yang sama untuk kunci "
        "setingkat",
    ),
    ("unknown escape", "tanda \\ di dalam kutip ganda tidak dikenal; diharapkan \\\\"),
    ("undefined tag handle", "tag YAML tidak diizinkan; diharapkan isi biasa"),
    (
        "undefined alias",
        "rujukan YAML tidak diizinkan; diharapkan isi ditulis langsung",
    ),
    (
        "cannot start any token",
        "tanda baca di awal isi; diharapkan isi diberi tanda kutip",
    ),
)
UNKNOWN: Final = (
    "tulisan YAML tidak dapat dibaca; diharapkan 'kunci: isi' dengan lekukan spasi"
)


def syntax_message(error: yaml.YAMLError) -> tuple[str, int | None]:
    """What is wrong and in which line, in words for the author of the file."""
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark is not None else None
    for pattern, pesan in SYNTAX:
        if pattern in problem:
            return pesan, line
    return UNKNOWN, line
