"""A small model of how an SOP is run, written from the rules and not from the product.

It reads the document and the trail alone. What the product did is replayed here row by
row; a row that the rules do not allow is an error.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from reviews.models import Jejak, PemangkuJabatan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from reviews.models import Naskah

DRAFTING = {"kumpul_bahan", "olah_bahan", "buat_naskah"}
CHECKS = {"verifikasi", "verifikasi_paraf", "tanda_tangan", "mengetahui"}


class BrokenRuleError(AssertionError):
    """The trail holds something the SOP does not allow."""


def kinds(row: dict[str, Any]) -> set[str]:
    return {row["jenis"], *(row.get("jenis_tambahan") or [])}


def leading(steps: list[dict[str, Any]]) -> set[int]:
    """The drafter's steps before anybody else's."""
    numbers: set[int] = set()
    for row in steps:
        if not kinds(row) <= DRAFTING:
            break
        numbers.add(row["no"])
    return numbers


def binds(row: dict[str, Any]) -> bool:
    """Whether the step's approval is one of the very text."""
    return row["objek"] == "naskah" and bool(kinds(row) & (CHECKS | {"disposisi"}))


@dataclass
class Round:
    """One text on its way to publication: which steps stand, on which digest."""

    steps: list[dict[str, Any]]
    standing: dict[int, str] = field(default_factory=dict)
    live: bool = False

    def __post_init__(self) -> None:
        kind_of = [kinds(row) for row in self.steps]
        tayang = next(i for i, kind in enumerate(kind_of) if "publikasi" in kind)
        self.before = self.steps[: tayang + 1]
        self.drafter = leading(self.before)

    @property
    def awaited(self) -> int | None:
        """The first step without an approval that stands."""
        open_steps = [r["no"] for r in self.before if r["no"] not in self.standing]
        return open_steps[0] if open_steps else None

    def approve(self, step: int, digest: str) -> None:
        if step != self.awaited:
            raise BrokenRuleError(f"step {step} decided, {self.awaited} was awaited")
        kept = {
            no: seen
            for no, seen in self.standing.items()
            if no < step or seen == digest
        }
        self.standing = {**kept, step: digest}

    def send_back(self, step: int, target: int | None) -> None:
        """Back to step ``target``, or (``None``) to a drafter who has no step."""
        if step != self.awaited:
            raise BrokenRuleError(f"step {step} returned, {self.awaited} was awaited")
        if target is None:
            self.standing = {}
            return
        if target >= step:
            raise BrokenRuleError(f"step {step} returned ahead, to {target}")
        again = {target}
        if target in self.drafter:
            again |= {no for no in self.drafter if no >= target}
        self.standing = {n: d for n, d in self.standing.items() if n not in again}

    def publish(self, digest: str) -> None:
        if self.awaited is not None:
            raise BrokenRuleError(f"published without step {self.awaited}")
        for row in filter(binds, self.before):
            seen = self.standing[row["no"]]
            if seen != digest and not self.changed_after(row["no"]):
                raise BrokenRuleError(f"step {row['no']} approved another text")
        self.live = True

    def changed_after(self, step: int) -> bool:
        """Whether a later step's own holder may have changed the text."""
        return any(
            kinds(row) & (DRAFTING | {"terima_bahan", "publikasi"})
            or "mengkoreksi" in row["uraian"]
            for row in self.before
            if row["no"] > step
        )


def replay(naskah: Naskah) -> Round:
    """The round of ``naskah`` as its trail tells it; raises where a rule is broken."""
    assert naskah.sop is not None
    steps = naskah.sop.dokumen["langkah"]
    model = Round(steps)
    for row in Jejak.objects.filter(naskah=naskah).order_by("nomor"):
        if row.aksi in ("setuju", "kembali"):
            require_holder(row, steps, naskah)
        if row.aksi == "tayang":
            model.publish(row.digest)
        elif model.live or row.langkah is None:
            continue  # the dossier's steps are Wagtail's count alone
        elif row.aksi == "setuju":
            model.approve(row.langkah, row.digest)
        elif row.aksi == "kembali":
            model.send_back(row.langkah, row.data["tujuan"])
    return model


def require_holder(row: Jejak, steps: list[dict[str, Any]], naskah: Naskah) -> None:
    """Whoever decided held one of the step's posts on that day, by the register."""
    lanes = next(step["pelaksana"] for step in steps if step["no"] == row.langkah)
    day = row.waktu.astimezone(ZoneInfo(naskah.instansi.zona_waktu)).date()
    terms = PemangkuJabatan.objects.filter(
        user_id=row.pelaku, jabatan__instansi=naskah.instansi, jabatan__nama__in=lanes
    )
    if not any(covers(term, day) for term in terms):
        raise BrokenRuleError(f"step {row.langkah}: {row.nama} was not in office {day}")


def covers(term: PemangkuJabatan, day: dt.date) -> bool:
    return term.mulai <= day and (term.sampai is None or day <= term.sampai)


def gapless(numbers: Iterable[int]) -> bool:
    """1, 2, 3 … without a gap or a twin."""
    found = sorted(numbers)
    return found == list(range(1, len(found) + 1))
