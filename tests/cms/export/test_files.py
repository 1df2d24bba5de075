from __future__ import annotations

import gzip

import brotli
import pytest
import zstandard

from cms.export.ask import Reply
from cms.export.files import CODINGS, LARGE, files_of, names_of, plain_name

REPLY = Reply(b"berita " * 300, "application/json")


def test_every_coding_holds_the_same_bytes():
    files = {file.name: file.body for file in files_of("a.json", REPLY)}
    assert list(files) == ["a.json.gz", "a.json.br", "a.json.zst", "a.json"]
    assert gzip.decompress(files["a.json.gz"]) == REPLY.body
    assert brotli.decompress(files["a.json.br"]) == REPLY.body
    assert zstandard.decompress(files["a.json.zst"]) == REPLY.body
    assert files["a.json"] == REPLY.body


def test_the_same_answer_makes_the_same_files():
    assert list(files_of("a.json", REPLY)) == list(files_of("a.json", REPLY))


def test_large_answers_go_through_both_ways():
    body = b"peta situs " * LARGE
    for coding in CODINGS:
        assert coding.holds(coding.encode(body), body)


def test_a_workbook_is_compressed_already():
    assert [file.name for file in files_of("dip.xlsx", REPLY)] == ["dip.xlsx"]


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
@pytest.mark.parametrize("spoilt", [None, b"", b"x", slice(0, 20)])
def test_a_broken_file_holds_nothing(coding, spoilt):
    packed = coding.encode(REPLY.body)
    found = packed[spoilt] if isinstance(spoilt, slice) else spoilt
    assert not coding.holds(found, REPLY.body)


def test_names_lead_back_to_the_answer():
    assert {plain_name(name) for name in names_of("x/dip.csv")} == {"x/dip.csv"}
