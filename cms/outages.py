"""What fails outside the application, in words that say what became of the act."""

from __future__ import annotations

import errno
import logging

from django.db import InterfaceError, OperationalError

from cms.storage import StorageError
from pages.errors import Unavailable

logger = logging.getLogger(__name__)

DATABASE = (OperationalError, InterfaceError)
# Of a disk: full, over its quota, read-only, broken.
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
# PostgreSQL's codes: lock_timeout, and a deadlock that it broke.
WAITED = frozenset({"55P03", "40P01"})

NOT_DONE = "Perbuatan Anda tidak dilakukan. Ulangi sebentar lagi."
BUSY = f"Sistem masih melayani perbuatan lain. {NOT_DONE}"
NO_DATABASE = f"Basis data tidak menjawab. {NOT_DONE}"
NO_STORAGE = f"Penyimpanan berkas tidak menjawab. {NOT_DONE}"
NO_ROOM = f"Penyimpanan berkas penuh atau rusak. {NOT_DONE}"
UNKNOWN = (
    "Sambungan ke basis data terputus saat perbuatan Anda disimpan, sehingga belum "
    "pasti tersimpan. Buka kembali naskah itu dan periksa jejaknya sebelum mengulang."
)


def outage(error: Exception) -> Unavailable | None:
    """What to tell of ``error``, which undid the act; ``None`` if it is our own fault."""
    words = sentence(error)
    if words is None:
        return None
    logger.error("Not done: %s", words, exc_info=error)
    return Unavailable(words)


def unknown_outcome(error: Exception) -> Unavailable:
    """The database was asked to keep the act, and may have kept it."""
    logger.error("Perhaps done: %s", error, exc_info=error)
    return Unavailable(UNKNOWN)


def sentence(error: Exception) -> str | None:
    if isinstance(error, DATABASE):
        return BUSY if has_waited(error) else NO_DATABASE
    if isinstance(error, StorageError):
        return NO_STORAGE
    if isinstance(error, OSError) and error.errno in DISK:
        return NO_ROOM
    return None


def has_waited(error: Exception) -> bool:
    """Whether another act held a lock for longer than anybody waits."""
    code = getattr(error.__cause__, "sqlstate", None)
    return code in WAITED or "database is locked" in str(error)
