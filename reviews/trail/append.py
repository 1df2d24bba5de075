"""The end of a trail: where every row is written, once, in the transaction of its act."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from reviews import events
from reviews.papers.jejak import Jejak
from reviews.papers.rantai import RantaiJejak
from reviews.trail import signing, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pages.models import InstansiPage


@transaction.atomic
def append(
    instansi: InstansiPage | None,
    *,
    tentang: Callable[[], Sequence[Mapping[str, Any]]] = tuple,
    **fields: Any,
) -> Jejak:
    """Write one row at the end of the office's chain, in the caller's transaction.

    ``tentang`` is asked, once the chain is held, what the row states of things
    (see :mod:`reviews.trail.stated`).
    """
    head = RantaiJejak.lock(instansi)
    row = Jejak(
        rantai=head,
        nomor=head.jumlah + 1,
        sebelumnya=head.hash,
        kunci=signing.current(),
        **fields,
    )
    row.tertulis = written.written(row, str(head.kantor), tentang())
    row.hash = hashlib.sha256(row.tertulis).hexdigest()
    row.tanda = signing.sign(bytes.fromhex(row.hash))
    models.Model.save(row, force_insert=True)
    head.jumlah, head.hash = row.nomor, row.hash
    head.save(update_fields=["jumlah", "hash"])
    events.row_written.send(Jejak, row=row)
    return row
