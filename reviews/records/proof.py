"""What the trail proves of one round, and how what the public reads agrees with it.

The rows themselves are asked, never the columns beside them. That no row of the chain is
missing, ``verify_jejak`` says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.functional import cached_property

from pages.content.canonical import FILES
from pages.content.digest import digest_of
from pages.content.today import as_of_today
from reviews.papers.jejak import IsiNaskah, Jejak
from reviews.papers.naskah import Naskah
from reviews.papers.rantai import SITUS
from reviews.rounds.shown import live_page
from reviews.trail import signing
from reviews.trail.links import told_by
from reviews.trail.live import contradicted, unsound
from reviews.trail.records import form_of
from reviews.trail.stated import BY_MODEL, IDENTITIES, KIND
from reviews.trail.statements import Said, take_in, thing_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviews.trail.fault import Fault
    from reviews.trail.statements import Things

LIVE, CORRECTED, OFF, OTHER = "tayang", "diperbarui", "ditarik", "berbeda"
NOTHING = Said("", "", {})


@dataclass
class Proof:
    """One round by what its rows say, and the page that it is about."""

    naskah: Naskah
    page: Any
    acts: list[Mapping[str, Any]]
    names: list[Mapping[str, Any]]
    said: Mapping[str, Any]
    fault: Fault | None

    @property
    def approved(self) -> str:
        """The digest that was approved; empty where the trail knows of none."""
        return str(self.said.get("digest_disetujui", ""))

    @cached_property
    def live(self) -> str | None:
        return self.page.digest() if self.page else None

    @cached_property
    def kept(self) -> dict[str, Any] | None:
        """The text that was approved, as it was put down."""
        row = IsiNaskah.objects.filter(digest=self.approved).first()
        return row.isi if row and digest_of(row.isi) == row.digest else None

    @cached_property
    def status(self) -> str:
        """``tayang``, ``diperbarui`` (by a later round), ``ditarik``, or ``berbeda``."""
        if self.live is None:
            return OFF
        if contradicted({self.page.pk: self.live}):
            return OTHER
        return LIVE if self.live == self.approved else CORRECTED

    @property
    def agrees(self) -> bool:
        """Whether the public reads what this round approved, and the trail is whole."""
        return self.status == LIVE and self.fault is None

    def parafs(self) -> list[dict[str, Any]]:
        """Who initialled or signed what, in order."""
        return [
            {
                "langkah": said.get("langkah"),
                "bentuk": bentuk,
                **{
                    key: said.get(key, "") for key in ("jabatan", "kapasitas", "digest")
                },
                "waktu": said["waktu"],
            }
            for said in self.acts
            if said.get("aksi") == Jejak.Aksi.SETUJU
            if (bentuk := form_of(said.get("jenis", [])))
        ]

    def parts(self) -> dict[str, bool | None]:
        """Whether the text, and whether its files are as approved; None: not shown."""
        if self.page is None or self.kept is None:
            return {"teks": None, "lampiran": None}
        was = as_of_today(self.kept, type(self.page))
        now = self.page.public_content()
        files = was.pop(FILES, {}), now.pop(FILES, {})
        return {"teks": was == now, "lampiran": files[0] == files[1]}

    def surroundings(self) -> Iterator[dict[str, Any]]:
        """What bears another name since: its names change no text."""
        about = json.dumps(self.kept) if self.kept else ""
        since = str(self.said.get("tayang_pada", ""))
        for said in sorted(self.names, key=itemgetter("waktu")) if since else ():
            data = said.get("data", {})
            if said["waktu"] > since and "dari" in data and is_about(said, about):
                yield {**data, "waktu": said["waktu"]}


def proof_of(naskah: Naskah) -> Proof:
    """Read the rows of ``naskah``, and find what they do not agree with."""
    rows, known = [*rows_of(naskah), *names_around(naskah)], signing.believed()
    faults = [fault for row in rows if (fault := unsound(row, known))]
    told = [told_by(row) for row in rows]
    things: Things = {}
    page = live_page(naskah)
    if not faults:
        faults = list(take_in(told, things))
        around = (naskah, naskah.instansi, *named_by(page))
        faults += [fault for thing in around for fault in disagreements(thing, things)]
    return Proof(
        naskah,
        page,
        [said for _, said in told if said.get("naskah") == naskah.pk],
        [said for _, said in told if said.get("aksi") == Jejak.Aksi.NAMA],
        things.get((BY_MODEL[Naskah].name, naskah.pk), NOTHING).columns,
        next(iter(faults), None),
    )


def rows_of(naskah: Naskah) -> list[Jejak]:
    """Its own, and those by which texts of its office left the site.

    With the newest round of a page those that it replaced left too, by its row.
    """
    off = Q(aksi__in=Jejak.OFF, rantai__kantor=naskah.instansi.translation_key)
    rows = Jejak.objects.filter(Q(naskah=naskah) | off).select_related("rantai")
    return list(rows.order_by("nomor"))


def names_around(naskah: Naskah) -> list[Jejak]:
    """What its office, and what no office owns, was called."""
    chains = (SITUS, naskah.instansi.translation_key)
    rows = Jejak.objects.filter(aksi=Jejak.Aksi.NAMA, rantai__kantor__in=chains)
    return list(rows.select_related("rantai").order_by("rantai", "nomor"))


def named_by(page: Any) -> Iterator[Any]:
    """What a text is shown with under its own name."""
    if kategori := getattr(page, "kategori", None):
        yield kategori
    if page is not None and hasattr(page, "tags"):
        yield from page.tags.all()


def disagreements(thing: Any, things: Things) -> Iterator[Fault]:
    kind = BY_MODEL[type(thing)]
    return thing_faults(kind, thing, things.get((kind.name, thing.pk)))


def is_about(said: Mapping[str, Any], text: str) -> bool:
    """Whether the row is about what ``text`` (JSON) names."""
    named = (one.get(IDENTITIES.get(one[KIND], "")) for one in said.get("tentang", ()))
    return any(json.dumps(name) in text for name in named if name)
