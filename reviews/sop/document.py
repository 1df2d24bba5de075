"""An SOP document: from a file nobody vouches for to a document without a fault.

``parse_document`` reads one text, ``load_documents`` many files. Both find every
fault in one run. No database is touched here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from pages.content.digest import digest_of
from reviews.sop.checks import cross_check
from reviews.sop.draft import draft_of
from reviews.sop.faults import DocumentFaults, Fault, one_line
from reviews.sop.files import check_text, read_text
from reviews.sop.messages import findings_of
from reviews.sop.shape import (
    KeputusanPenetapan,
    LangkahDokumen,
    SOPDokumen,
    TotalWaktu,
)
from reviews.sop.yaml_reader import Finding, Path, Reading, UnreadableError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "DocumentFaults",
    "Fault",
    "KeputusanPenetapan",
    "LangkahDokumen",
    "LoadedDocument",
    "SOPDokumen",
    "TotalWaktu",
    "load_document",
    "load_documents",
    "parse_document",
]


@dataclass(frozen=True)
class LoadedDocument:
    """A faultless document beside the text it was read from."""

    dokumen: SOPDokumen
    teks: str
    nama_berkas: str

    @property
    def digest(self) -> str:
        """Digest of what the document says; layout and comments do not count."""
        return digest_of(self.dokumen.as_data())


def load_documents(
    paths: Iterable[FilePath | str],
) -> tuple[list[LoadedDocument], list[Fault]]:
    """Documents without a fault, and all faults of the others."""
    loaded: list[LoadedDocument] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            loaded.append(load_document(path))
        except DocumentFaults as error:
            faults.extend(error.faults)
    return loaded, faults + repeated_ids(loaded)


def load_document(path: FilePath | str) -> LoadedDocument:
    path = FilePath(path)
    name = one_line(path.name or str(path))
    try:
        text = read_text(path)
    except UnreadableError as error:
        raise DocumentFaults([fault_of(error.finding, None, name)]) from error
    return parse_document(text, name)


def parse_document(text: str, name: str) -> LoadedDocument:
    """The document in ``text``; ``name`` is how faults call the file."""
    name = one_line(name)
    try:
        check_text(text)
        reading = read_yaml(text)
    except UnreadableError as error:
        raise DocumentFaults([fault_of(error.finding, None, name)]) from error
    dokumen = understand(reading)
    if dokumen is None or reading.findings:
        raise DocumentFaults(faults_of(reading, name))
    return LoadedDocument(dokumen, text, name)


def understand(reading: Reading) -> SOPDokumen | None:
    """The model of what was read; faults are added to ``reading``."""
    if not isinstance(reading.data, dict):
        found = {list: "berupa daftar", type(None): "kosong"}.get(
            type(reading.data), "berupa teks"
        )
        reading.add(
            (),
            f"isi berkas {found}; diharapkan pemetaan dengan id, nama, pelaksana, langkah",
        )
        return None
    dokumen = None
    try:
        dokumen = SOPDokumen.model_validate(reading.data)
    except ValidationError as error:
        for path, pesan in findings_of(error):
            reading.add(path, pesan)
    for path, pesan in cross_check(draft_of(reading.data)):
        reading.add(path, pesan)
    return dokumen


def faults_of(reading: Reading, name: str) -> list[Fault]:
    """Faults in the order of the file."""
    findings = sorted(reading.findings, key=lambda finding: finding.baris or 0)
    return [fault_of(finding, reading.data, name) for finding in findings]


def fault_of(finding: Finding, data: Any, name: str) -> Fault:
    path = finding.path
    if len(path) > 1 and path[0] == "langkah" and isinstance(path[1], int):
        langkah = number_of(data, path[1])
        return Fault(name, langkah, place(path[2:]), finding.pesan, finding.baris)
    return Fault(name, None, place(path), finding.pesan, finding.baris)


def number_of(data: Any, index: int) -> int:
    """Number of a step as its author knows it: as written, else its position."""
    try:
        written = data["langkah"][index]["no"]
    except (KeyError, IndexError, TypeError):
        return index + 1
    return written if isinstance(written, int) else index + 1


def place(path: Path) -> str:
    """``pelaksana[2]`` for ``("pelaksana", 1)``: people count from one."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += ("." if text else "") + one_line(part[:60])
    return text


def repeated_ids(loaded: list[LoadedDocument]) -> list[Fault]:
    """Two different documents of one id cannot be adopted together."""
    first: dict[str, LoadedDocument] = {}
    faults = []
    for document in loaded:
        other = first.setdefault(document.dokumen.id, document)
        if other.digest != document.digest:
            pesan = (
                f"'{document.dokumen.id}' sudah dipakai {other.nama_berkas} dengan isi "
                f"lain; diharapkan id yang berbeda"
            )
            faults.append(Fault(document.nama_berkas, None, "id", pesan))
    return faults
