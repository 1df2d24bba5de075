"""What changed since the reader last initialled, and since what is live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pages.compare import compare
from pages.content.today import as_of_today
from pages.models import Kategori, SiteDocument, SiteImage
from reviews.papers.jejak import IsiNaskah, Jejak
from reviews.papers.laporan import Berkas

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from pages.compare import FieldChange
    from pages.models import NaskahPage
    from reviews.papers.naskah import Naskah


@dataclass(frozen=True)
class Comparison:
    """The text on the table against one earlier version of it."""

    id: str
    heading: str
    changes: list[FieldChange]


def comparisons(
    subject: NaskahPage | Berkas, naskah: Naskah | None, user: User
) -> list[Comparison]:
    """Against (a) what ``user`` last put his name to and (b) the live text.

    A text that has neither is new from end to end; what is the same is said once.
    """
    now = subject.get_latest_revision_as_object().public_content()
    versions = [
        ("saya", "Sejak Anda terakhir memutuskan", last_decided(subject, naskah, user)),
        ("tayang", "Dibandingkan dengan yang tayang", live_content(subject)),
    ]
    found = [(id_, heading, old) for id_, heading, old in versions if old is not None]
    names = names_of(now, *(old for _, _, old in found))
    return said_once(
        [
            Comparison(id_, heading, compare(old, now, names))
            for id_, heading, old in found
        ]
    )


def said_once(found: list[Comparison]) -> list[Comparison]:
    """Those that show changes, and one line for all that show none."""
    same = [
        each.heading[0].lower() + each.heading[1:] for each in found if not each.changes
    ]
    changed = [each for each in found if each.changes]
    if not same:
        return changed
    line = f"Tidak ada yang berubah {' dan '.join(same)}."
    return [*changed, Comparison("sama", line, [])]


def last_decided(
    subject: NaskahPage | Berkas, naskah: Naskah | None, user: User
) -> dict[str, Any] | None:
    """The content of the reader's last approval of this text, in any of its rounds.

    As it would be written today: what an update writes otherwise, nobody changed.
    """
    rows = Jejak.objects.filter(pelaku=user.pk, aksi=Jejak.Aksi.SETUJU).exclude(
        digest=""
    )
    if isinstance(subject, Berkas):
        rows = rows.filter(naskah=naskah)
    else:
        rows = rows.filter(naskah__page_id=subject.pk)
    digests = list(rows.order_by("-pk").values_list("digest", flat=True)[:20])
    kept = IsiNaskah.objects.in_bulk(digests)
    contents = (kept[digest].isi for digest in digests if digest in kept)
    own = (isi for isi in contents if isi.get("type") == subject.form.name)
    return next((as_of_today(isi, type(subject)) for isi in own), None)


def live_content(subject: NaskahPage | Berkas) -> dict[str, Any] | None:
    """What the public reads now."""
    if isinstance(subject, Berkas) or not subject.live:
        return None
    stored: NaskahPage = type(subject)._default_manager.get(pk=subject.pk)
    return stored.public_content()


def names_of(*contents: dict[str, Any]) -> dict[str, str]:
    """What the files and kategori of ``contents`` are called, by UUID."""
    files = {uuid for content in contents for uuid in content.get("files", {})}
    filed = {content["kategori"] for content in contents if "kategori" in content}
    rows = [
        *SiteImage.objects.filter(uuid__in=files).values_list("uuid", "title"),
        *SiteDocument.objects.filter(uuid__in=files).values_list("uuid", "title"),
        *Kategori.objects.filter(uuid__in=filed).values_list("uuid", "nama"),
    ]
    return {str(uuid): name for uuid, name in rows}
