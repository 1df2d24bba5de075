"""A file cut off in transfer, or one that lies, is one sentence and leaves nothing."""

from __future__ import annotations

import random
import struct
import zlib
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from PIL import Image

from pages.media_forms import BROKEN
from pages.models import SiteDocument, SiteImage
from pages.photo import is_whole
from tests import uploads
from tests.proof import examples
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def png_of(width: int, height: int, rows: int) -> bytes:
    """A PNG that says how large it is, and holds that many black rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        PNG_HEAD
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(width // 8 + 1) * rows))
        + chunk(b"IEND", b"")
    )


def gif() -> bytes:
    out = BytesIO()
    Image.new("P", (40, 40)).save(out, "GIF")
    return out.getvalue()


CUT = {
    kind: uploads.photo(kind)[: len(uploads.photo(kind)) // 2]
    for kind in ("JPEG", "PNG", "WEBP")
}
BROKEN_FILES: dict[str, tuple[bytes, str, str]] = {
    "jpeg cut off": (CUT["JPEG"], "foto.jpg", BROKEN),
    "png cut off": (CUT["PNG"], "foto.png", BROKEN),
    "webp cut off": (CUT["WEBP"], "foto.webp", BROKEN),
    "jpeg head alone": (uploads.photo()[:30], "foto.jpg", BROKEN),
    "png head and garbage": (PNG_HEAD + b"\x07" * 500, "foto.png", BROKEN),
    "no bytes": (b"", "foto.jpg", "Berkas yang dikirimkan kosong."),
    "gif named jpg": (gif(), "foto.jpg", "Akhiran berkas tidak sesuai"),
    "bomb": (png_of(30_000, 30_000, 1), "foto.png", "Piksel gambar terlalu banyak"),
    "large": (png_of(8_000, 8_000, 8_000), "foto.png", "Piksel gambar terlalu banyak"),
}


def stored() -> set[Path]:
    """Every file in the storage."""
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def ways(user: User, client: Client, image: Any) -> Iterator[Any]:
    """Every way in which ``user`` sends a file as a picture."""
    for upload in uploads.UPLOADS:
        yield partial(upload, client, SiteImage)
    yield partial(uploads.by_token, user, SiteImage)
    yield partial(uploads.edit, client, image)


@pytest.fixture
def drafter(db: None) -> User:
    """Who writes in the office of seed 002."""
    return b.holder_of(b.adopted("002"), 1)


@pytest.fixture
def image(drafter: User) -> SiteImage:
    """His own."""
    uploads.single(
        b.logged_in(drafter), SiteImage, uploads.named(uploads.photo(), "asli.jpg")
    )
    return SiteImage.objects.get()


@pytest.mark.parametrize("case", BROKEN_FILES)
def test_a_broken_picture_is_one_sentence(
    drafter: User, image: SiteImage, case: str
) -> None:
    data, name, sentence = BROKEN_FILES[case]
    client = b.logged_in(drafter)
    client.get(f"/admin/images/{image.pk}/")  # makes the sizes that the form shows
    before = stored(), uploads.everything(), image.file_hash
    for send in ways(drafter, client, image):
        answer = send(uploads.named(data, name))
        assert_said(answer, sentence)
        image.refresh_from_db()
        assert (stored(), uploads.everything(), image.file_hash) == before


def assert_said(answer: HttpResponse, sentence: str) -> None:
    assert answer.status_code in (200, 422), answer.content[:500]
    found = uploads.said(answer)
    assert len([line for line in found if sentence in line]) == 1, found
    assert not [line for line in found if b.ENGLISH.search(line)], found


def test_an_empty_document_is_one_sentence(drafter: User) -> None:
    client = b.logged_in(drafter)
    before = stored(), uploads.everything()
    for upload in uploads.UPLOADS:
        answer = upload(client, SiteDocument, uploads.named(b"", "surat.pdf"))
        assert any("kosong" in line for line in uploads.said(answer))
    answer = uploads.by_token(drafter, SiteDocument, uploads.named(b"", "surat.pdf"))
    assert any("kosong" in line for line in uploads.said(answer))
    assert (stored(), uploads.everything()) == before


def test_a_good_file_in_a_form_with_another_fault_replaces_nothing(
    drafter: User, image: SiteImage
) -> None:
    """The form is shown again with the file that is there."""
    client = b.logged_in(drafter)
    client.get(f"/admin/images/{image.pk}/")
    before = stored(), image.file_hash
    other = uploads.named(uploads.photo("PNG", 60), "lain.png")
    answer = uploads.edit(client, image, other, alt="")
    assert answer.status_code == 200
    image.refresh_from_db()
    assert (stored(), image.file_hash) == before


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_whatever_passes_for_whole_can_be_made_smaller(kind: str) -> None:
    """Cut anywhere, or with any byte changed: refused, or good for every size."""
    whole, dice = uploads.photo(kind, 60), random.Random(kind)  # noqa: S311
    passed = 0
    for _ in range(examples(100, deep=1000)):
        data = bytearray(whole)
        if dice.random() < 0.5:
            del data[dice.randrange(len(data)) :]
        for _ in range(dice.randrange(3)):
            if data:
                data[dice.randrange(len(data))] = dice.randrange(256)
        if not is_whole(BytesIO(data)):
            continue
        passed += 1
        photo = Image.open(BytesIO(data))
        photo.convert("RGB").resize((10, 10))
    assert is_whole(BytesIO(whole))
    assert passed
