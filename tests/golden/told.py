"""What the story leaves, as others read it: answers, mails, sheets, messages, rows."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from django.core import mail
from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import Page

from cms.webhooks.models import PengirimanWebhook
from pages.content.public import public_path
from pages.models import (
    BeritaPage,
    InformasiPublikPage,
    InstansiPage,
    LamanPage,
    PengumumanPage,
)
from reviews.desk.review.parts import sheets_of
from reviews.models import SOP, Jejak, Naskah
from reviews.papers.jejak import IsiNaskah
from reviews.papers.laporan import Arsip
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpResponse

HEADERS = ("Cache-Control", "Content-Type", "ETag", "Last-Modified", "Link", "Allow")
V2 = ("pages", "images", "documents")
# Ours; what is Wagtail's own asks for a token, and answers with times of its own.
LISTS = (
    *("berita", "informasi-publik", "dip", "dip.csv", "dip/package_list", "instansi"),
    *("laman", "navigasi", "pengumuman", "sop", "cari", "alamat"),
)
# Found once: how near others are is the database's word.
ASKED = {"cari": "?q=profil", "navigasi": "?instansi=bkd-lampung"}
WRONG = (
    *("berita/?limit=0", "berita/?tanggal=kemarin", "berita/?lain=1", "berita/999999/"),
    *("berita/nol/", "berita/?kursor=x", "cari/", "verifikasi/TIDAKADA/", "alamat/"),
    *("informasi-publik/?klasifikasi=dikecualikan", "dip/package_show?id=tidak-ada"),
    *("pratinjau/palsu/", "tidak-ada/", "whoami/", "pages/?fields=tidak_ada"),
)
KINDS = {
    BeritaPage: "berita",
    InformasiPublikPage: "informasi-publik",
    LamanPage: "laman",
    PengumumanPage: "pengumuman",
}
FEEDS = ("umpan/berita.rss", "umpan/berita.atom", "umpan/berita.json", "sitemap.xml")
REGISTERS = ("agenda", "disposisi", "laporan", "arsip", "jejak")
FURTHER = ("sitemap-berita.xml", "sitemap-1.xml", "robots.txt")


def write_down(folder: Path) -> None:
    """Everything, a file a kind."""
    for name, value in everything().items():
        # PostgreSQL keeps the keys of stored JSON in an order of its own.
        text = json.dumps(
            value, ensure_ascii=False, indent=1, sort_keys=True, default=str
        )
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def everything() -> dict[str, Any]:
    """By the name of the golden file."""
    return {
        "answers": {path: answer(path) for path in api_paths()},
        "feeds": {f"/{path}": answer(f"/{path}") for path in (*FEEDS, *FURTHER)},
        "v2": {path: answer(path) for path in v2_paths()},
        "problems": {path: answer(f"/api/v3/{path}") for path in WRONG},
        "mails": [letter(each) for each in mail.outbox],
        "messages": sorted(messages(), key=lambda told: (told["timestamp"], str(told))),
        "sheets": {each.pk: printed(each) for each in with_sheets()},
        "registers": dict(registers()),
        "bags": [dict(bag(each)) for each in in_order(Arsip)],
        "trail": [
            row(each) for each in Jejak.objects.order_by("rantai__kantor", "nomor")
        ],
        "content": {each.digest: each.isi for each in in_order(IsiNaskah)},
    }


def messages() -> Iterator[dict[str, Any]]:
    yield from (json.loads(each.isi) for each in PengirimanWebhook.objects.all())


def with_sheets() -> Any:
    return in_order(Naskah).filter(jejak__disposisi__isnull=False).distinct()


def in_order(model: Any) -> Any:
    return model.objects.order_by("pk")


def live() -> list[Page]:
    """Every text that stands on the site."""
    pages = Page.objects.live().exact_type(*KINDS).order_by("pk")
    return list(pages)


def public_paths() -> Iterator[str]:
    """All that anybody may read."""
    yield from api_paths()
    yield from (f"/{path}" for path in (*FEEDS, *FURTHER))


def api_paths() -> Iterator[str]:
    for name in LISTS:
        slash = "" if "." in name or "_" in name else "/"
        yield f"/api/v3/{name}{slash}{ASKED.get(name, '')}"
    for page in live():
        yield from paths_of(page)
    yield from (f"/api/v3/instansi/{page.pk}/" for page in in_order(InstansiPage))
    yield from (f"/api/v3/sop/{sop.pk}/" for sop in in_order(SOP))
    codes = Naskah.objects.exclude(kode_verifikasi=None).order_by("pk")
    yield from (f"/api/v3/verifikasi/{each.kode_verifikasi}/" for each in codes)


def paths_of(page: Any) -> Iterator[str]:
    kind = KINDS[page.specific_class]
    yield f"/api/v3/{kind}/{page.pk}/"
    yield f"/api/v3/alamat/?path={public_path(page)}"
    if kind == "berita":
        yield f"/api/v3/berita/{page.pk}/terkait/"


def v2_paths() -> Iterator[str]:
    yield from (f"/api/v2/{name}/?fields=*" for name in V2)
    yield from (f"/api/v2/pages/{page.pk}/" for page in live())


def answer(path: str) -> dict[str, Any]:
    response = Client().get(path)
    given = {name: response[name] for name in HEADERS if name in response}
    return {"status": response.status_code, **given, "body": body_of(response)}


def body_of(response: HttpResponse) -> Any:
    content = b"".join(response.streaming_content) if response.streaming else None
    text = (response.content if content is None else content).decode()
    return json.loads(text) if "json" in response.get("Content-Type", "") else text


def letter(message: Any) -> dict[str, Any]:
    others = [part for part, _ in getattr(message, "alternatives", ())]
    return {
        "to": message.to,
        "subject": message.subject,
        "headers": message.extra_headers,
        "text": message.body,
        "html": others,
    }


def printed(naskah: Naskah) -> str:
    """The sheets of a round as its screen shows them, to somebody with no part in it."""
    given = {"sheets": sheets_of(naskah, b.superuser())}
    text = strip_tags(render_to_string("reviews/tinjau/lembar.html", given))
    return "\n".join(
        filter(None, (" ".join(line.split()) for line in text.splitlines()))
    )


def registers() -> Iterator[tuple[str, str]]:
    """Each as the file that it gives, read by who reads all offices."""
    client = b.logged_in(b.superuser())
    for name in REGISTERS:
        yield name, body_of(client.get(f"/admin/naskah/register/{name}/?export=csv"))


def bag(arsip: Arsip) -> Iterator[tuple[str, str]]:
    """Each file of the bag; what is no text by its length."""
    with storages["private"].open(arsip.berkas) as file:
        whole = zipfile.ZipFile(io.BytesIO(file.read()))
    for name in sorted(whole.namelist()):
        content = whole.read(name)
        try:
            yield name, content.decode()
        except UnicodeDecodeError:
            yield name, f"{len(content)} bytes"


def row(jejak: Jejak) -> dict[str, Any]:
    """Without the numbers of rows and chains, which a database gives as it likes."""
    names = {field.attname for field in Jejak._meta.concrete_fields}
    return {name: getattr(jejak, name) for name in names - {"id", "rantai_id"}}
