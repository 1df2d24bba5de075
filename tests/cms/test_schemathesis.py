"""Schemathesis against the running server: the document and the answers agree."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from cms.openapi import document, operations
from pages.content.public import public_path
from pages.site.dip import ckan
from reviews.papers.naskah import Naskah
from tests.builders import publish_past_gate
from tests.cms.endpoints import OURS
from tests.factories import (
    BeritaPageFactory,
    InformasiPublikPageFactory,
    KategoriFactory,
    LamanPageFactory,
    PengumumanPageFactory,
    SiteImageFactory,
)
from tests.proof import examples
from tests.reviews.builders import adopted, published

if TYPE_CHECKING:
    from collections.abc import Iterator

# Invented requests for each operation, besides those at the edges of every parameter.
EXAMPLES = str(examples(25, deep=500))
CONFIG = Path(__file__).parent / "schemathesis.toml"
# Wagtail documents one 200 and no refusal of its own, accepts more than it says
# (fields of the page type are parameters) and answers 405 in plain text.
OF_STOCK = "not_a_server_error,response_schema_conformance,response_headers_conformance"
STOCK = {"pages", "sites"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def content(db: None) -> dict[str, list[Any]]:
    """Something of every kind, by the name of its dictionary."""
    sop = adopted("000")
    walked = published(sop)
    image = SiteImageFactory()
    berita = publish_past_gate(
        BeritaPageFactory(gambar_utama=image, kategori=KategoriFactory())
    )
    informasi = publish_past_gate(InformasiPublikPageFactory())
    laman = publish_past_gate(LamanPageFactory())
    pengumuman = publish_past_gate(PengumumanPageFactory())
    return {
        "berita": [walked.pk, berita.pk],
        "informasi-publik": [informasi.pk],
        "instansi": [sop.instansi.pk],
        "laman": [laman.pk],
        "pengumuman": [pengumuman.pk],
        "paket": [ckan.name_of(informasi.pk)],
        "alamat": [public_path(page) for page in (berita, informasi, laman)],
        "sop": [sop.pk],
        "kode": [Naskah.objects.latest_of(walked).kode_verifikasi],
    }


def strict() -> dict[str, Any]:
    """What is read, without "whatever else": every status must be listed."""
    whole = copy.deepcopy(document())
    whole["paths"] = {
        path: {"get": item["get"]}
        for path, item in whole["paths"].items()
        if "get" in item
    }
    for operation in operations(whole):
        del operation["responses"]["default"]
    return whole


def config(content: dict[str, list[Any]]) -> Iterator[str]:
    """The options, with what is there as dictionaries."""
    yield CONFIG.read_text()
    for name, values in content.items():
        yield f"[dictionaries.{name}]\nvalues = {json.dumps(values)}\n"


def ask(folder: Path, port: int, tags: set[str], checks: str) -> None:
    """Fail with all that was found."""
    command = [sys.executable, "-m", "schemathesis.cli"]
    command += ["--config-file", "schemathesis.toml", "run", "openapi.json"]
    command += ["--url", f"http://127.0.0.1:{port}"]
    command += [f"--include-tag={tag}" for tag in sorted(tags)]
    done = subprocess.run(  # noqa: S603 - our own arguments
        [*command, "--checks", checks, "--max-examples", EXAMPLES],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or " passed" not in done.stdout:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


@pytest.fixture
def folder(content: dict[str, list[Any]], tmp_path: Path) -> Path:
    """Where Schemathesis finds its options and the document."""
    (tmp_path / "schemathesis.toml").write_text("\n".join(config(content)))
    text = json.dumps(strict(), cls=DjangoJSONEncoder)
    (tmp_path / "openapi.json").write_text(text)
    return tmp_path


def test_nothing_is_found(folder: Path, port: int) -> None:
    ask(folder, port, OURS, "all")
    ask(folder, port, STOCK, OF_STOCK)
