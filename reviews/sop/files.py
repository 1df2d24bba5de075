"""Bytes of a file that somebody calls an SOP document, read without trusting them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reviews.sop.yaml_reader import UNSAFE, Finding, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 1_000_000
SIGNATURES: Final = (
    (b"PK\x03\x04", "dokumen Word, Excel, atau ZIP"),
    (b"\xd0\xcf\x11\xe0", "dokumen Word atau Excel lama"),
    (b"%PDF", "dokumen PDF"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
    (b"\x1f\x8b", "berkas termampat"),
    (b"{\\rtf", "dokumen RTF"),
)
TOO_LARGE: Final = "terlalu besar; diharapkan paling banyak 1 MB"


def read_text(path: Path) -> str:
    """Text of ``path``; raises :class:`UnreadableError` with a readable reason."""
    try:
        raw = read_bytes(path)
    except OSError as error:
        raise refusal(
            "berkas tidak dapat dibaca; diharapkan berkas dengan izin baca"
        ) from error
    return text_of_bytes(raw)


def read_bytes(path: Path) -> bytes:
    """Bytes of a regular file, one more than allowed at most."""
    if not path.exists():
        raise refusal("berkas tidak ada; diharapkan berkas SOP yang dapat dibaca")
    if path.is_dir():
        raise refusal("ini folder; diharapkan sebuah berkas SOP (.yaml)")
    if not path.is_file():
        raise refusal("bukan berkas biasa; diharapkan sebuah berkas SOP (.yaml)")
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def text_of_bytes(raw: bytes) -> str:
    for signature, kind in SIGNATURES:
        if raw.startswith(signature):
            raise refusal(f"ini {kind}, bukan teks; diharapkan teks YAML")
    if len(raw) > MAX_BYTES:
        raise refusal(TOO_LARGE)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refusal("tersimpan sebagai UTF-16; diharapkan teks UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refusal("bukan teks UTF-8; diharapkan teks UTF-8", line) from error


def check_text(text: str) -> None:
    """Refuses text no editor of an office writes, before any YAML is read."""
    if len(text) > MAX_BYTES or len(text.encode(errors="replace")) > MAX_BYTES:
        raise refusal(TOO_LARGE)
    found = UNSAFE.search(text.replace("\r\n", "\n"))
    if found:
        line = text.replace("\r\n", "\n").count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        raise refusal(
            f"memuat karakter kendali {code}; diharapkan teks biasa tanpa karakter "
            f"tersembunyi",
            line,
        )


def refusal(pesan: str, baris: int | None = None) -> UnreadableError:
    return UnreadableError(Finding((), pesan, baris))
