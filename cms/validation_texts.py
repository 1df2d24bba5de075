"""What is wrong with a value, in Indonesian: pydantic says it in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.query_bounds import MISFIT

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMMARY = "Ada nilai yang tidak dapat diterima."
_date = "Harus tanggal yang ada, berbentuk YYYY-MM-DD."
_time = "Harus waktu yang ada, berbentuk YYYY-MM-DDTHH:MM:SS dengan zona waktu."
_whole = "Harus bilangan bulat."
_number = "Harus bilangan."
_boolean = "Harus true atau false."
_choice = "Harus salah satu dari: {expected}."

# By pydantic's type of error; braces name what pydantic says of it.
TEXTS = {
    "assertion_error": "{error}",
    "bool_parsing": _boolean,
    "bool_type": _boolean,
    "date_from_datetime_inexact": _date,
    "date_from_datetime_parsing": _date,
    "date_parsing": _date,
    "date_type": _date,
    "datetime_from_date_parsing": _time,
    "datetime_parsing": _time,
    "datetime_type": _time,
    "dict_type": "Harus objek JSON.",
    "enum": _choice,
    "extra_forbidden": "Tidak dikenal.",
    "finite_number": _number,
    "float_parsing": _number,
    "float_type": _number,
    "greater_than": "Harus lebih dari {gt}.",
    "greater_than_equal": "Paling sedikit {ge}.",
    "int_from_float": _whole,
    "int_parsing": _whole,
    "int_parsing_size": "Bilangannya terlalu besar.",
    "int_type": _whole,
    "json_invalid": "Bukan JSON yang sah.",
    "less_than": "Harus kurang dari {lt}.",
    "less_than_equal": "Paling banyak {le}.",
    "list_type": "Harus berupa daftar.",
    "literal_error": _choice,
    "missing": "Wajib diisi.",
    "model_attributes_type": "Harus objek JSON.",
    "string_pattern_mismatch": "Bentuknya tidak sesuai.",
    "string_too_long": "Paling panjang {max_length} karakter.",
    "string_too_short": "Paling pendek {min_length} karakter.",
    "string_type": "Harus berupa teks.",
    "string_unicode": "Harus teks Unicode yang sah.",
    "too_long": "Paling banyak {max_length} butir.",
    "too_short": "Paling sedikit {min_length} butir.",
    "uuid_parsing": "Harus berupa UUID.",
    "value_error": "{error}",
}


def in_indonesian(error: Mapping[str, Any]) -> dict[str, Any]:
    """``error`` as pydantic lists it, its message in our words where we have them."""
    text = TEXTS.get(error["type"])
    if text is None:
        return dict(error)
    said = {name: str(value) for name, value in error.get("ctx", {}).items()}
    if "expected" in said:
        said["expected"] = said["expected"].replace(" or ", " atau ")
    try:
        return {**error, "msg": text.format_map(said)}
    except KeyError:  # Wagtail makes errors of pydantic's types without their context
        return {**error, "msg": MISFIT}
