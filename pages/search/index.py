"""Keep the index as the read rows are: called in the transaction that changes these.

Callers hold the version (``pages.reading.version.hold``), so on PostgreSQL no two of
them change the numbers of the same words in another order.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from pages.models import SearchText, SearchWord
from pages.search.dialects import dialect
from pages.search.vocabulary import shift
from pages.search.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pages.search.entry import SearchEntry

FIELDS = ("kunci", "page_id", "judul", "ringkasan", "isi", "saring")


def index(entries: Collection[SearchEntry]) -> None:
    """Put ``entries`` into the index, in place of what it had of the same pages."""
    replace([entry.page_id for entry in entries], entries)


def forget(page_ids: Collection[int]) -> None:
    """Take these pages out of the index; it knows no word of theirs afterwards."""
    replace(page_ids, ())


@receiver(pre_delete, sender=SearchText)
def forget_deleted(sender: type, instance: SearchText, **kwargs: Any) -> None:
    """A row that goes with its page takes its words along, once."""
    forget([instance.page_id])


def replace(page_ids: Collection[int], entries: Collection[SearchEntry]) -> None:
    stored = SearchText.objects.filter(page__in=page_ids)
    changes: Counter[str] = Counter()
    for text in stored:
        changes.subtract(vocabulary(text.judul, text.ringkasan, text.isi))
    stored._raw_delete(stored.db)
    for entry in entries:
        changes.update(vocabulary(entry.judul, entry.ringkasan, entry.isi))
    if entries:
        with connection.cursor() as cursor:
            dialect().insert(cursor, [values(entry) for entry in entries])
    shift(changes)


def values(entry: SearchEntry) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in FIELDS)


def clear() -> None:
    """Empty the index before all is put into it anew."""
    SearchText.objects.all()._raw_delete(connection.alias)
    SearchWord.objects.all().delete()


def stale(entries: Iterable[SearchEntry]) -> list[int]:
    """Pages of ``entries`` that the index lacks or has another text of."""
    wanted = {entry.page_id: values(entry) for entry in entries}
    rows = SearchText.objects.filter(page__in=wanted).values_list(*FIELDS)
    stored = {row[1]: row for row in rows}
    return [pk for pk, row in wanted.items() if stored.get(pk) != row]


def faults() -> list[str]:
    """What does not agree within the index itself; empty, if it is sound."""
    counted: Counter[str] = Counter()
    texts = SearchText.objects.values_list("judul", "ringkasan", "isi")
    for text in texts.iterator(chunk_size=500):
        counted.update(vocabulary(*text))
    stored = dict(SearchWord.objects.values_list("kata", "jumlah"))
    differing = {
        word
        for word in counted.keys() | stored.keys()
        if counted[word] != stored.get(word, 0)
    }
    found = [f"kata {word!r}: jumlah tidak sesuai" for word in sorted(differing)]
    with connection.cursor() as cursor:
        return found + dialect().faults(cursor)
