"""Write the laporan, and look at the site before signing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.errors import NaskahError
from reviews.site_check import fetch_publication

if TYPE_CHECKING:
    from reviews.actions.putusan import Putusan
    from reviews.models.naskah import Naskah


def write_laporan(putusan: Putusan, text: str) -> None:
    """Put ``text`` on the table: later signatures bind to it."""
    berkas = putusan.obj
    berkas.laporan = text
    berkas.save(update_fields=["laporan"])
    putusan.revision = berkas.save_revision(user=putusan.user)
    putusan.digest = berkas.digest()


def check_site(naskah: Naskah) -> dict[str, Any]:
    """What the public API says of the publication, for the trail.

    Raises :class:`~pages.errors.NaskahError` when the site does not show what was
    approved: the signature would vouch for something else.
    """
    seen = fetch_publication(naskah)
    if seen["digest"] != naskah.digest_disetujui:
        raise NaskahError(
            "Cek situs: isi yang tayang belum sesuai dengan naskah yang disetujui "
            f"({seen['keterangan']}). Kembalikan untuk diperbaiki. Bila naskah ini memang "
            "tidak tayang lagi, penanggung jawab informasi dapat mengakhiri berkasnya."
        )
    return seen
