"""The organisation chart: the office's posts as trees, with their holders of today."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviews.papers.jabatan import Jabatan, PemangkuJabatan
from reviews.rounds import authority

if TYPE_CHECKING:
    from pages.models import InstansiPage


@dataclass
class Kotak:
    """One post in the chart; below it those whose superior it is."""

    jabatan: Jabatan
    pemangku: list[PemangkuJabatan] = field(default_factory=list)
    bawahan: list[Kotak] = field(default_factory=list)

    @property
    def kosong(self) -> bool:
        """Nobody was appointed; a Plt. or Plh. may act meanwhile."""
        definitif = PemangkuJabatan.Kapasitas.DEFINITIF
        return not any(holder.kapasitas == definitif for holder in self.pemangku)


def roots_of(instansi: InstansiPage) -> list[Kotak]:
    """The posts without a superior, each with all below it; three queries."""
    boxes = {post.pk: Kotak(post) for post in instansi.jabatan.order_by("nama")}
    for holder in authority.office_holders(instansi).order_by("kapasitas", "mulai"):
        if holder.jabatan_id in boxes:
            boxes[holder.jabatan_id].pemangku.append(holder)
    roots: list[Kotak] = []
    for box in boxes.values():
        above = boxes.get(box.jabatan.atasan_id or 0)
        (above.bawahan if above else roots).append(box)
    return sorted(roots, key=lambda box: -len(box.bawahan))
